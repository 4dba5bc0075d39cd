import { createIntl } from 'react-intl'
import { describe, expect, onTestFinished, test } from 'vitest'
import { textOf } from '../../../renderer/base/words/i18n.tsx'
import { endOfDay, endOfWorkshop, expiryChoices, expiryOf, expiryWords } from '../../../renderer/room/invites/expiry.ts'
import { inviteMessages } from '../../../renderer/room/invites/invite-messages.ts'

const intl = createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' })
const text = textOf(intl, inviteMessages)
const now = new Date(2026, 8, 17, 15, 30).getTime()
const someday = { year: null, month: 9, day: 19 }
const saturday = { year: 2026, month: 9, day: 19 }

describe('an invite ends', () => {
  test('today at the midnight that ends the day, by the calendar of this computer', () => {
    expect(expiryOf('today', { now, workshopDay: someday, day: '' })).toBe(new Date(2026, 8, 18).getTime())
  })

  test.each([['2026-03-28T12:00', '2026-03-30T00:00'], ['2026-10-24T12:00', '2026-10-26T00:00']])('by the calendar also where a day has 23 or 25 hours: a day after %s at %s', (now, end) => {
    const zone = process.env['TZ']
    process.env['TZ'] = 'Europe/Paris'
    onTestFinished(() => {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    })
    expect(new Date('2026-03-29T12:00').getTimezoneOffset()).toBe(-120)
    expect(endOfDay(new Date(now).getTime(), 1)).toBe(new Date(end).getTime())
  })

  test('with the day of the workshop, which is offered only while it is known and still to come', () => {
    expect(expiryOf('workshop', { now, workshopDay: saturday, day: '' })).toBe(new Date(2026, 8, 20).getTime())
    expect(endOfWorkshop(someday, now)).toBeNull()
    expect(endOfWorkshop({ year: 2026, month: 9, day: 17 }, now)).toBeNull()
    expect(expiryChoices(saturday, now)).toEqual(['today', 'workshop', 'week', 'date'])
    expect(expiryChoices(someday, now)).toEqual(['today', 'week', 'date'])
  })

  test('in a week, or with a day that is picked, never in the past and never for what is no day', () => {
    expect(expiryOf('week', { now, workshopDay: someday, day: '' })).toBe(new Date(2026, 8, 25).getTime())
    expect(expiryOf('date', { now, workshopDay: someday, day: '2026-09-17' })).toBe(new Date(2026, 8, 18).getTime())
    for (const day of ['', '2026-09-16', '17/09/2026', 'tomorrow']) expect(expiryOf('date', { now, workshopDay: someday, day })).toBeNull()
  })
})

describe('the end of an invite is told', () => {
  const words = (expiresAt: number): string => expiryWords(text, intl, expiresAt, now)
  test.each([
    ['until midnight', new Date(2026, 8, 18)],
    ['until 18:00', new Date(2026, 8, 17, 18)],
    ['until the end of Saturday 19 September', new Date(2026, 8, 20)],
    ['until Saturday 19 September, 12:00', new Date(2026, 8, 19, 12)],
    ['until the end of Friday, 1 January 2027', new Date(2027, 0, 2)],
    ['ended on Wednesday 16 September', new Date(2026, 8, 17)],
  ])('%s', (expected, time) => {
    expect(words(time.getTime())).toBe(expected)
  })
})
