/** The one date that a text names, if it names exactly one in full: "Bastia, 12 March 2027", "2027-03-12", "12.3.2027". */

const isoDate = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g
/** Day first, as everywhere where this product is used. */
const numericDate = /(?<![\d./])(\d{1,2})[./](\d{1,2})[./](\d{4})(?![\d./])/g
/** "12 March 2027", "12 de marzo de 2027", "1er mars 2027". */
const writtenDate = /(?<![\p{L}\p{N}])(\d{1,2})(?:er|º|\.)?\s+(?:de\s+|d['’])?([\p{L}\p{M}]+)\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?![\p{L}\p{N}])/gu

/** What people write dates in. */
const languages = ['en', 'fr', 'es', 'ca', 'it', 'el', 'ar', 'de', 'pt'] as const

/** The date as ISO 8601; null when the text names none, or more than one. */
export function dateNamedIn(text: string): string | null {
  const found = [
    ...[...text.matchAll(isoDate)].map(([, year, month, day]) => isoOf(year, month, day)),
    ...[...text.matchAll(numericDate)].map(([, day, month, year]) => isoOf(year, month, day)),
    ...[...text.matchAll(writtenDate)].map(([, day, word = '', year]) => isoOf(year, monthNumber(word), day)),
  ].filter((date) => date !== null)
  const [first, ...others] = new Set(found)
  return first !== undefined && others.length === 0 ? first : null
}

function isoOf(year: string | undefined, month: string | number | null | undefined, day: string | undefined): string | null {
  const instant = new Date(Date.UTC(Number(year), Number(month ?? 0) - 1, Number(day)))
  const isReal = instant.getUTCMonth() === Number(month ?? 0) - 1 && instant.getUTCDate() === Number(day)
  return isReal ? instant.toISOString().slice(0, 10) : null
}

/** 1 to 12 for the name of a month, in any of these languages; null for any other word. */
function monthNumber(word: string): number | null {
  return monthNumbers().get(fold(word)) ?? null
}

let numbers: ReadonlyMap<string, number> | null = null

function monthNumbers(): ReadonlyMap<string, number> {
  numbers ??= new Map(
    languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((month) => {
        // With a day, because some languages have another form of the name then.
        const format = new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' })
        return Array.from({ length: 12 }, (_, index) => {
          const name = format.formatToParts(new Date(Date.UTC(2000, index, 1))).find(({ type }) => type === 'month')?.value ?? ''
          return [fold(name), index + 1] as const
        })
      }),
    ),
  )
  return numbers
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '').toLowerCase()
}
