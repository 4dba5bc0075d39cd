import { afterEach, expect, test } from 'vitest'
import { DetailsDateField } from '../../../renderer/base/controls/details-fields.tsx'
import { readWholeNumber } from '../../../renderer/base/whole-number.ts'
import type { PartialDate } from '../../../shared/model/workshop.ts'
import { emptyWorkshop } from '../../fixtures/workshops.ts'
import { draw, fill, find, type Drawn } from './render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

test.each([
  ['12', 12], [' 12 ', 12], ['١٢', 12], ['۱۲', 12], ['1٢', 12], ['0', 0],
  ['', null], ['1e2', null], ['-1', null], ['1.5', null], ['١٫٥', null], ['twelve', null],
])('UI168 %o is %o', (typed, number) => {
  expect(readWholeNumber(typed)).toBe(number)
})

test('UI168 a day typed on an Arabic keyboard is that day, and no empty field', async () => {
  const dates: (PartialDate | undefined)[] = []
  drawn = await draw(<DetailsDateField details={emptyWorkshop('T').details} onChange={({ date }) => dates.push(date)} />)
  await fill(find('input', 'Day'), '١٩')
  expect(dates).toMatchObject([{ day: 19 }])
})
