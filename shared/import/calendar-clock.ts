/**
 * The hours of a calendar file on the clock of the room. The room's zone is the one that most events are written in; a file that
 * knows only UTC is read by the zone that it names for display, else by that of this computer. What is written without a zone is
 * taken as written.
 */
import ICAL from 'ical.js'

export type Moment = {
  /** ISO date. */
  readonly date: string
  /** "09:30"; '' for a whole day. */
  readonly clock: string
  readonly isConverted: boolean
  readonly isUnknownZone: boolean
}

/** A zone by its definition in the file, or by its name in the tables of this computer. */
type Zone = { readonly definition: ICAL.Timezone | null }

export class CalendarClock {
  readonly zone: string
  readonly isOwnZone: boolean
  readonly #zones = new Map<string, Zone | null>()

  constructor(calendars: readonly ICAL.Component[], events: readonly ICAL.Component[], ownZone: string) {
    for (const definition of calendars.flatMap((calendar) => calendar.getAllSubcomponents('vtimezone'))) {
      const id: unknown = definition.getFirstPropertyValue('tzid')
      if (typeof id === 'string' && isHarmless(definition)) this.#zones.set(id, { definition: new ICAL.Timezone({ component: definition, tzid: id }) })
    }
    const counts = new Map<string, number>()
    let utc = 0
    for (const event of events) {
      const start = event.getFirstProperty('dtstart')
      const zone = zoneIdOf(start)
      if (zone !== '' && this.#zoneOf(zone) !== null) counts.set(zone, (counts.get(zone) ?? 0) + 1)
      else if (isUtc(start)) utc += 1
    }
    const most = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
    const named: unknown = calendars.map((calendar) => calendar.getFirstPropertyValue('x-wr-timezone')).find((zone) => typeof zone === 'string')
    const shown = typeof named === 'string' && this.#zoneOf(named) !== null ? named : null
    this.zone = most ?? (utc > 0 ? (shown ?? ownZone) : (shown ?? ''))
    this.isOwnZone = most === undefined && shown === null && utc > 0
  }

  /** When a property such as DTSTART is, on this clock; null for one that is missing or no time. */
  momentOf(property: ICAL.Property | null): Moment | null {
    const time = timeOf(property)
    if (property === null || time === null) return null
    const written: Moment = { date: isoDate(time), clock: time.isDate ? '' : clockOf(time), isConverted: false, isUnknownZone: false }
    if (time.isDate) return written
    const id = zoneIdOf(property)
    if (!isUtc(property) && (id === '' || id === this.zone)) return written
    const zone = isUtc(property) ? null : this.#zoneOf(id)
    if (!isUtc(property) && zone === null) return { ...written, isUnknownZone: true }
    const utcMs = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute) - (zone === null ? 0 : offsetMs(zone, id, time))
    const here = this.#zoneOf(this.zone)
    if (here === null) return { ...written, isUnknownZone: true }
    const moved = atZone(here, this.zone, utcMs)
    // UTC is how calendars store moments; only somebody's other zone is worth a word.
    return { ...moved, isConverted: !isUtc(property) && moved.clock !== written.clock, isUnknownZone: false }
  }

  #zoneOf(id: string): Zone | null {
    const known = this.#zones.get(id)
    if (known !== undefined) return known
    const zone = isKnownName(id) ? { definition: null } : null
    this.#zones.set(id, zone)
    return zone
  }
}

function zoneIdOf(property: ICAL.Property | null): string {
  return property?.getFirstParameter('tzid') ?? ''
}

/** The time of a property; null for one that is none. */
function timeOf(property: ICAL.Property | null): ICAL.Time | null {
  const value = valueOf(property)
  return value instanceof ICAL.Time ? value : null
}

/** Values are decoded when they are asked for, and what does not decode throws. */
function valueOf(property: ICAL.Property | null): unknown {
  try {
    return property?.getFirstValue() ?? null
  } catch {
    return null
  }
}

function isUtc(property: ICAL.Property | null): boolean {
  return zoneIdOf(property) === '' && timeOf(property)?.zone === ICAL.Timezone.utcTimezone
}

/** Rules of daylight saving come once a year; one that comes every second is made to keep a computer busy. */
function isHarmless(definition: ICAL.Component): boolean {
  return definition.getAllSubcomponents().every((part) => part.getAllProperties('rrule').every((rule) => {
    const recurrence = valueOf(rule)
    return recurrence instanceof ICAL.Recur && recurrence.freq === 'YEARLY'
  }))
}

function isKnownName(id: string): boolean {
  try {
    return id !== '' && new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** How far the clock of `zone` is ahead of UTC at `time` on that clock. */
function offsetMs({ definition }: Zone, id: string, time: ICAL.Time): number {
  if (definition !== null) return definition.utcOffset(time) * 1000
  const asUtc = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute)
  // The offset belongs to the moment that is looked for: once more with the first guess.
  return namedOffset(id, asUtc - namedOffset(id, asUtc))
}

function namedOffset(id: string, utcMs: number): number {
  const parts = new Map<string, number>(new Intl.DateTimeFormat('en', { timeZone: id, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' })
    .formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]))
  const part = (type: string): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - utcMs
}

function atZone({ definition }: Zone, id: string, utcMs: number): { readonly date: string; readonly clock: string } {
  if (definition !== null) {
    const time = ICAL.Time.fromJSDate(new Date(utcMs), true).convertToZone(definition)
    return { date: isoDate(time), clock: clockOf(time) }
  }
  const iso = new Date(utcMs + namedOffset(id, utcMs)).toISOString()
  return { date: iso.slice(0, 10), clock: iso.slice(11, 16) }
}

function isoDate({ year, month, day }: ICAL.Time): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function clockOf({ hour, minute }: ICAL.Time): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
