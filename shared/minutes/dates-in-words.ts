/** The one date that a text names, if it names exactly one in full: "Bastia, 12 March 2027", "2027-03-12", "12.3.2027". */

const isoDate = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g
/** Day first, as everywhere where this product is used. */
const numericDate = /(?<![\d./])(\d{1,2})[./](\d{1,2})[./](\d{4})(?![\d./])/g
/** "12 March 2027", "12 de marzo de 2027", "1er mars 2027", "12 de març del 2027". */
const writtenDate = /(?<![\p{L}\p{N}])(\d{1,2})(?:er|st|nd|rd|th|º|\.)?\s+(?:de\s+|d['’])?([\p{L}\p{M}]+)\.?,?\s+(?:de\s+|del\s+)?(\d{4})(?![\p{L}\p{N}])/gu

/** What people write dates in. */
const languages = ['en', 'fr', 'es', 'ca', 'it', 'el', 'ar', 'de', 'pt'] as const

/** What stands between the first and the last day in these languages, and between days of which one is meant. */
const rangeWords = 'to|and|until|till|through|au|à|et|jusqu[’\']au|al|a|y|e|i|hasta|fins|έως|ως|και|μέχρι|إلى|حتى|bis|und|ao|até'
const eitherWords = 'or|ou|o|u|ή|أو|oder'
/** An earlier day before a date that has its year for both: "12–" 13 March 2027, "30 March to" 2 April 2027, "12 ou le" 13 mars 2027. */
const dayBefore = new RegExp(
  String.raw`(?<![\p{L}\p{N}:.])(\d{1,2})(?:er|st|nd|rd|th|º|\.)?(?:\s+(?:de\s+|d['’])?([\p{L}\p{M}]+)\.?)?(?:\s*[-–—]\s*|\s+(?:(?:${rangeWords})|(${eitherWords}))\s+(?:(?:the|le|el|il)\s+)?)$`,
  'u',
)
/** What may stand before the first of several days; another word says what else the number counts: room 4 – 13 March 2027. */
const dayIntroducers = new Set(
  (
    'the from on between dates days le les du des de entre dès jours el els los del dels desde des dies dia dias día días il i dal dai dei dall nei giorni giorno ' +
    'από στις τις η μεταξύ vom von am zwischen do dos em من في بين يوم يومي أيام'
  ).split(' ').map(fold),
)
/** One more before that: nobody can tell the first of three. */
const listBefore = /\d\s*,\s*$/

/** What stands between the first and the last of several days that both have their year. */
const betweenDays = new RegExp(String.raw`^,?\s*(?:[-–—/]|(?:${rangeWords})(?!\p{L}))([\s\S]*)$`, 'u')

type Found = { readonly at: number; readonly end: number; readonly year: string | undefined; readonly month: number | null; readonly day: string | undefined }

/** The date as ISO 8601; of several days in a row the first. Null when the text names none, or more than one. */
export function dateNamedIn(text: string): string | null {
  const foundBy = (form: RegExp, read: (match: RegExpExecArray) => Omit<Found, 'at' | 'end'>, named: (date: Found) => string | null): readonly (Found & { readonly named: string | null })[] =>
    [...text.matchAll(form)]
      .map((match): Found => ({ at: match.index, end: match.index + match[0].length, ...read(match) }))
      .filter((date) => isoOf(date) !== null)
      .map((date) => ({ ...date, named: named(date) }))
  const found = [
    ...foundBy(isoDate, ({ 1: year, 2: month, 3: day }) => ({ year, month: Number(month), day }), isoOf),
    ...foundBy(numericDate, ({ 1: day, 2: month, 3: year }) => ({ year, month: Number(month), day }), (date) => firstDay(text, date)),
    ...foundBy(writtenDate, ({ 1: day, 2: word = '', 3: year }) => ({ year, month: monthNumber(word), day }), (date) => firstDay(text, date)),
  ].sort((one, other) => one.at - other.at)
  const [first, last] = found
  if (new Set(found.map(({ named }) => named)).size === 1) return first?.named ?? null
  const isRow = found.length === 2 && first?.named && last?.named && first.named < last.named && introducesNext(text.slice(first.end, last.at))
  return isRow ? first.named : null
}

/** Whether a second date behind these words is the last of several days: behind a dash or "to", and nothing else but a weekday or an article. */
function introducesNext(words: string): boolean {
  const rest = betweenDays.exec(words)?.[1]
  return rest !== undefined && rest.split(/[\s,.]+/u).every((word) => word === '' || dayIntroducers.has(fold(word)) || weekdays().has(fold(word)))
}

/** A date, or the day with which it is a range; null where one of several days is meant. */
function firstDay(text: string, date: Found): string | null {
  const iso = isoOf(date)
  const before = dayBefore.exec(text.slice(0, date.at))
  if (before === null || iso === null) return iso
  const [phrase, day, word, either] = before
  const month = word === undefined ? date.month : monthNumber(word)
  if (month === null) return iso
  if (either !== undefined || listBefore.test(text.slice(0, before.index))) return null
  if (word === undefined && !/^\d+[-–—]$/.test(phrase) && !introducesDay(text.slice(0, before.index))) return iso
  const begins = isoOf({ ...date, month, day })
  if (begins !== null && begins < iso) return begins
  // Another month has its own place in the year: 30 December to 2 January 2027. In one month a later day is no beginning: 30 – 13 March 2027.
  return word === undefined ? iso : isoOf({ ...date, year: String(Number(date.year) - 1), month, day })
}

/** Whether a number behind this may be a day: behind nothing, punctuation, a weekday or a word that days stand behind. */
function introducesDay(text: string): boolean {
  const word = /([\p{L}\p{M}]+)\.?\s*$/u.exec(text)?.[1]
  return word === undefined ? !/[\p{N}#№°]\s*$/u.test(text) : dayIntroducers.has(fold(word)) || weekdays().has(fold(word))
}

function isoOf({ year, month, day }: Pick<Found, 'year' | 'month' | 'day'>): string | null {
  const instant = new Date(Date.UTC(Number(year), (month ?? 0) - 1, Number(day)))
  const isReal = instant.getUTCMonth() === (month ?? 0) - 1 && instant.getUTCDate() === Number(day)
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

let weekdayNames: ReadonlySet<string> | null = null

function weekdays(): ReadonlySet<string> {
  weekdayNames ??= new Set(
    languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((weekday) => {
        const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
        return Array.from({ length: 7 }, (_, index) => fold(format.format(new Date(Date.UTC(2000, 0, 1 + index)))))
      }),
    ),
  )
  return weekdayNames
}

/** Catalan counts the preposition to the name of the month: "de març", "d’abril". */
function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '').replace(/^(?:de\s+|d['’])/, '').toLowerCase()
}
