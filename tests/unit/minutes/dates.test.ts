import { describe, expect, test } from 'vitest'
import { formatDateField, formatPartialDate } from '../../../shared/minutes/dates.ts'

describe('dates (MI6)', () => {
  test.each([
    [{ year: null, month: 9, day: 19 }, '19 September', '19 septembre'],
    [{ year: 2026, month: 9, day: 19 }, '19 September 2026', '19 septembre 2026'],
    [{ year: 2026, month: 9, day: null }, 'September 2026', 'septembre 2026'],
    [{ year: null, month: 9, day: null }, 'September', 'septembre'],
    [{ year: 2026, month: null, day: null }, '2026', '2026'],
    [{ year: null, month: 2, day: 29 }, '29 February', '29 février'],
    [{ year: null, month: null, day: null }, '', ''],
  ])('%j is said without inventing anything', (date, en, fr) => {
    expect(formatPartialDate(date, 'en')).toBe(en)
    expect(formatPartialDate(date, 'fr')).toBe(fr)
  })

  test.each([
    ['2026-09-30', '30 September 2026'],
    ['--09-30', '30 September'],
    ['2026-02-31', '2026-02-31'],
    ['before the next meeting', 'before the next meeting'],
  ])('the date field %s reads %s', (typed, printed) => {
    expect(formatDateField(typed, 'en')).toBe(printed)
  })
})
