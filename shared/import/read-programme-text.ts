/** A programme as people write it into a mail: a time at the beginning of a line, and what happens then. No time zone, and days in words. */
import { westernDigits } from '../search/fold.ts'
import { withoutHidden } from './hidden-characters.ts'
import { likelyKind } from './item-kinds.ts'
import type { ImportedEvent, ImportedProgramme } from './imported-programme.ts'

/** One line with a time may be part of a letter. */
const fewestItems = 2
/** Longer lines are prose; what is looked at of each is bounded with them. */
const longestLine = 400
const longestHeading = 80
const longestDescription = 10_000

/** Marks of quotations and lists, before the time. */
const marks = String.raw`[\s>•*·–—-]{0,12}`
// An hour alone is a time where am or pm stands behind it, or behind the end of its item.
const time = String.raw`(\d{1,2})(?:(?:\s?[h:]\s?|\.)(\d{2})|\s?(h)(?!\p{L}))?(?![\d.]|\s?[%€$])\s?([ap]\.?m\.?(?!\p{L}))?`
const between = String.raw`\s{0,3}(?:[–—-]|to|until|à|a|al|até|fins a|έως|إلى)\s{0,3}`
const timedLine = new RegExp(String.raw`^${marks}${time}(?:${between}${time})?(?:[\s:|–—-]{0,12})(.*)$`, 'iu')

type Line = { readonly start: string; readonly end: string; readonly words: string }

/** Whether several lines of `text` begin with a time. */
export function isProgrammeText(text: string): boolean {
  return readProgrammeText(text) !== null
}

/** The items of `text` in the order in which they stand there; null when it is no programme. */
export function readProgrammeText(text: string): ImportedProgramme | null {
  const lines = text.split(/\r\n?|\n/u).map((line) => withoutHidden(line).trim().normalize('NFC'))
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
  const [, ...found] = timedLine.exec(westernDigits(line)) ?? []
  const [first, last, words = ''] = [timeOf(found.slice(0, 4)), timeOf(found.slice(4, 8)), found[8]]
  const end = clockOf(last, last.half)
  const start = first.half === null && end !== null ? startBefore(first, last.half, end) : clockOf(first, first.half)
  if (start === null) return null
  const kept = words === '' ? '' : line.slice(line.length - words.length)
  return { start, end: end ?? '', words: kept.split(/\s*\t\s*/u).filter((cell) => cell !== '').join(' · ') }
}

type Half = 'am' | 'pm'
type Time = { readonly hour: number; readonly minutes: string; readonly isHourAlone: boolean; readonly half: Half | null }

function timeOf([hours, minutes, sign, half]: readonly (string | undefined)[]): Time {
  return { hour: Number(hours), minutes: minutes ?? '00', isHourAlone: minutes === undefined && sign === undefined, half: half === undefined ? null : /^a/iu.test(half) ? 'am' : 'pm' }
}

/** "09:30"; null for no time of a day. */
function clockOf({ hour, minutes, isHourAlone }: Time, half: Half | null): string | null {
  const isHalf = half !== null && hour >= 1 && hour <= 12
  const counted = isHalf ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour
  if (!(counted <= 23) || Number(minutes) > 59 || (isHourAlone && !isHalf)) return null
  return `${String(counted).padStart(2, '0')}:${minutes}`
}

/** When something begins that says am or pm only behind its `end`: "2:00 – 3:15 pm" is in one half of the day, "11:30 – 1:00 pm" in both. */
function startBefore(first: Time, half: Half | null, end: string): string | null {
  const start = clockOf(first, half)
  return start !== null && half !== null && start > end ? clockOf(first, half === 'pm' ? 'am' : 'pm') : start
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
  return { title: first, kind: likelyKind(first), description: others.join('\n').slice(0, longestDescription) }
}
