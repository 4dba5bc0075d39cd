/** What a form needs to know about dates that may lack a year. */

/** Days of `month` (1–12); 29 for February when the year is not known. */
export function daysInMonth(month: number, year: number | null): number {
  return new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate()
}

/** The names of the twelve months in the language of `locale`. */
export function monthNames(locale: string): readonly string[] {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' })
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2024, month, 1))))
}
