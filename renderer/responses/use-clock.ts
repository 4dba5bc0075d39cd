/** Times as the page of the room's answers tells them. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { useNow } from '../base/use-now.ts'

/** A time of today by the clock, one of any other day with that day behind it. Takes ms since the epoch. */
export function useClock(): (ms: number) => string {
  const intl = useIntl()
  const today = new Date(useNow()).toDateString()
  return useCallback(
    (ms) => {
      const time = intl.formatTime(ms)
      return new Date(ms).toDateString() === today ? time : `${time} (${intl.formatDate(ms, { day: 'numeric', month: 'short' })})`
    },
    [intl, today],
  )
}
