import { expect, test } from 'vitest'
import { WakeWatch } from '../../../main/engine/wake-watch.ts'

test('EN58 time that went by without anybody looking was sleep; time that went by as usual, or backwards, was not', () => {
  let now = 1_000_000
  let wakes = 0
  const watch = new WakeWatch({ now: () => now, onWake: () => (wakes += 1) })
  const pass = (ms: number): number => {
    now += ms
    watch.look()
    return wakes
  }
  expect([pass(2_000), pass(2_100), pass(9_000)]).toEqual([0, 0, 0])
  expect(pass(8 * 3_600_000)).toBe(1)
  expect([pass(2_000), pass(-3_600_000), pass(2_000)]).toEqual([1, 1, 1])
  expect(pass(10_001)).toBe(2)
})
