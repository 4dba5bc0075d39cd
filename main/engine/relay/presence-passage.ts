/**
 * Who is in a room is shown to those on the relay behind it, and the other way round. A relay shows presence under the name of whose
 * connection it came by; what is passed on here says so itself: `through` names the facilitator whose computer passes it on (decision 0161).
 * Only one hop: whoever came through somebody already is not passed on, so that two rooms behind each other pass nobody round in a circle.
 */
import { applyAwarenessUpdate, type Awareness } from 'y-protocols/awareness'
import { limits } from '../../../shared/protocol/messages.ts'
import type { AwarenessChanges } from '../../../shared/protocol/presence.ts'
import { encodeAwarenessEntries, type AwarenessEntry } from '../../../shared/protocol/sync-frames.ts'
import { DisposableStore } from '../../../shared/util/disposable-store.ts'

/** How long news are gathered: a relay takes 20 a second of one connection, and the windows of this computer have some of their own. */
const gatheringMs = 250
/** What is passed on to one side, in bytes; more is a flood, and a relay would end the connection. */
const maxPassedBytes = limits.maxAwarenessBytes * 0.75
/** And of how many: windows of this computer come by the same connection. */
const maxPassedStates = limits.maxAwarenessStates * 0.75

/** The awareness of one side, what of it is yet to be told to the other, and how much of it the other has, in bytes per client. */
type Side = { readonly awareness: Awareness; readonly news: Set<number>; readonly passed: Map<number, number> }

export type PresencePassageOptions = {
  /** The awareness of the room, and of the relay behind it. */
  readonly near: Awareness
  readonly far: Awareness
  /** Whether a client is a window of this computer: those have their own name on both sides. */
  readonly isOwn: (client: number) => boolean
  /** The name of whoever passes it on; nothing passes while it is empty. */
  readonly nameOfHost: () => string
}

export class PresencePassage {
  readonly #near: Side
  readonly #far: Side
  readonly #isOwn: (client: number) => boolean
  readonly #nameOfHost: () => string
  /** Where somebody really is. */
  readonly #homes = new Map<number, Side>()
  readonly #releases = new DisposableStore()
  #timer: NodeJS.Timeout | null = null

  constructor({ near, far, isOwn, nameOfHost }: PresencePassageOptions) {
    const sideOf = (awareness: Awareness): Side => ({ awareness, news: new Set(), passed: new Map() })
    this.#near = sideOf(near)
    this.#far = sideOf(far)
    this.#isOwn = isOwn
    this.#nameOfHost = nameOfHost
    for (const side of [this.#near, this.#far]) {
      const onUpdate = (changes: AwarenessChanges, origin: unknown): void => {
        if (origin !== this) this.#note(side, changes)
      }
      side.awareness.on('update', onUpdate)
      this.#releases.add(() => side.awareness.off('update', onUpdate))
      this.#note(side, { added: [...side.awareness.getStates().keys()], updated: [], removed: [] })
    }
    this.#releases.add(() => {
      if (this.#timer !== null) clearTimeout(this.#timer)
    })
  }

  /** Announces everybody anew to the side of `awareness`, whose relay may have seen them leave with a connection. */
  announceTo(awareness: Awareness): void {
    const from = awareness === this.#near.awareness ? this.#far : this.#near
    for (const client of from.passed.keys()) from.news.add(client)
    this.#schedule()
  }

  /** Nobody is passed on any more, and whoever was is gone from the other side. */
  dispose(): void {
    this.#releases.dispose()
    for (const side of [this.#near, this.#far]) {
      for (const client of side.passed.keys()) side.news.add(client)
      this.#passOn(side, () => null)
    }
  }

  #note(side: Side, { added, updated, removed }: AwarenessChanges): void {
    for (const client of [...added, ...updated]) {
      // Whoever speaks on this side is here, though they were passed on to it before: they went from the relay into the room.
      const home = this.#homes.get(client)
      if (home !== undefined && home !== side) this.#forget(home, client)
      this.#homes.set(client, side)
      side.news.add(client)
    }
    // Whoever is gone from where they were passed on to is passed on again: a relay that saw them leave before wants to hear of them anew.
    for (const client of removed) this.#homes.get(client)?.news.add(client)
    this.#schedule()
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      for (const from of [this.#near, this.#far]) this.#passOn(from, (client) => this.#stateToPass(from, client))
    }, gatheringMs)
  }

  #forget(side: Side, client: number): void {
    side.news.delete(client)
    side.passed.delete(client)
  }

  /** What the other side is to see of somebody; null for whoever is gone or stays on this side. */
  #stateToPass({ awareness }: Side, client: number): Record<string, unknown> | null {
    const state = awareness.getStates().get(client)
    if (state === undefined || this.#isOwn(client)) return state ?? null
    const user = state['user'] as unknown
    const through = this.#nameOfHost()
    if (typeof user !== 'object' || user === null || 'through' in user || through === '') return null
    return { ...state, user: { ...user, through } }
  }

  #passOn(from: Side, stateOf: (client: number) => Record<string, unknown> | null): void {
    const to = from === this.#near ? this.#far : this.#near
    const entries: AwarenessEntry[] = []
    for (const client of from.news) {
      const clock = Math.max(from.awareness.meta.get(client)?.clock ?? 0, (to.awareness.meta.get(client)?.clock ?? 0) + 1)
      const state = stateOf(client)
      const text = JSON.stringify(state)
      const byteLength = Buffer.byteLength(text)
      const isPassed = from.passed.delete(client)
      if (state !== null && from.passed.size < maxPassedStates && sum(from.passed.values()) + byteLength <= maxPassedBytes) {
        from.passed.set(client, byteLength)
        entries.push({ client, clock, state: text })
      } else if (isPassed) entries.push({ client, clock, state: 'null' })
      if (!from.awareness.states.has(client)) this.#homes.delete(client)
    }
    from.news.clear()
    if (entries.length > 0) applyAwarenessUpdate(to.awareness, encodeAwarenessEntries(entries), this)
  }
}

function sum(lengths: Iterable<number>): number {
  let total = 0
  for (const length of lengths) total += length
  return total
}
