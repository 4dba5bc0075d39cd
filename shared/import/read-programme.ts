/**
 * Calendar files (`.ics`), and programmes written as lines (`read-programme-text.ts`): events become lines of a programme, in order, with the hours that the people in the room will see. A
 * rule of repetition is noticed and never expanded; nothing that the file links to is fetched.
 */
import ICAL from 'ical.js'
import { decodeText } from './decode-text.ts'
import { CalendarClock, type Moment } from './calendar-clock.ts'
import { firstBelow, parseHtml, textBelow } from './html/parse-html.ts'
import { fileTooLarge, RefusedError } from './imported.ts'
import type { EventNote, ImportedEvent, ImportedProgramme } from './imported-programme.ts'
import { withoutHidden } from './hidden-characters.ts'
import { likelyKind } from './item-kinds.ts'
import { readProgrammeText } from './read-programme-text.ts'

const programmeLimits = { maxFileBytes: 8 * 1024 * 1024, maxEvents: 2000, maxTextLength: 10_000 } as const

/** Reads `bytes`; `ownZone` is that of this computer (IANA). Throws a RefusedError. */
export function readProgramme(bytes: Uint8Array, ownZone: string): ImportedProgramme {
  if (bytes.length > programmeLimits.maxFileBytes) throw fileTooLarge(bytes.length, programmeLimits.maxFileBytes)
  const text = decodeText(unfolded(bytes))?.text ?? ''
  if (text.trim() === '') throw new RefusedError('empty', 'no words')
  if (!/^\s*BEGIN:VCALENDAR/iu.test(text)) {
    const written = readProgrammeText(text)
    if (written === null) throw new RefusedError('unknown-type', 'no calendar and no programme')
    if (written.events.length > programmeLimits.maxEvents) throw tooManyEvents()
    return written
  }
  const calendars = parse(text)
  const found = calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
  if (found.length === 0) throw new RefusedError('empty', 'no event')
  if (found.length > programmeLimits.maxEvents) throw tooManyEvents()
  const clock = new CalendarClock(calendars, found, ownZone)
  const organisers = new Set(found.map((event) => personOf(event.getFirstProperty('organizer'))).filter((name) => name !== ''))
  const seen = new Set<string>()
  const events: ImportedEvent[] = []
  let unreadable = 0
  for (const component of found) {
    // One event that nobody can read is no reason to lose the others.
    const event = readable(() => readEvent(component, clock, organisers.size > 1))
    const key = event && [component.getFirstPropertyValue('uid'), event.date, event.start, event.title].join('\n')
    if (event === null || key === null || seen.has(key)) unreadable += 1
    else {
      seen.add(key)
      events.push(event)
    }
  }
  if (events.length === 0) throw new RefusedError('damaged', 'no event that can be read')
  const place = ({ date, start }: ImportedEvent): string => `${date} ${start}`
  events.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0))
  return {
    name: line(calendars.map((calendar) => calendar.getFirstPropertyValue('x-wr-calname')).find((name) => typeof name === 'string') ?? ''),
    zone: clock.zone,
    isOwnZone: clock.isOwnZone,
    events,
    unreadable,
  }
}

function tooManyEvents(): RefusedError {
  return new RefusedError('too-large', `more than ${programmeLimits.maxEvents} events`)
}

/** The bytes without the breaks of folded lines, which may stand in the middle of a letter. UTF-16 has zeros, and is unfolded as text. */
function unfolded(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(0)) return bytes
  const [lineFeed, carriageReturn, space, tab] = [10, 13, 32, 9]
  const isFold = (at: number): boolean => bytes[at] === lineFeed && (bytes[at + 1] === space || bytes[at + 1] === tab)
  return bytes.filter((byte, at) => !(isFold(at) || isFold(at - 1) || (byte === carriageReturn && isFold(at + 1))))
}

function parse(text: string): readonly ICAL.Component[] {
  try {
    const parsed = ICAL.parse(propertyLines(text).join('\r\n')) as unknown[]
    // One calendar is given as such, several as a list of them.
    const list = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][]
    return list.map((calendar) => new ICAL.Component(calendar as never)).filter(({ name }) => name === 'vcalendar')
  } catch (error) {
    throw new RefusedError('damaged', (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/gu, ' ').slice(0, 200))
  }
}

/** Properties of calendars (RFC 5545, 7953, 7986, 9073, 9074, 9253, vCalendar 1.0), by which a line is told from words that nobody folded ("Note: two"). */
const propertyNames = new Set(
  (
    'BEGIN END CALSCALE METHOD PRODID VERSION ATTACH CATEGORIES CLASS COMMENT DESCRIPTION GEO LOCATION PERCENT-COMPLETE PRIORITY RESOURCES STATUS SUMMARY COMPLETED DTEND DUE DTSTART ' +
    'DURATION FREEBUSY TRANSP TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL ATTENDEE CONTACT ORGANIZER RECURRENCE-ID RELATED-TO URL UID EXDATE EXRULE RDATE RRULE ACTION REPEAT TRIGGER ' +
    'CREATED DTSTAMP LAST-MODIFIED SEQUENCE REQUEST-STATUS BUSYTYPE NAME REFRESH-INTERVAL SOURCE COLOR IMAGE CONFERENCE LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE STRUCTURED-DATA ' +
    'STYLED-DESCRIPTION CALENDAR-ADDRESS ACKNOWLEDGED PROXIMITY CONCEPT LINK REFID AALARM DALARM DAYLIGHT DCREATED MALARM PALARM RNUM TZ'
  ).split(' '),
)

/** Programs write names in one case; "Contact: Ana" is somebody's words. */
function beginsProperty(part: string): boolean {
  const name = /^([\w-]+)[:;]/u.exec(part)?.[1] ?? ''
  return /^x-/iu.test(name) || (propertyNames.has(name.toUpperCase()) && (name === name.toUpperCase() || name === name.toLowerCase()))
}

/** The lines that a reader of calendars takes: one that begins no property goes on with the words before it, one that nobody can read is left out. */
function propertyLines(text: string): readonly string[] {
  const lines: string[] = []
  for (const part of text.replaceAll(/\r?\n[ \t]/gu, '').split(/\r\n?|\n/u)) {
    if (beginsProperty(part)) lines.push(part)
    // The name of a property alone says nothing.
    else if (part.trim() !== '' && !/^X-[\w-]+$/u.test(part) && lines.length > 0) lines[lines.length - 1] += `\\n${part}`
  }
  return lines.filter((part) => /^(?:begin|end):/iu.test(part) || readable(() => ICAL.parse.property(part) as unknown) !== null)
}

function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function readEvent(component: ICAL.Component, clock: CalendarClock, doOrganisersDiffer: boolean): ImportedEvent {
  const start = clock.momentOf(component.getFirstProperty('dtstart'))
  if (start === null) throw new Error('no beginning')
  const end = endOf(component, clock, start)
  const title = line(textOf(component, 'summary'))
  const notes: EventNote[] = []
  if (component.hasProperty('rrule') || component.hasProperty('rdate')) notes.push('repeats')
  if (start.isConverted) notes.push('converted')
  if (start.isUnknownZone) notes.push('unknown-zone')
  if (textOf(component, 'status').toUpperCase() === 'CANCELLED') notes.push('cancelled')
  if (end !== null && end.clock !== '' && end.date > start.date) notes.push('ends-later')
  return {
    title,
    kind: likelyKind(title),
    date: start.date,
    start: start.clock,
    end: end !== null && end.date === start.date ? end.clock : '',
    place: line(textOf(component, 'location')),
    description: plainLines(textOf(component, 'description')),
    speakers: speakersOf(component, doOrganisersDiffer),
    notes,
  }
}

function endOf(component: ICAL.Component, clock: CalendarClock, start: Moment): Moment | null {
  const end = clock.momentOf(component.getFirstProperty('dtend'))
  if (end !== null) return end
  const duration = component.getFirstPropertyValue('duration')
  if (!(duration instanceof ICAL.Duration) || start.clock === '') return null
  const [hours = 0, minutes = 0] = start.clock.split(':').map(Number)
  const total = hours * 60 + minutes + Math.round(duration.toSeconds() / 60)
  if (!Number.isFinite(total) || total < 0 || total >= 24 * 60) return null
  return { ...start, clock: `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}` }
}

/** Whoever chairs an event holds it; an organiser does where the file names more than one. Guests of a calendar are no speakers. */
function speakersOf(component: ICAL.Component, doOrganisersDiffer: boolean): readonly string[] {
  const chairs = component.getAllProperties('attendee').filter((attendee) => /^chair$/iu.test(attendee.getFirstParameter('role')))
  const holders = chairs.length > 0 ? chairs : doOrganisersDiffer ? [component.getFirstProperty('organizer')] : []
  return [...new Set(holders.map(personOf).filter((name) => name !== ''))].slice(0, 50)
}

/** The common name of a calendar user; '' for one who is only an address. */
function personOf(property: ICAL.Property | null): string {
  const name = line(property?.getFirstParameter('cn') ?? '')
  return name.includes('@') ? '' : name
}

function textOf(component: ICAL.Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name)
  return typeof value === 'string' ? value.slice(0, programmeLimits.maxTextLength) : ''
}

function line(text: string): string {
  return withoutHidden(text.slice(0, programmeLimits.maxTextLength)).replaceAll(/\s+/gu, ' ').trim().normalize('NFC')
}

/** Behind the name of an element: attributes with values, and its end. */
const element = String.raw`(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*\s*\/?>`
const usual = new RegExp(String.raw`<(?:br|p|a|b|i|u|em|strong|ul|ol|li|div|span|html)${element}`, 'iu')
const tag = new RegExp(String.raw`<\/?[a-z][a-z0-9]*${element}`, 'giu')

/** Calendars on the web write HTML into descriptions; what is kept are its words, line by line. An address in angle brackets is no element, nor is "a <b and c> d". */
function plainLines(text: string): string {
  const plain = usual.test(text)
    ? decoded(text.replaceAll(/<(?:script|style)\b.*?(?:<\/(?:script|style)[^<>]*>|$)/gisu, '').replaceAll(/<br\b[^<>]*>|<\/(?:p|div|li|ul|ol)>/giu, '\n').replaceAll(tag, ''))
    : text
  return plain.split(/\r\n?|\n/u).map(line).join('\n').replaceAll(/\n{3,}/gu, '\n\n').trim()
}

/** Words with the characters that their entities name. */
function decoded(html: string): string {
  const body = firstBelow(parseHtml(html.replaceAll('<', '&lt;')), 'body')
  return body ? textBelow(body) : ''
}
