/** An open workshop for as long as a screen shows it. */
import { useEffect, useState } from 'react'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { SessionStatus, WorkshopSession, WorkshopSource } from '../document/source.ts'

export type OpenSession = { readonly session: WorkshopSession; readonly status: SessionStatus }

/** Opens `workshop` and follows how it stands; null in the moment before. Closed when the screen goes or shows another one. */
export function useSession(source: WorkshopSource, workshop: WorkshopId): OpenSession | null {
  const [open, setOpen] = useState<OpenSession | null>(null)
  useEffect(() => {
    const session = source.openSession(workshop)
    // A failure to open is part of the status as well, and shown from there.
    session.whenLoaded.catch(() => undefined)
    setOpen({ session, status: session.getStatus() })
    const unsubscribe = session.onStatus((status) => setOpen({ session, status }))
    return () => {
      unsubscribe()
      session.close()
    }
  }, [source, workshop])
  return open?.session.id === workshop ? open : null
}
