/** Until when an invite holds: the choices that are offered, and how a time is told. Times are ms since the epoch, days those of this computer. */
import type { IntlShape } from 'react-intl'
import type { PartialDate } from '../../../shared/model/workshop.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import type { Text } from '../../base/words/i18n.tsx'
import type { InviteKey } from './invite-messages.ts'

/** `today` until midnight · `workshop` until the end of the day it is held on · `week` · `date` until the end of a day that is picked. */
export type ExpiryChoice = 'today' | 'workshop' | 'week' | 'date'

const daysOfWeek = 7

/** The midnight that ends the day of `time`, `days` later. */
export function endOfDay(time: number, days = 0): number {
  const day = new Date(time)
  // By the calendar, not by 24 hours: a day on which the clocks change has 23 or 25.
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1 + days).getTime()
}

/** The midnight that ends the day of the workshop; null when the day is not known, or not after today. */
export function endOfWorkshop({ year, month, day }: PartialDate, now: number): number | null {
  if (year === null || month === null || day === null) return null
  const end = new Date(year, month - 1, day + 1).getTime()
  return end > endOfDay(now) ? end : null
}

/** What can be chosen now. */
export function expiryChoices(workshopDay: PartialDate, now: number): readonly ExpiryChoice[] {
  return ['today', ...(endOfWorkshop(workshopDay, now) === null ? [] : ['workshop' as const]), 'week', 'date']
}

/** When an invite made `now` with `choice` ends; null while `day` ("2026-09-19", for 'date') is no day from today on. */
export function expiryOf(choice: ExpiryChoice, { now, workshopDay, day }: { readonly now: number; readonly workshopDay: PartialDate; readonly day: string }): number | null {
  switch (choice) {
    case 'today':
      return endOfDay(now)
    case 'workshop':
      return endOfWorkshop(workshopDay, now)
    case 'week':
      return endOfDay(now, daysOfWeek)
    case 'date': {
      const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !Number.isFinite(new Date(year, month - 1, date).getTime())) return null
      const end = new Date(year, month - 1, date + 1).getTime()
      return end > now ? end : null
    }
    default:
      return assertNever(choice, 'choice of an end')
  }
}

/** "until midnight", "until the end of Friday 27 November", "ended on …". */
export function expiryWords(text: Text<InviteKey>, intl: IntlShape, expiresAt: number, now: number): string {
  const day = (time: number): string => {
    const isFar = new Date(time).getFullYear() !== new Date(now).getFullYear()
    return intl.formatDate(time, { weekday: 'long', day: 'numeric', month: 'long', ...(isFar ? { year: 'numeric' } : {}) })
  }
  const isMidnight = endOfDay(expiresAt - 1) === expiresAt
  if (expiresAt <= now) return text('endedOn', { day: day(expiresAt - 1), time: intl.formatTime(expiresAt) })
  if (expiresAt === endOfDay(now)) return text('untilMidnight')
  if (isMidnight) return text('untilEndOf', { day: day(expiresAt - 1) })
  if (expiresAt < endOfDay(now)) return text('untilTime', { time: intl.formatTime(expiresAt) })
  return text('untilDayTime', { day: day(expiresAt), time: intl.formatTime(expiresAt) })
}
