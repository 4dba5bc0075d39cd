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
    ['es', '1 de septiembre de 2026', '19 de abril', 'abril de 2026', 'abril'],
    ['ca', '1 de setembre del 2026', '19 d’abril', 'abril del 2026', 'abril'],
    ['it', '1º settembre 2026', '19 aprile', 'aprile 2026', 'aprile'],
    ['fr', '1er septembre 2026', '19 avril', 'avril 2026', 'avril'],
    // The name of a month alone is a nominative, in a date a genitive.
    ['el', '1 Σεπτεμβρίου 2026', '19 Απριλίου', 'Απρίλιος 2026', 'Απρίλιος'],
    ['ar', '1 سبتمبر 2026', '19 أبريل', 'أبريل 2026', 'أبريل'],
  ])('dates in %s say as much as is known, as the language says it', (language, first, yearless, month, name) => {
    expect(formatPartialDate({ year: 2026, month: 9, day: 1 }, language)).toBe(first)
    expect(formatPartialDate({ year: null, month: 4, day: 19 }, language)).toBe(yearless)
    expect(formatPartialDate({ year: 2026, month: 4, day: null }, language)).toBe(month)
    expect(formatPartialDate({ year: null, month: 4, day: null }, language)).toBe(name)
  })

  test('a day that no calendar has is said as typed, not as another day', () => {
    expect(formatPartialDate({ year: 2026, month: 6, day: 31 }, 'en')).toBe('31 June 2026')
    expect(formatPartialDate({ year: 2026, month: 2, day: 29 }, 'ca')).toBe('29 de febrer del 2026')
    expect(formatPartialDate({ year: null, month: 11, day: 31 }, 'fr')).toBe('31 novembre')
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
