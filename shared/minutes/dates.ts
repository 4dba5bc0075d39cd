/**
 * Dates as far as they are known. Public bodies write "19 September" and mean it: nothing here adds a year, a day or a
 * weekday that nobody typed.
 */
import type { PartialDate } from '../model/workshop.ts'
import { localeOf } from './locale.ts'

/** `date` in words of `language`, also where no calendar has such a day (31 June): as typed, not as another day. '' when nothing of it is known. */
export function formatPartialDate(date: PartialDate, language: string): string {
  const { year, month, day } = date
  if (month === null) return [day, year].filter((part) => part !== null).join(' ')
  // Every month has a first day: the day that was typed is put in its place. The year 2000 is never printed.
  const instant = new Date(Date.UTC(2000, month - 1, 1))
  if (year !== null) instant.setUTCFullYear(year)
  // A month alone is asked for with its year: in Greek the name of a month in a date is another form than the name itself.
  const parts = formatOf(localeOf(language), day === null ? 'year' : year === null ? 'day' : 'day and year').formatToParts(instant)
  const printed = day === null && year === null ? parts.filter(({ type }) => type === 'month') : parts
  const dayInWords = day === 1 ? (firstOfMonth[language] ?? '1') : String(day)
  return printed.map(({ type, value }) => (type === 'day' ? dayInWords : value)).join('')
}

type Beside = 'year' | 'day' | 'day and year'

/** Making one takes far longer than using it, and a register has a thousand dates. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The month in words, with what stands beside it. */
function formatOf(locale: string, beside: Beside): Intl.DateTimeFormat {
  const key = `${locale} ${beside}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'long',
    ...(beside === 'year' ? {} : { day: 'numeric' }),
    ...(beside === 'day' ? {} : { year: 'numeric' }),
  })
  formats.set(key, format)
  return format
}

/** Languages that call the first day of a month "the first", and Intl does not. */
const firstOfMonth: Readonly<Record<string, string>> = { fr: '1er', it: '1º' }

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/
const isoDateWithoutYear = /^--(\d{2})-(\d{2})$/

/** The value of a date field in words when it is an ISO date (`2026-09-30`, `--09-30`), else exactly what was typed. */
export function formatDateField(value: string, language: string): string {
  const full = isoDate.exec(value)
  const yearless = isoDateWithoutYear.exec(value)
  const date: PartialDate | null = full
    ? { year: Number(full[1]), month: Number(full[2]), day: Number(full[3]) }
    : yearless
      ? { year: null, month: Number(yearless[1]), day: Number(yearless[2]) }
      : null
  return date !== null && isRealDate(date) ? formatPartialDate(date, language) : value
}

/** Whether a calendar has this day; without a year, any year's. */
export function isRealDate({ year, month, day }: PartialDate): boolean {
  if (month === null || day === null) return false
  const instant = new Date(Date.UTC(year ?? 2000, month - 1, day))
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day
}
