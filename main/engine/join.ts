/**
 * Joining: fetches a workshop that is not on this computer yet. It becomes part of the library only when all of it has arrived;
 * until then there is nothing to clean up, and nobody ever starts writing into a document that is still on its way.
 */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { rootsOf } from '../../shared/document/roots.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { CallFailure } from './call-failure.ts'
import { RelayLink } from './relay-link.ts'
import { Replica } from '../../shared/protocol/replica.ts'

/** Long enough for a bad network to try several times, short enough for somebody who waits. */
const joinTimeoutMs = 15_000
/** An address where nobody listens refuses at once: these take about three seconds. */
const maxAttempts = 5

/** The whole document as one update. Throws CallFailure: 'unreachable', 'refused' or 'no-such-workshop'. */
export async function fetchWorkshop(url: string, workshop: WorkshopId, signal: AbortSignal): Promise<Uint8Array> {
  const replica = new Replica()
  const awareness = new Awareness(replica.doc)
  awareness.setLocalState(null)
  let link: RelayLink | null = null
  let timer: NodeJS.Timeout | null = null
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => reject(new CallFailure({ kind: 'unreachable', detail: 'stopped' }))
      signal.addEventListener('abort', stop, { once: true })
      timer = setTimeout(() => reject(new CallFailure({ kind: 'unreachable', detail: 'timeout' })), joinTimeoutMs)
      link = new RelayLink(url, workshop, {
        doc: replica.doc,
        awareness,
        receive: replica.receive.bind(replica),
        // Nothing is stored yet: the relay must not hear otherwise.
        afterCommit: () => undefined,
      }, {
        onChange: () => {
          const state = link?.state
          if (state?.kind === 'online') resolve()
          if (state?.kind === 'offline' && state.reason !== 'unreachable') reject(new CallFailure({ kind: 'refused', detail: state.reason }))
          if ((link?.failedAttempts ?? 0) >= maxAttempts) reject(new CallFailure({ kind: 'unreachable', detail: state?.kind ?? '' }))
        },
        onPresenceNeeded: () => undefined,
      })
    })
    // An empty room answers like any other. A room without an id was not made by Minuta.
    if (rootsOf(replica.doc).meta.get('id') !== workshop) throw new CallFailure({ kind: 'no-such-workshop', detail: '' })
    return Y.encodeStateAsUpdate(replica.doc)
  } finally {
    if (timer !== null) clearTimeout(timer)
    ;(link as RelayLink | null)?.dispose()
    replica.dispose()
  }
}
