/**
 * Tells one relay of the invites that were taken back, where this computer may: each once in a connection, also those that it confirmed before. Set back to
 * an older copy it would let them in again, and nothing that it says tells that it was.
 */
import type { RelayState } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayLink } from '../relay/relay-link.ts'
import type { Revocations } from './revocations.ts'

export class RevocationCourier {
  readonly #revocations: Revocations
  readonly #workshop: WorkshopId
  /** After a refusal it stays: sent again, it would end every connection. */
  readonly #sent = new Set<string>()
  #wasRefused = false

  constructor(revocations: Revocations, workshop: WorkshopId) {
    this.#revocations = revocations
    this.#workshop = workshop
  }

  noteState(state: RelayState): void {
    if (state.kind === 'offline') this.#wasRefused = state.reason === 'roleForbids'
  }

  /** The relay listens again: it may have forgotten. */
  noteListening(): void {
    if (!this.#wasRefused) this.#sent.clear()
  }

  /** Sends what the relay behind `link` was not told in this connection. */
  send(link: RelayLink): void {
    if (link.connection.admittedAs !== 'facilitator' || !link.connection.isListening) return
    for (const { id, bytes } of this.#revocations.all(this.#workshop)) {
      if (this.#sent.has(id)) continue
      this.#sent.add(id)
      link.sendRevocation(bytes)
    }
  }
}
