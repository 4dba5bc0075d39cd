/** A programme as people write it into a mail: a time at the beginning of a line, and what happens then. No time zone, and days in words. */
import { likelyKind } from './item-kinds.ts'
import type { ImportedEvent, ImportedProgramme } from './imported-programme.ts'

/** One line with a time may be part of a letter. */
const fewestItems = 2
/** Longer lines are prose; what is looked at of each is bounded with them. */
const longestLine = 400
const longestHeading = 80

/** Marks of quotations and lists, before the time. */
const marks = String.raw`[\s>•*·–—-]{0,12}`
const time = String.raw`(\d{1,2})(?:\s?[h:.]\s?(\d{2})|\s?h)(?![\d.]|\s?[%€$])\s?([ap]\.?m\.?(?!\p{L}))?`
const between = String.raw`\s{0,3}(?:[–—-]|to|until|à|a|al|até|fins a|έως|إلى)\s{0,3}`
const timedLine = new RegExp(String.raw`^${marks}${time}(?:${between}${time})?(?:[\s:|–—-]{0,12})(.*)$`, 'iu')

type Line = { readonly start: string; readonly end: string; readonly words: string }

/** Whether several lines of `text` begin with a time. */
export function isProgrammeText(text: string): boolean {
  return readProgrammeText(text) !== null
}

/** The items of `text` in the order in which they stand there; null when it is no programme. */
export function readProgrammeText(text: string): ImportedProgramme | null {
  const lines = text.split(/\r\n?|\n/u).map((line) => line.trim())
  const timed = lines.map(readLine)
  if (timed.filter((line) => line !== null).length < fewestItems) return null
  const events: ImportedEvent[] = []
  let day = ''
  let below: string[] = []
  const finish = (): void => {
    const last = events.pop()
    if (last) events.push({ ...last, ...told(last.title, below) })
    below = []
  }
  lines.forEach((words, index) => {
    const line = timed[index]
    if (line) {
      finish()
      events.push({ title: line.words, kind: 'presentation', date: day, start: line.start, end: line.end, place: '', description: '', speakers: [], notes: [] })
    } else if (isDay(lines, timed, index)) day = words
    // What stands apart from an item is no part of it: greetings, signatures.
    else if (words !== '' && lines[index - 1] !== '') below.push(words)
  })
  finish()
  return { name: '', zone: '', isOwnZone: false, events, unreadable: 0 }
}

/** Null for a line without a time at its beginning. */
function readLine(line: string): Line | null {
  if (line.length > longestLine) return null
  const [, hours, minutes, half, endHours, endMinutes, endHalf, words = ''] = timedLine.exec(line.replaceAll(/\p{Nd}/gu, westernDigit)) ?? []
  const start = clockOf(hours, minutes, half ?? (endHours === undefined ? undefined : endHalf))
  if (start === null) return null
  const kept = words === '' ? '' : line.slice(line.length - words.length)
  return { start, end: clockOf(endHours, endMinutes, endHalf) ?? '', words: kept.split(/\s*\t\s*/u).filter((cell) => cell !== '').join(' · ') }
}

/** The digit in ASCII: ٩ and ۹ are 9. */
function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const zero = [0x660, 0x6f0].find((first) => code >= first && code < first + 10)
  return zero === undefined ? digit : String(code - zero)
}

/** "09:30"; null for no time of a day. */
function clockOf(hours: string | undefined, minutes: string | undefined, half: string | undefined): string | null {
  if (hours === undefined) return null
  const isAfternoon = half === undefined ? null : /^p/iu.test(half)
  const hour = isAfternoon === null ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0)
  if (hour > 23 || Number(minutes ?? 0) > 59) return null
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`
}

/** Whether the line at `index` is the name of a day: short, apart from what is above it, and an item is next. */
function isDay(lines: readonly string[], timed: readonly (Line | null)[], index: number): boolean {
  const words = lines[index] ?? ''
  if (words === '' || words.length > longestHeading || (index > 0 && lines[index - 1] !== '')) return false
  const next = lines[index + 1] === '' ? index + 2 : index + 1
  return timed[next] != null
}

/** What an item is called, where that stands below its time, and what else is said of it. */
function told(title: string, below: readonly string[]): Pick<ImportedEvent, 'title' | 'kind' | 'description'> {
  const [first = '', ...others] = title === '' ? below : [title, ...below]
  return { title: first, kind: likelyKind(first), description: others.join('\n') }
}
