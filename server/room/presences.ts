/**
 * The awareness states of one room: who is there. Kept per connection, never stored. A stock y-websocket client sends back every
 * state that it hears of, so only news may be passed on, or presence would cost the square of the number of peers.
 */
import { limits } from '../../shared/protocol/messages.ts'
import type { AwarenessEntry } from '../../shared/protocol/sync-frames.ts'
import { oldestKey } from '../oldest-key.ts'

/** `claimant`: whose the client was before somebody else took it; they get it back when they come. */
type Presence<Owner> = { readonly entry: AwarenessEntry; readonly owner: Owner; readonly claimant: string | null }
type Departed = { readonly clock: number; readonly person: string }
const gone = 'null'
/** Clocks remembered of clients that left; beyond them old ones are forgotten, which costs their return one renewal. */
const maxDeparted = 4_096

export type PresenceChange = {
  /** To be passed on to everybody else. */
  readonly news: readonly AwarenessEntry[]
  /**
   * To be sent back as gone, so that the client announces itself anew with a higher clock: others may have seen it leave at this
   * very clock, before a break or a restart, and would ignore it until its next renewal.
   */
  readonly stale: readonly AwarenessEntry[]
  /** True when the sender now owns more states, or more bytes, than a device needs, or let a clock leap. */
  readonly isOverLimit: boolean
}

export class Presences<Owner> {
  readonly #present = new Map<number, Presence<Owner>>()
  readonly #departed = new Map<number, Departed>()
  readonly #personOf: (owner: Owner) => string

  /** `personOf`: who may take over what the live connection `owner` has, as after a break that went unnoticed. */
  constructor(personOf: (owner: Owner) => string = () => '') {
    this.#personOf = personOf
  }

  get size(): number {
    return this.#present.size
  }

  all(): readonly AwarenessEntry[] {
    return [...this.#present.values()].map(({ entry }) => entry)
  }

  receive(owner: Owner, entries: readonly AwarenessEntry[]): PresenceChange {
    const news: AwarenessEntry[] = []
    const stale: AwarenessEntry[] = []
    let isLeap = false
    for (const entry of entries) {
      const known = this.#present.get(entry.client)
      // No client reaches that. Nobody is cut off for it: what a client counts on from may be somebody else's doing.
      if (entry.clock > limits.maxClock) continue
      if (known?.owner === owner && entry.clock - known.entry.clock > limits.maxAwarenessClockStep) {
        isLeap = true
      } else if (entry.state === gone) {
        // Only its own connection may remove a state: others time it out for themselves and report that.
        if (known?.owner === owner && entry.clock >= known.entry.clock) news.push(this.#remove(known, entry))
      } else {
        if (known !== undefined && this.#personOf(known.owner) !== this.#personOf(owner)) {
          // Somebody else's, who is here: an echo, or a try to speak in their name.
          if (known.claimant !== this.#personOf(owner)) continue
          news.push(this.#remove(known, { ...known.entry, state: gone }))
        }
        this.#take(owner, entry, news, stale)
      }
    }
    return { news, stale, isOverLimit: isLeap || (news.length > 0 && this.#isOverLimit(owner)) }
  }

  /** What nobody else has: as news, or as stale, or as neither. */
  #take(owner: Owner, entry: AwarenessEntry, news: AwarenessEntry[], stale: AwarenessEntry[]): void {
    const known = this.#present.get(entry.client)
    const departed = this.#departed.get(entry.client)
    const person = this.#personOf(owner)
    if (known !== undefined) {
      if (entry.clock <= known.entry.clock) return
    } else if (departed !== undefined && entry.clock <= departed.clock) {
      stale.push({ ...entry, clock: departed.clock, state: gone })
      return
    } else {
      // Whoever it really belongs to goes on from there.
      const isFar = entry.clock > limits.maxFirstAwarenessClock && entry.clock - (departed?.clock ?? 0) > limits.maxAwarenessClockStep
      if (isFar && departed?.person !== person) return
      if (departed === undefined) stale.push({ ...entry, state: gone })
    }
    const claimant = known !== undefined ? known.claimant : departed !== undefined && departed.person !== person ? departed.person : null
    this.#present.set(entry.client, { entry, owner, claimant })
    news.push(entry)
  }

  /** Removes everything that `owner` had; returns what the others must hear. */
  leave(owner: Owner): readonly AwarenessEntry[] {
    const own = [...this.#present.values()].filter((presence) => presence.owner === owner)
    return own.map((presence) => this.#remove(presence, { ...presence.entry, state: gone }))
  }

  /** `entry`: how the others hear of it. */
  #remove({ owner, claimant }: Presence<Owner>, entry: AwarenessEntry): AwarenessEntry {
    this.#present.delete(entry.client)
    const person = claimant ?? this.#personOf(owner)
    if (this.#departed.size >= maxDeparted) {
      const known = oldestKey(this.#departed, (departed) => departed.person === person)
      if (known !== undefined) this.#departed.delete(known)
    }
    this.#departed.set(entry.client, { clock: entry.clock, person })
    return entry
  }

  #isOverLimit(owner: Owner): boolean {
    let count = 0
    let byteLength = 0
    for (const presence of this.#present.values()) {
      if (presence.owner !== owner) continue
      count += 1
      byteLength += Buffer.byteLength(presence.entry.state)
    }
    return count > limits.maxAwarenessStates || byteLength > limits.maxAwarenessBytes
  }
}
