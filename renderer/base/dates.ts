/** Dates as far as they are known, in words. Public bodies write "19 September" without a year and mean it. */
import type { PartialDate } from '../../shared/model/workshop.ts'

export const noDate: PartialDate = { year: null, month: null, day: null }

/** Days of `month` (1–12); 29 for February when the year is not known. */
export function daysInMonth(month: number, year: number | null): number {
  return new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate()
}

/** "19 September 2026", "19 September", "September 2026" or "2026" in the manner of `locale`; '' when nothing is known. */
export function formatPartialDate(date: PartialDate, locale: string): string {
  const { year, month, day } = date
  if (month === null) return year === null ? '' : String(year)
  const shown = new Date(Date.UTC(year ?? 2024, month - 1, day ?? 1))
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'long',
    ...(day === null ? {} : { day: 'numeric' }),
    ...(year === null ? {} : { year: 'numeric' }),
  }).format(shown)
}

/** The names of the twelve months in the language of `locale`. */
export function monthNames(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' })
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2024, month, 1))))
}
