/** Rooms that were heard of on this network, followed. */
import { useEffect, useState } from 'react'
import type { DesktopApi, FoundRoom } from '../../shared/ipc/desktop-api.ts'

/** Those known now; more may follow at any time, and go. */
export function useFoundRooms(desktop: DesktopApi): readonly FoundRoom[] {
  const [rooms, setRooms] = useState<readonly FoundRoom[]>([])
  useEffect(() => {
    let isCurrent = true
    const unsubscribe = desktop.on('room-found', setRooms)
    // Nothing depends on it: a link has the addresses.
    void desktop.invoke('find-rooms').then((now) => isCurrent && setRooms(now), () => undefined)
    return () => {
      isCurrent = false
      unsubscribe()
    }
  }, [desktop])
  return rooms
}
