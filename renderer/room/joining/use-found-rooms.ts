/** Rooms that were heard of on this network, followed. */
import { useEffect, useState } from 'react'
import type { DesktopApi, FoundRoom } from '../../../shared/ipc/desktop-api.ts'

/** Main listens for two minutes after each question: half of that leaves no gap (RM11). */
const askAgainMs = 60_000

/** Those known now; more may follow at any time, and go. */
export function useFoundRooms(desktop: DesktopApi): readonly FoundRoom[] {
  const [rooms, setRooms] = useState<readonly FoundRoom[]>([])
  useEffect(() => {
    let isCurrent = true
    const unsubscribe = desktop.on('room-found', setRooms)
    // Nothing depends on it: a link has the addresses.
    const ask = (): void => void desktop.invoke('find-rooms').then((now) => isCurrent && setRooms(now), () => undefined)
    ask()
    const timer = setInterval(ask, askAgainMs)
    return () => {
      isCurrent = false
      clearInterval(timer)
      unsubscribe()
    }
  }, [desktop])
  return rooms
}
