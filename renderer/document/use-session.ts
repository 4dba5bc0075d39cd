/** An open workshop for as long as a screen shows it. */
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import type { SessionStatus, WorkshopSession, WorkshopSource } from './source.ts'

/** Opens a document of `workshop`; null in the moment before. Closed when the screen goes or shows another one. */
export function useSession(source: WorkshopSource, workshop: WorkshopId, document: DocumentKind = 'notes'): WorkshopSession | null {
  const store = useMemo(() => sessionStore(source, workshop, document), [source, workshop, document])
  return useSyncExternalStore(store.subscribe, store.snapshot)
}

/**
 * What `select` takes out of the session's status. The status changes with every key; a view draws again only when the selected
 * value does, so it should select no more than it shows.
 */
export function useSessionStatus<T>(session: WorkshopSession, select: (status: SessionStatus) => T): T {
  const subscribe = useCallback((onChange: () => void) => session.onStatus(onChange), [session])
  return useSyncExternalStore(subscribe, () => select(session.getStatus()))
}

type SessionStore = { readonly subscribe: (onChange: () => void) => () => void; readonly snapshot: () => WorkshopSession | null }

/** Open while somebody subscribes. */
function sessionStore(source: WorkshopSource, workshop: WorkshopId, document: DocumentKind): SessionStore {
  let open: WorkshopSession | null = null
  return {
    subscribe: () => {
      const session = source.openSession(workshop, document)
      // A failure to open is part of the status as well, and shown from there.
      session.whenLoaded.catch(() => undefined)
      open = session
      return () => {
        session.close()
        open = null
      }
    },
    snapshot: () => open,
  }
}
