/**
 * From the rows of a list to people, one by one, with everything that was changed or left out on the way said in the row's own
 * words. Nothing is decided here about people who are there already (`people-matches.ts`), and nothing is written.
 */
import type { Attendance, Capacity, OrganisationType, PhotoConsent } from '../model/workshop.ts'
import { beginningOf } from '../util/beginning-of.ts'
import { attendanceTicked, capacityNamed, isHeadingsAgain, orgTypeNamed, photoConsentNamed, type ColumnMeaning, type ListColumns } from './people-columns.ts'
import { listLimits } from './list-table.ts'

export type ListedPerson = {
  /** The row of the file, from 1, as a spreadsheet shows it. */
  readonly row: number
  readonly name: string
  readonly organisation: string
  readonly region: string
  readonly capacity: Capacity
  readonly functions: readonly string[]
  readonly attendance: Attendance
  readonly orgType: OrganisationType
  readonly country: string
  readonly contact: string
  readonly representedBy: string
  readonly timeIn: string
  readonly timeOut: string
  readonly photoConsent: PhotoConsent
  readonly notes: readonly RowNote[]
}

/** What a row holds otherwise than it was written, or what a reader should look at. */
const rowNotes = ['hidden-characters', 'line-breaks', 'looks-like-formula', 'looks-like-markup', 'unknown-attendance', 'unknown-capacity', 'more-cells'] as const
export type RowNote = (typeof rowNotes)[number]

/** Why no person is made of a row. */
const leftOutReasons = ['no-name', 'too-long', 'header-again', 'above-headings'] as const
export type LeftOut = { readonly row: number; readonly reason: (typeof leftOutReasons)[number]; readonly words: string }

export type PeopleRead = { readonly people: readonly ListedPerson[]; readonly leftOut: readonly LeftOut[] }

/** The people of `rows`, as `columns` says what they mean. Somebody about whom the list says nothing is expected, and a member. */
export function readPeopleRows(rows: readonly (readonly string[])[], columns: ListColumns): PeopleRead {
  const { headerRow, meanings } = columns
  const first = headerRow === null ? 0 : headerRow + 1
  const header = headerRow === null ? null : (rows[headerRow] ?? []).map((cell) => cell.trim()).join('\0')
  const isTurned = isFamilyFirst(rows.slice(first), meanings)
  const people: ListedPerson[] = []
  const leftOut: LeftOut[] = []
  const keys = new Map<string, string>()
  rows.forEach((cells, index) => {
    const row = index + 1
    if (index === headerRow || cells.every((cell) => cell.trim() === '')) return
    const refuse = (reason: LeftOut['reason']): void => void leftOut.push({ row, reason, words: shortened(cells.filter((cell) => cell.trim() !== '').join(' · ')) })
    if (index < first) return refuse('above-headings')
    if (cells.some((cell) => cell.length > listLimits.maxCellLength)) return refuse('too-long')
    if (header !== null && (cells.map((cell) => cell.trim()).join('\0') === header || isHeadingsAgain(cells, meanings) || isTitle(rows, index, meanings))) return refuse('header-again')
    const person = personOf(cells, row, meanings, isTurned)
    if (person.name === '') return refuse('no-name')
    people.push(person)
    const key = (cells[meanings.indexOf('key')] ?? '').trim()
    if (key !== '') keys.set(key, person.name)
  })
  return { people: withNames(people, keys), leftOut }
}

/** Whether the row at `index` is the title of another part of the file: one cell behind an empty row, or with a number, and headings below it. */
function isTitle(rows: readonly (readonly string[])[], index: number, meanings: readonly ColumnMeaning[]): boolean {
  const isFilled = (cell: string): boolean => cell.trim() !== ''
  const [words, ...others] = (rows[index] ?? []).filter(isFilled)
  if (words === undefined || others.length > 0) return false
  const below = rows.slice(index + 1, index + 4).find((row) => row.some(isFilled))
  const isApart = !(rows[index - 1] ?? []).some(isFilled) || /\p{N}/u.test(words)
  return isApart && below !== undefined && isHeadingsAgain(below, meanings)
}

/** Where a list names somebody's proxy by its own number of a person, or as "family, given", the name as it is listed is meant. */
function withNames(people: readonly ListedPerson[], keys: ReadonlyMap<string, string>): readonly ListedPerson[] {
  const names = new Set(people.map(({ name }) => name))
  const meant = (written: string): string => keys.get(written) ?? (names.has(turned(written)) ? turned(written) : written)
  return people.map((person) => ({ ...person, representedBy: meant(person.representedBy) }))
}

const maxWordsShown = 80

function shortened(text: string): string {
  return beginningOf(text.replaceAll(/\s+/gu, ' ').trim(), maxWordsShown)
}

function personOf(cells: readonly string[], row: number, meanings: readonly ColumnMeaning[], isTurned: boolean): ListedPerson {
  const notes = new Set<RowNote>()
  const first = (meaning: ColumnMeaning): string => cells[meanings.indexOf(meaning)] ?? ''
  const line = (meaning: ColumnMeaning): string => cleanLine(meanings.includes(meaning) ? first(meaning) : '', notes)
  const whole = line('name')
  // A name may stand in two columns of one kind: two surnames, a first and a second name.
  const parts = (meaning: ColumnMeaning): readonly string[] => meanings.flatMap((own, index) => (own === meaning ? [cleanLine(cells[index] ?? '', notes)] : []))
  const name = whole === '' ? [...parts('givenName'), ...parts('familyName')].filter((part) => part !== '').join(' ') : whole
  const attendance = line('attendance')
  const capacity = line('capacity')
  if (attendance !== '' && attendanceTicked(attendance) === null) notes.add('unknown-attendance')
  if (capacity !== '' && capacityNamed(capacity) === null) notes.add('unknown-capacity')
  const kind = line('orgType')
  const orgType = kind === '' ? '' : (orgTypeNamed(kind) ?? 'other')
  const functions = meanings.flatMap((meaning, index) => (meaning === 'function' ? (cells[index] ?? '').split(/\r\n?|\n/u).map((part) => cleanLine(part, notes)) : []))
  const contacts = meanings.flatMap((meaning, index) => (meaning === 'contact' ? [cleanLine(cells[index] ?? '', notes)] : [])).filter((contact) => contact !== '')
  // What names no capacity is an office in the list's own words: better kept there than dropped.
  if (notes.has('unknown-capacity')) functions.push(capacity)
  if (cells.slice(meanings.length).some((cell) => cell.trim() !== '')) notes.add('more-cells')
  return {
    row,
    name: isTurned ? turned(name) : name,
    organisation: line('organisation'),
    region: line('region'),
    capacity: capacityNamed(capacity) ?? 'member',
    functions: [...new Set(functions.filter((held) => held !== ''))],
    attendance: attendanceTicked(attendance) ?? 'expected',
    orgType,
    country: line('country'),
    contact: [...new Set(contacts)].join(', '),
    representedBy: line('representedBy'),
    timeIn: line('timeIn'),
    timeOut: line('timeOut'),
    photoConsent: photoConsentNamed(line('photoConsent')) ?? '',
    notes: [...notes],
  }
}

/** Characters that are never seen and change what is: overrides and isolates of direction, zero widths, soft hyphens, controls. */
const hiddenCharacters = /(?![\t\n\r\f\v])\p{Cc}|[\u00AD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/gu
/** A joiner has no meaning between letters that never join; in Arabic and between pictures it has. */
const idleJoiner = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200C\u200D]|[\u200C\u200D](?=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])/gu

/** One line, composed, without what nobody sees; what was taken out is noted. Words are never changed. */
function cleanLine(cell: string, notes: Set<RowNote>): string {
  const seen = cell.replaceAll(hiddenCharacters, '').replaceAll(idleJoiner, '')
  if (seen !== cell) notes.add('hidden-characters')
  if (/[\n\r\u2028\u2029]/u.test(seen.trim())) notes.add('line-breaks')
  const line = seen.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
  // A minus or an at sign begins honest words as well; a call or a reference behind it does not.
  if (/^[=＝]|^[+@＋＠-][\p{L}\p{N}_.]*[(!|]/u.test(line)) notes.add('looks-like-formula')
  if (/<\/?[a-z!?]/iu.test(line)) notes.add('looks-like-markup')
  return line
}

/** Whether the one column of names says "family, given" nearly everywhere. */
function isFamilyFirst(rows: readonly (readonly string[])[], meanings: readonly ColumnMeaning[]): boolean {
  const column = meanings.indexOf('name')
  if (column < 0) return false
  const names = rows.map((row) => (row[column] ?? '').trim()).filter((name) => name !== '')
  return names.length > 0 && names.filter((name) => turned(name) !== name).length >= names.length * 0.8
}

/** Behind a comma, and yet no given name. "Md" is one. */
const suffixes = /^(?:ph\.? ?d\.?|m\.d\.|MD|d\.?d\.?s\.?|esq\.?|jr\.?|sr\.?|ii|iii|iv|mba|m\.?sc\.?|b\.?sc\.?)$/u

function turned(name: string): string {
  const [family, given, ...more] = name.split(/[,،]/u).map((part) => part.trim())
  return family && given && more.length === 0 && !suffixes.test(given) && !suffixes.test(given.toLowerCase()) ? `${given} ${family}` : name
}
