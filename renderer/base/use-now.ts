/** The time of day as React state. */
import { useEffect, useState } from 'react'

const stepMs = 15_000

/** Ms since the epoch, at most some seconds old: what is told in days, hours and minutes needs no more. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
