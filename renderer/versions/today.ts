import { localDay } from '../../shared/util/local-day.ts'

/** The day on this computer's calendar, YYYY-MM-DD. */
export function today(): string {
  return localDay(new Date())
}
