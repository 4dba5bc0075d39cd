/**
 * Who is here, between this computer (its windows, or one page) and a relay. Not left to the y-websocket provider: it would send every state that
 * it received back to the relay, and forget our own whenever the connection ends.
 */
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates, type Awareness } from 'y-protocols/awareness'
import { limits } from '../protocol/messages.ts'
import { encodeAwarenessFrame } from '../protocol/awareness-frames.ts'
import type { AwarenessChanges } from '../protocol/presence.ts'

/** A room with more states than this is a flood; whoever is left out is seen when it has passed. */
const maxPeers = 2_000

export class RelayPresence {
  readonly #awareness: Awareness
  readonly #origin: unknown
  readonly #send: (frame: Uint8Array) => void
  /** Clients whose presence came from the relay. */
  readonly #peers = new Set<number>()
  readonly #forward = (changes: AwarenessChanges, origin: unknown): void => this.#handleChange(changes, origin)

  /** `origin`: of what the relay sends. */
  constructor(awareness: Awareness, origin: unknown, send: (frame: Uint8Array) => void) {
    this.#awareness = awareness
    this.#origin = origin
    this.#send = send
    awareness.on('update', this.#forward)
  }

  /** Takes what the relay says; throws for what is no awareness update. */
  receive(update: Uint8Array): void {
    if (update.length <= limits.maxAwarenessBytes && this.#peers.size < maxPeers) applyAwarenessUpdate(this.#awareness, update, this.#origin)
  }

  /** The states of this computer, as an awareness update. */
  encodeOwn(): Uint8Array {
    return encodeAwarenessUpdate(this.#awareness, [...this.#awareness.getStates().keys()].filter((client) => !this.#peers.has(client)))
  }

  /** Whoever came from the relay is gone with the connection. */
  forgetPeers(): void {
    removeAwarenessStates(this.#awareness, [...this.#peers], this.#origin)
  }

  dispose(): void {
    this.#awareness.off('update', this.#forward)
    this.forgetPeers()
  }

  /** Tells the relay about our own; keeps in mind who came from there. */
  #handleChange({ added, updated, removed }: AwarenessChanges, origin: unknown): void {
    if (origin === this.#origin) {
      for (const client of [...added, ...updated]) this.#peers.add(client)
      for (const client of removed) this.#peers.delete(client)
      return
    }
    // A peer that has fallen silent is for the relay to judge, and the relay does; here they are gone.
    const own = [...added, ...updated, ...removed].filter((client) => !this.#peers.has(client))
    for (const client of removed) this.#peers.delete(client)
    if (own.length > 0) this.#send(encodeAwarenessFrame(encodeAwarenessUpdate(this.#awareness, own)))
  }
}
