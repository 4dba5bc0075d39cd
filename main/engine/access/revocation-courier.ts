/** Tells one relay of the invites that were taken back, where this computer may: each once in a connection. */
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

  /** Sends what the relay behind `link` is not known to have. */
  send(link: RelayLink): void {
    const lineage = link.position?.lineage
    if (link.connection.admittedAs !== 'facilitator' || !link.connection.isListening || lineage === undefined) return
    for (const { id, bytes } of this.#revocations.due(this.#workshop, lineage)) {
      if (this.#sent.has(id)) continue
      this.#sent.add(id)
      link.sendRevocation(bytes)
    }
  }
}
