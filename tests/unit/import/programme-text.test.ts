import { describe, expect, test } from 'vitest'
import { isProgrammeText, readProgrammeText } from '../../../shared/import/read-programme-text.ts'
import { readProgramme } from '../../../shared/import/read-programme.ts'

const told = (text: string): readonly string[] => readProgrammeText(text)?.events.map(({ date, start, end, title, description }) => [date, start, end, title, description].join(' | ')) ?? []

describe('UI235 a programme that was written as lines', () => {
  test.each([
    ['09:30 Welcome\n10:00 Debate', ['09:30', '', 'Welcome'], ['10:00', '', 'Debate']],
    ['09:30–10:00 Welcome\n10:00 - 11:15: Debate', ['09:30', '10:00', 'Welcome'], ['10:00', '11:15', 'Debate']],
    ['9h Accueil\n10h30-12 h 15 : Débat', ['09:00', '', 'Accueil'], ['10:30', '12:15', 'Débat']],
    ['9.30 | Bienvenida\n- 14.00 a 15.30 | Mesa redonda', ['09:30', '', 'Bienvenida'], ['14:00', '15:30', 'Mesa redonda']],
    ['9:30 am Welcome\n2:00 pm – 3:15 pm Visit', ['09:30', '', 'Welcome'], ['14:00', '15:15', 'Visit']],
    ['12:00 AM Night\n12:30 PM Lunch', ['00:00', '', 'Night'], ['12:30', '', 'Lunch']],
    ['> 09:30\tWelcome\tAna Serra\n> 10:00\tDebate', ['09:30', '', 'Welcome · Ana Serra'], ['10:00', '', 'Debate']],
    ['• 09:30 to 10:00\nWelcome\n• 10:00 until 11:00\nDebate', ['09:30', '10:00', 'Welcome'], ['10:00', '11:00', 'Debate']],
    ['٠٩:٣٠ ترحيب\n١٠:٠٠ نقاش', ['09:30', '', 'ترحيب'], ['10:00', '', 'نقاش']],
  ])('has items where lines begin with a time: %j', (text, ...items) => {
    expect(told(text)).toEqual(items.map(([start, end, title]) => ` | ${start} | ${end} | ${title} | `))
  })

  test('keeps its order over two days, the words above each day, and what stands below an item', () => {
    expect(told([
      'Dear all, here is the programme.', '', 'Monday 19 September', '14:00 Welcome', 'Room 2, second floor', 'Please be on time.', '', '16:30 Close of the day', '', 'Day 2', '', '09:00 Debate', 'chaired by Ana', '', 'Best wishes',
    ].join('\r\n'))).toEqual([
      'Monday 19 September | 14:00 |  | Welcome | Room 2, second floor\nPlease be on time.',
      'Monday 19 September | 16:30 |  | Close of the day | ',
      'Day 2 | 09:00 |  | Debate | chaired by Ana',
    ])
  })

  test('is told from words that name a time once, from dates, amounts and lists', () => {
    for (const text of ['09:30 Welcome', 'We meet at 9:30.\nThen at 10:00 we go.', '1. Welcome\n2. Debate', '19.09.2026 Welcome\n20.09.2026 Debate', '9.30 %\n10.20 %', '25:00 Never\n24:61 Never', '']) {
      expect([text, isProgrammeText(text)]).toEqual([text, false])
      expect(readProgrammeText(text)).toBeNull()
    }
    expect(isProgrammeText('09:30 Welcome\n10:00 Debate')).toBe(true)
  })

  test.each([
    ['11:30 – 1:00 pm Lunch\n2:00 – 3:15 pm Visit\n10:00 – 2:00 PM Market\n12:15 – 1:00 pm Talk', ['11:30', '13:00', 'Lunch'], ['14:00', '15:15', 'Visit'], ['10:00', '14:00', 'Market'], ['12:15', '13:00', 'Talk']],
    ['9 am Welcome\n10am–11.30am: Debate\n1 p.m. - 2 p.m. Lunch\n3 – 4 pm Visit', ['09:00', '', 'Welcome'], ['10:00', '11:30', 'Debate'], ['13:00', '14:00', 'Lunch'], ['15:00', '16:00', 'Visit']],
  ])('IL40 am or pm behind the end counts for the beginning only where the item goes on from there, and hours alone are times with it: %j', (text, ...items) => {
    expect(told(text)).toEqual(items.map(([start, end, title]) => ` | ${start} | ${end} | ${title} | `))
  })

  test('IL40 numbers before other words are no times', () => {
    for (const text of ['9 amends the plan\n10 amounts', '12 hommes\n9 habitants', '1. 20 people\n2. 30 dogs', '3 pm\u00e9 things\n4 amber lights', '3 – 4 members\n5 – 6 guests', '14 pm Never\n13 am Never', '0 pm Never\n0 am Never']) expect([text, isProgrammeText(text)]).toEqual([text, false])
  })

  test('IL41 lines lose what nobody sees, are composed, and are bounded like the texts of a calendar', () => {
    const [event] = readProgrammeText(`09:30 We\u202Elcome\u200B Cafe\u0301\u0007\nRoom\u2066 2\n${'long words '.repeat(5_000)}\n10:00 Debate`)?.events ?? []
    expect(event).toMatchObject({ title: 'Welcome Caf\u00e9' })
    expect(event?.description.startsWith('Room 2\nlong words')).toBe(true)
    expect(event?.description.length).toBeLessThanOrEqual(10_000)
    expect(told('\u202EDay\u0007 one\n\u200B09:30 A\n\uFEFF10:00 B')).toEqual(['Day one | 09:30 |  | A | ', 'Day one | 10:00 |  | B | '])
  })

  test('comes in by the way of a calendar, and what is neither is refused', () => {
    expect(readProgramme(new TextEncoder().encode('09:30 Welcome\n10:00 Coffee break'), 'UTC')).toMatchObject({ zone: '', unreadable: 0, events: [{ title: 'Welcome', kind: 'welcome' }, { title: 'Coffee break', kind: 'break' }] })
    expect(() => readProgramme(new TextEncoder().encode('Nothing of the kind'), 'UTC')).toThrow('no programme')
  })

  test('takes time in step with its length', () => {
    const long = `${'09:30 - '.repeat(20_000)}\n${' '.repeat(200_000)}\n${'1'.repeat(200_000)}`
    const before = process.cpuUsage()
    isProgrammeText(long)
    readProgrammeText(`${long}\n09:30 Welcome\n10:00 Debate`)
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000)
  })
})
