/** An open workshop for as long as a screen shows it. */
import { useMemo, useSyncExternalStore } from 'react'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { SessionStatus, WorkshopSession, WorkshopSource } from '../document/source.ts'

export type OpenSession = { readonly session: WorkshopSession; readonly status: SessionStatus }

/** Opens `workshop` and follows how it stands; null in the moment before. Closed when the screen goes or shows another one. */
export function useSession(source: WorkshopSource, workshop: WorkshopId): OpenSession | null {
  const store = useMemo(() => sessionStore(source, workshop), [source, workshop])
  return useSyncExternalStore(store.subscribe, store.snapshot)
}

type SessionStore = { readonly subscribe: (onChange: () => void) => () => void; readonly snapshot: () => OpenSession | null }

/** Open while somebody subscribes. */
function sessionStore(source: WorkshopSource, workshop: WorkshopId): SessionStore {
  let open: OpenSession | null = null
  return {
    subscribe: (onChange) => {
      const session = source.openSession(workshop)
      // A failure to open is part of the status as well, and shown from there.
      session.whenLoaded.catch(() => undefined)
      open = { session, status: session.getStatus() }
      const unsubscribe = session.onStatus((status) => {
        open = { session, status }
        onChange()
      })
      return () => {
        unsubscribe()
        session.close()
        open = null
      }
    },
    snapshot: () => open,
  }
}
