import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { RefusedError } from '../../../shared/import/imported.ts'
import { likelyKind } from '../../../shared/import/item-kinds.ts'
import { readProgramme } from '../../../shared/import/read-programme.ts'
import type { ImportedEvent, ImportedProgramme } from '../../../shared/import/imported-programme.ts'

const paris = [
  'BEGIN:VTIMEZONE', 'TZID:Romance Standard Time',
  'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT',
  'END:VTIMEZONE',
]

function calendar(events: readonly (readonly string[])[], head: readonly string[] = []): Uint8Array {
  const body = events.flatMap((lines, index) => ['BEGIN:VEVENT', `UID:${index}@test`, ...lines, 'END:VEVENT'])
  return strToU8(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//test//EN', ...head, ...body, 'END:VCALENDAR', ''].join('\r\n'))
}

function read(events: readonly (readonly string[])[], head?: readonly string[], zone = 'America/New_York'): ImportedProgramme {
  return readProgramme(calendar(events, head), zone)
}

function only(lines: readonly string[], head?: readonly string[]): ImportedEvent | undefined {
  return read([lines], head).events[0]
}

function refusalOf(bytes: Uint8Array): string | null {
  try {
    readProgramme(bytes, 'UTC')
    return null
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.kind
    throw error
  }
}

describe('IL20: hours of a programme', () => {
  it('in the zone that the file defines are as written, whatever this computer thinks', () => {
    const programme = read([['DTSTART;TZID=Romance Standard Time:20260919T093000', 'DTEND;TZID=Romance Standard Time:20260919T101500', 'SUMMARY:Welcome']], paris)
    expect(programme).toMatchObject({ zone: 'Romance Standard Time', isOwnZone: false, events: [{ date: '2026-09-19', start: '09:30', end: '10:15', kind: 'welcome', notes: [] }] })
  })

  it('of a guest in another zone are moved to the clock of the room, and it is said', () => {
    const { events, zone } = read([
      ['DTSTART;TZID=Romance Standard Time:20260919T093000', 'SUMMARY:A'],
      ['DTSTART;TZID=Romance Standard Time:20260919T110000', 'SUMMARY:B'],
      ['DTSTART;TZID=Europe/Athens:20260919T113000', 'SUMMARY:C'],
      ['DTSTART:20260919T080000Z', 'SUMMARY:D'],
    ], paris)
    expect(zone).toBe('Romance Standard Time')
    expect(events.map(({ title, start, notes }) => [title, start, ...notes])).toEqual([['A', '09:30'], ['D', '10:00'], ['C', '10:30', 'converted'], ['B', '11:00']])
  })

  it('in winter and in summer follow the rules of the zone', () => {
    const { events } = read([['DTSTART:20260115T080000Z', 'SUMMARY:W'], ['DTSTART:20260715T080000Z', 'SUMMARY:S'], ['DTSTART;TZID=Romance Standard Time:20261231T000000', 'SUMMARY:X']], paris)
    expect(events.slice(0, 2).map(({ start }) => start)).toEqual(['09:00', '10:00'])
  })

  it('in UTC alone are shown by the zone that the calendar names, else by that of this computer, and it is said', () => {
    const event = ['DTSTART:20260919T073000Z', 'DURATION:PT45M', 'SUMMARY:A']
    expect(read([event], ['X-WR-TIMEZONE:Europe/Paris'])).toMatchObject({ zone: 'Europe/Paris', isOwnZone: false, events: [{ start: '09:30', end: '10:15' }] })
    expect(read([event])).toMatchObject({ zone: 'America/New_York', isOwnZone: true, events: [{ start: '03:30', end: '04:15' }] })
    expect(read([['DTSTART:20260919T010000Z', 'SUMMARY:A']]).events[0]).toMatchObject({ date: '2026-09-18', start: '21:00' })
  })

  it('without a zone, or in one that nobody knows, are as written', () => {
    expect(read([['DTSTART:20260919T093000', 'SUMMARY:A']])).toMatchObject({ zone: '', events: [{ start: '09:30', notes: [] }] })
    expect(only(['DTSTART;TZID=Our own time:20260919T093000', 'SUMMARY:A'])).toMatchObject({ start: '09:30', notes: ['unknown-zone'] })
  })

  it('of whole days have no clock', () => {
    expect(only(['DTSTART;VALUE=DATE:20260919', 'DTEND;VALUE=DATE:20260920', 'SUMMARY:A'])).toMatchObject({ date: '2026-09-19', start: '', end: '' })
  })
})

describe('IL21: what an event becomes', () => {
  it('words are unfolded and unescaped; HTML in a description gives way to its words', () => {
    expect(only(['DTSTART:20260919T093000', 'SUMMARY:Report\\, part one\\; and', '  two', 'LOCATION:Room\\nA', 'DESCRIPTION:<p>First <b>line</b></p><script>x()</script>Second &amp; last']))
      .toMatchObject({ title: 'Report, part one; and two', place: 'Room A', description: 'First line\nSecond & last' })
  })

  it('IL21: entities of a description are their letters; what only looks like an element stays', () => {
    const described = (words: string): string | undefined => only(['DTSTART:20260919T093000', `DESCRIPTION:${words}`])?.description
    expect(described('<p>Fran&ccedil;ais &#8211\\; l&#x2019\\;id&eacute\\;e</p><ul><li>one</li></ul>&lt\\;b&gt\\;')).toBe('Français – l’idée\none\n\n<b>')
    expect(described('Join<br>here <https://example.org/a?b=1> if a <b and c> d')).toBe('Join\nhere <https://example.org/a?b=1> if a <b and c> d')
    expect(described('if a <b and c> d <https://example.org>')).toBe('if a <b and c> d <https://example.org>')
  })

  it('who chairs it holds it; organisers do where they differ; guests never', () => {
    const time = 'DTSTART:20260919T093000'
    const guest = 'ATTENDEE;CN=Guest:mailto:g@example.org'
    expect(only([time, 'ORGANIZER;CN=Office:mailto:o@example.org', guest, 'ATTENDEE;ROLE=CHAIR;CN="Petit, Ana":mailto:a@example.org'])?.speakers).toEqual(['Petit, Ana'])
    expect(only([time, 'ORGANIZER;CN=Office:mailto:o@example.org', guest])?.speakers).toEqual([])
    expect(read([[time, 'ORGANIZER;CN=Ana:mailto:a@x.org'], [time, 'ORGANIZER;CN=Bo:mailto:b@x.org'], [time, 'ORGANIZER;CN=c@x.org:mailto:c@x.org']]).events.map(({ speakers }) => speakers)).toEqual([['Ana'], ['Bo'], []])
  })

  it('a rule is noticed and not expanded; a cancelled event says so; the same event twice is one', () => {
    const { events, unreadable } = readProgramme(strToU8([
      'BEGIN:VCALENDAR',
      ...['a', 'a'].flatMap((uid) => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:20260919T093000', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Weekly', 'END:VEVENT']),
      'BEGIN:VEVENT', 'UID:b', 'DTSTART:20260919T103000', 'STATUS:CANCELLED', 'SUMMARY:Gone', 'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n')), 'UTC')
    expect([events.map(({ title, notes }) => [title, ...notes]), unreadable]).toEqual([[['Weekly', 'repeats'], ['Gone', 'cancelled']], 1])
  })

  it('IL24: a line may be folded in the middle of a letter', () => {
    const text = ['SUMMARY:Réunion d’ouverture à Málaga', 'DESCRIPTION:Présentation des résultats']
    const bytes = calendar([['DTSTART:20260919T090000', ...text]])
    // Behind the first byte of every letter that has two or three.
    const folded = (fold: readonly number[]): Uint8Array => Uint8Array.from([...bytes].flatMap((byte) => (byte >= 0xc0 ? [byte, ...fold] : [byte])))
    for (const file of [folded([13, 10, 32]), folded([10, 9])]) expect(readProgramme(file, 'UTC').events).toMatchObject([{ title: 'Réunion d’ouverture à Málaga', description: 'Présentation des résultats' }])
    const wide = Uint8Array.from(Buffer.from(`\uFEFF${Buffer.from(calendar([['DTSTART:20260919T090000', 'SUMMARY:Réu', ' nion']])).toString()}`, 'utf16le'))
    expect(readProgramme(wide, 'UTC').events).toMatchObject([{ title: 'Réunion' }])
  })

  it('a line that nobody folded goes on with the words before it, one that nobody can read is left out, and no other event is lost', () => {
    const event = (hour: number, ...more: readonly string[]): readonly string[] => [`DTSTART:20260919T${hour}0000`, `SUMMARY:At ${hour}`, ...more]
    const { events, unreadable } = read([event(10), event(11, 'DESCRIPTION:First line', 'second line: that nobody folded', '', 'third'), event(12, 'LOCATION;LANGUAGE:Hall', 'ATTENDEE;CN="Ana:mailto:a@x.org'), ['DTSTART;TZID:20260919', 'SUMMARY:When']])
    expect(events.map(({ title, description, place }) => [title, description, place])).toEqual([['At 10', '', ''], ['At 11', 'First line\nsecond line: that nobody folded\nthird', ''], ['At 12', '', '']])
    expect(unreadable).toBe(1)
  })

  it('IL24: an address or "Note:" at the beginning of a line that nobody folded are words; a name of a property without a value is none', () => {
    const lines = ['DESCRIPTION:See', 'https://example.org/x', 'Note: two', 'Contact: Ana', 'COLOR:red', 'LOCATION:Hall', 'X-BROKEN', 'X-OTHER;A=B:c']
    expect(read([['DTSTART:20260919T100000', ...lines]]).events).toMatchObject([{ description: 'See\nhttps://example.org/x\nNote: two\nContact: Ana', place: 'Hall' }])
  })

  it('one event that cannot be read does not take the others along', () => {
    expect(read([['SUMMARY:No time'], ['DTSTART:rubbish', 'SUMMARY:Rubbish'], ['DTSTART:20260919T093000', 'SUMMARY:Good']])).toMatchObject({ events: [{ title: 'Good' }], unreadable: 2 })
  })

  it.each([
    ['Coffee break', 'break'], ['Déjeuner', 'break'], ['Visite guidée', 'visit'], ['Table ronde : débat d’ouverture', 'debate'], ['Καλωσόρισμα', 'welcome'], ['الاستراحة', 'break'],
    ['Taller 2', 'breakout'], ['Conclusioni', 'closing'], ['Report on the social economy', 'presentation'], ['', 'presentation'],
  ] as const)('"%s" is taken for a %s', (title, kind) => {
    expect(likelyKind(title)).toBe(kind)
  })
})

describe('IL22: calendars that are none', () => {
  it('are refused with the reason', () => {
    expect(refusalOf(strToU8(''))).toBe('empty')
    expect(refusalOf(strToU8('hello'))).toBe('unknown-type')
    expect(refusalOf(calendar([]))).toBe('empty')
    expect(refusalOf(strToU8('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY'))).toBe('damaged')
    expect(refusalOf(calendar([['SUMMARY:A']]))).toBe('damaged')
    expect(refusalOf(calendar(Array.from({ length: 2001 }, () => ['DTSTART:20260919T093000'])))).toBe('too-large')
  })

  it('a zone whose rule comes every second is not counted out, and takes nobody’s time', () => {
    const busy = ['BEGIN:VTIMEZONE', 'TZID:Busy', 'BEGIN:STANDARD', 'DTSTART:19000101T000000', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'RRULE:FREQ=SECONDLY', 'END:STANDARD', 'END:VTIMEZONE']
    expect(only(['DTSTART;TZID=Busy:20260919T093000', 'SUMMARY:A'], busy)).toMatchObject({ start: '09:30', notes: ['unknown-zone'] })
  })
})
