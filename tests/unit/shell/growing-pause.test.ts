import { expect, test } from 'vitest'
import { GrowingPause } from '../../../main/shell/processes/growing-pause.ts'

test('SY45 what ends at once each time is started again after longer and longer pauses, up to ten seconds, and soon again after a healthy life', () => {
  const pause = new GrowingPause()
  expect(Array.from({ length: 9 }, () => pause.next(50))).toEqual([100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000])
  expect([pause.next(60_000), pause.next(50)]).toEqual([100, 200])
})
