/**
 * The awareness states of one room: who is there. Kept per connection, never stored. A stock y-websocket client sends back every
 * state that it hears of, so only news may be passed on, or presence would cost the square of the number of peers.
 */
import { limits } from '../shared/protocol/messages.ts'
import type { AwarenessEntry } from '../shared/protocol/sync-frames.ts'

type Presence<Owner> = { readonly entry: AwarenessEntry; readonly owner: Owner }
const gone = 'null'
/** Clocks remembered of clients that left; older ones are forgotten, which costs their return one renewal. */
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
  readonly #departed = new Map<number, number>()
  readonly #mayReplace: (owner: Owner, other: Owner) => boolean

  /** `mayReplace`: whether `other` may take over what the live connection `owner` has, as after a break that went unnoticed. */
  constructor(mayReplace: (owner: Owner, other: Owner) => boolean = () => true) {
    this.#mayReplace = mayReplace
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
      const departedClock = this.#departed.get(entry.client)
      if (entry.state === gone) {
        // Only its own connection may remove a state: others time it out for themselves and report that.
        if (known?.owner === owner && entry.clock >= known.entry.clock) news.push(this.#remove(entry))
      } else if (known !== undefined && known.owner !== owner && !this.#mayReplace(known.owner, owner)) {
        // Somebody else's, who is here: an echo, or a try to speak in their name.
        continue
      } else if (known?.owner === owner && entry.clock - known.entry.clock > limits.maxAwarenessClockStep) {
        isLeap = true
      } else if (known !== undefined ? entry.clock > known.entry.clock : departedClock === undefined || entry.clock > departedClock) {
        if (known === undefined && departedClock === undefined) stale.push({ ...entry, state: gone })
        this.#present.set(entry.client, { entry, owner })
        news.push(entry)
      } else if (known === undefined && departedClock !== undefined) {
        stale.push({ ...entry, clock: departedClock, state: gone })
      }
    }
    return { news, stale, isOverLimit: isLeap || (news.length > 0 && this.#isOverLimit(owner)) }
  }

  /** Removes everything that `owner` had; returns what the others must hear. */
  leave(owner: Owner): readonly AwarenessEntry[] {
    const own = [...this.#present.values()].filter((presence) => presence.owner === owner)
    return own.map(({ entry }) => this.#remove({ ...entry, state: gone }))
  }

  #remove(entry: AwarenessEntry): AwarenessEntry {
    this.#present.delete(entry.client)
    if (this.#departed.size >= maxDeparted) this.#departed.clear()
    this.#departed.set(entry.client, entry.clock)
    return entry
  }

  #isOverLimit(owner: Owner): boolean {
    let count = 0
    let length = 0
    for (const presence of this.#present.values()) {
      if (presence.owner !== owner) continue
      count += 1
      length += presence.entry.state.length
    }
    return count > limits.maxAwarenessStates || length > limits.maxAwarenessBytes
  }
}
