/**
 * Joining: fetches a workshop that is not on this computer yet. It becomes part of the library only when all of it has arrived;
 * until then there is nothing to clean up, and nobody ever starts writing into a document that is still on its way.
 */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { rootsOf } from '../../../shared/document/roots.ts'
import type { RoomName, WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { Replica } from '../../../shared/protocol/replica.ts'
import { CallFailure } from '../windows/call-failure.ts'
import { answeringFirst } from './reach.ts'
import type { LinkAccess } from '../relay/relay-link-options.ts'
import { RelayLink } from '../relay/relay-link.ts'
import type { RelayPlace } from '../relay/relay-places.ts'

/** For how long nothing may come. Long enough for a bad network to try several times, short enough for somebody who waits. */
const joinTimeoutMs = 15_000
/** What comes in that time when something does: the heartbeats of a relay that gives no answer are less. */
const minReceivedBytes = 4_096
/** An address where nobody listens refuses at once: these take about three seconds. */
const maxRounds = 5

export type JoinRequest = {
  readonly relay: RelayAddress
  readonly workshop: WorkshopId
  readonly access: LinkAccess
  readonly signal: AbortSignal
  /** For how long nothing may come; a workshop that does may take as long as the network needs. */
  readonly timeoutMs?: number
}

/** `update`: the whole document. `place`: where the relay was reached. */
export type Fetched = { readonly update: Uint8Array; readonly place: RelayPlace }

/** The whole document as one update. Throws CallFailure: 'unreachable', 'refused' or 'no-such-workshop'. */
export async function fetchWorkshop(request: JoinRequest): Promise<Fetched> {
  return withLink(request, (link, replica) => {
    if (link.state.kind !== 'online') return null
    // An empty room answers like any other. A room without an id was not made by Minuta.
    if (rootsOf(replica.doc).meta.get('id') !== request.workshop) throw new CallFailure({ kind: 'no-such-workshop', detail: '' })
    return { update: Y.encodeStateAsUpdate(replica.doc), place: link.connection.place }
  })
}

/** Whether the relay lets somebody in with `access`: resolves when it does, throws as `fetchWorkshop`. */
export async function checkAdmission(request: JoinRequest): Promise<void> {
  await withLink(request, (link) => (link.connection.isListening ? true : null))
}

/** Connects for as long as `take` returns null. */
async function withLink<T>({ relay, workshop, access, signal, timeoutMs = joinTimeoutMs }: JoinRequest, take: (link: RelayLink, replica: Replica) => T | null): Promise<T> {
  const urls = await answeringFirst(relay.urls, signal)
  const replica = new Replica()
  const awareness = new Awareness(replica.doc)
  awareness.setLocalState(null)
  const done = Promise.withResolvers<T>()
  const fail = (kind: 'unreachable' | 'refused', detail: string): void => done.reject(new CallFailure({ kind, detail }))
  const look = (): void => {
    try {
      const taken = take(link, replica)
      if (taken !== null) done.resolve(taken)
      else judge(link, fail)
    } catch (error) {
      done.reject(error)
    }
  }
  // Nothing is stored yet: the relay must not hear otherwise. Nothing is here that the relay could lack.
  const link: RelayLink = new RelayLink({
    places: () => urls.map((url) => ({ url, pin: relay.pin, mustProve: false })),
    room: workshop satisfies RoomName,
    replica: { doc: replica.doc, awareness, receive: replica.receive.bind(replica), afterCommit: () => undefined, isConfirmed: () => false },
    access,
    events: { onChange: look, onLacking: () => undefined, onListening: look, onRevoked: () => undefined },
  })
  let receivedBytes = 0
  const timer = setInterval(() => {
    if (link.receivedBytes - receivedBytes < minReceivedBytes) fail('unreachable', 'timeout')
    receivedBytes = link.receivedBytes
  }, timeoutMs)
  const stop = (): void => fail('unreachable', 'stopped')
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    return await done.promise
  } finally {
    signal.removeEventListener('abort', stop)
    clearInterval(timer)
    link.dispose()
    replica.dispose()
  }
}

/** A refusal is final; an address that leads nowhere, or to somebody else, is tried again, and so are the others. */
function judge({ state, failedRounds }: RelayLink, fail: (kind: 'unreachable' | 'refused', detail: string) => void): void {
  if (state.kind !== 'offline') return
  const isElsewhere = state.reason === 'otherCertificate'
  if (isElsewhere && failedRounds > 0) fail('refused', state.reason)
  else if (failedRounds >= maxRounds) fail('unreachable', state.reason)
  else if (state.reason !== 'unreachable' && !isElsewhere) fail('refused', state.reason)
}
