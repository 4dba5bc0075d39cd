/**
 * Actions and matters arising with a date, and the next meeting, as a calendar file (RFC 5545): days, because nobody said an hour. Calendars
 * know an event by its UID, so that a later export changes what an earlier one brought instead of doubling it, also that of a later meeting
 * which took it over. UIDs are digests: the id of a workshop without a key lets people in. No time of this machine gets in: the stamp is the
 * day of the meeting.
 */
import { labelsFor } from '../../minutes/labels-for.ts'
import { isRealDate } from '../../minutes/dates.ts'
import { dateNamedIn } from '../../minutes/dates-in-words.ts'
import type { Minutes } from '../../minutes/minutes.ts'
import { printable } from '../../minutes/printable.ts'
import type { Outcome, Workshop } from '../../model/workshop.ts'
import { pointDigest } from '../../series/open-points.ts'
import { inlineText } from '../block-text.ts'
import { blocksOf } from '../blocks-of.ts'
import { registersOf } from './registers.ts'

const isoDate = /^\d{4}-\d{2}-\d{2}$/
const maxLineBytes = 75
const encoder = new TextEncoder()

type Day = { readonly uid: string; readonly date: string; readonly summary: string; readonly description: string }

/** The calendar of the open actions and matters arising that `minutes` print and that have a full date, and of the next meeting where its date is named. */
export function renderIcs(minutes: Minutes, workshop: Workshop): string {
  const stamp = `${compact(meetingDate(workshop) ?? '1970-01-01')}T000000Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Minuta//Minutes//EN',
    'CALSCALE:GREGORIAN',
    property('X-WR-CALNAME', minutes.title),
    ...calendarDays(minutes, workshop).flatMap((day) => event(day, stamp)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** What the calendar of `minutes` holds. */
export function calendarDays(minutes: Minutes, workshop: Workshop): readonly Day[] {
  const days = [...actionDays(minutes, workshop), ...matterDays(minutes, workshop), ...nextMeetingDays(minutes, workshop)]
  // What two people took over while they were apart stands there twice, and is one day.
  return [...new Map(days.map((day) => [day.uid, day])).values()]
}

function event({ uid, date, summary, description }: Day, stamp: string): readonly string[] {
  return [
    'BEGIN:VEVENT',
    property('UID', uid),
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(date))}`,
    property('SUMMARY', summary),
    ...(description === '' ? [] : [property('DESCRIPTION', description)]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function actionDays(minutes: Minutes, workshop: Workshop): readonly Day[] {
  const byLabel = new Map(workshop.outcomes.map((outcome) => [outcome.label, outcome]))
  return printedActions(minutes, workshop).flatMap(({ label, words, details }): readonly Day[] => {
    const outcome = byLabel.get(label)
    const due = outcome?.fields['due'] ?? ''
    if (outcome === undefined || !isOpen(outcome) || !isRealDay(due)) return []
    return [dayOf({ label, words, details }, due, pointDigest(workshop.id, outcome.id), minutes)]
  })
}

/** A matter has no name in the table that prints it: it is the next one of those that are written like its row. */
function matterDays(minutes: Minutes, workshop: Workshop): readonly Day[] {
  const left = [...workshop.matters]
  return printedRows(minutes, workshop, 'matters-arising').flatMap(({ label, words, details, due }): readonly Day[] => {
    const at = left.findIndex((matter) => inOneLine(matter.label, matter.what, matter.due) === inOneLine(label, words, due))
    const [matter] = at === -1 ? [] : left.splice(at, 1)
    if (matter === undefined || matter.status !== 'open' || !isRealDay(matter.due)) return []
    return [dayOf({ label, words, details }, matter.due, matter.takenFrom ?? pointDigest(workshop.id, matter.id), minutes)]
  })
}

function inOneLine(...texts: readonly string[]): string {
  return texts.join(' ').replaceAll(/\s+/gu, ' ').trim()
}

function dayOf({ label, words, details }: PrintedAction, date: string, digest: string, { title }: Minutes): Day {
  return { uid: uidOf(digest), date, summary: `${label} ${words}`.trim(), description: [...details, title].join('\n') }
}

function uidOf(digest: string): string {
  return `${digest}@minuta`
}

type PrintedAction = { readonly label: string; readonly words: string; readonly details: readonly string[] }

/** What a register says of each. */
function printedRows(minutes: Minutes, workshop: Workshop, register: string): readonly (PrintedAction & { readonly due: string })[] {
  const [header = [], ...rows] = registersOf(minutes, workshop).find(({ name }) => name === register)?.rows ?? []
  const { labels } = labelsFor(minutes.language)
  const dueColumn = header.indexOf(labels.field['due'] ?? '')
  return rows.map((cells) => {
    const [label = '', words = '', ...rest] = cells
    return { label, words, details: rest.flatMap((cell, index) => (cell === '' ? [] : [`${header[index + 2] ?? ''}${labels.punctuation.colon}${cell}`])), due: cells[dueColumn] ?? '' }
  })
}

/** Those of the register, which says most of them; then those that stand elsewhere only: a list of decisions and a letter have no register. */
function printedActions(minutes: Minutes, workshop: Workshop): readonly PrintedAction[] {
  const registered = printedRows(minutes, workshop, 'actions')
  const isRegistered = new Set(registered.map(({ label }) => label))
  const { punctuation } = labelsFor(minutes.language).labels
  const others = blocksOf(minutes)
    .flatMap((block) => (block.kind === 'outcomes' ? block.entries : []))
    .filter(({ kind, label }) => kind === 'action' && !isRegistered.has(label))
    .map(({ label, inlines, fields }): PrintedAction => ({ label, words: inlineText(inlines), details: fields.map(({ term, value }) => `${term}${punctuation.colon}${value}`) }))
  // One can stand at a glance and in its section.
  return [...registered, ...new Map(others.map((action) => [action.label, action])).values()]
}

function nextMeetingDays({ title, language }: Minutes, { id, details: { nextMeeting, body } }: Workshop): readonly Day[] {
  const date = dateNamedIn(nextMeeting)
  if (date === null) return []
  const { labels } = labelsFor(language)
  const summary = [labels.glance.nextMeeting, body === '' ? title : body].join(labels.punctuation.colon)
  return [{ uid: uidOf(pointDigest(id, 'next-meeting')), date, summary, description: nextMeeting }]
}

function isOpen({ fields }: Outcome): boolean {
  return fields['status'] !== 'done' && fields['status'] !== 'dropped'
}

function isRealDay(date: string): boolean {
  return isoDate.test(date) && dateNamedIn(date) === date
}

function meetingDate({ details: { date } }: Workshop): string | null {
  const { year, month, day } = date
  if (year === null || month === null || day === null || !isRealDate(date)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function compact(date: string): string {
  return date.replaceAll('-', '')
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Whatever somebody typed, or another computer sent, is one line of the file and holds no control characters. */
function property(name: string, text: string): string {
  return `${name}:${printable(text.replace(/[\\;,]/g, String.raw`\$&`).replace(/\r\n|[\n\r]/g, String.raw`\n`).replace(/\t/g, ' '))}`
}

/** A content line in lines of at most 75 bytes; no character is torn apart. */
function folded(line: string): string {
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const character of line) {
    const length = encoder.encode(character).length
    if (bytes + length > maxLineBytes) {
      lines.push(current)
      current = ' '
      bytes = 1
    }
    current += character
    bytes += length
  }
  return [...lines, current].join('\r\n')
}
