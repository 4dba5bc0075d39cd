/** Everything by which the relay knows whom it lets in, in one hand. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import type { RoomStore } from '../../shared/storage/room-store.ts'
import type { Admission, Entrance } from './admission.ts'
import { Doorkeeper } from './doorkeeper.ts'
import { Members } from './members.ts'
import { Revocations } from './revocations.ts'
import { Tickets } from './tickets.ts'
import { Unadmitted } from './unadmitted.ts'

export class Access {
  readonly revocations: Revocations
  readonly doorkeeper: Doorkeeper
  readonly members: Members
  readonly tickets = new Tickets()
  readonly unadmitted = new Unadmitted()
  readonly entranceOf: (workshop: WorkshopId) => Entrance
  readonly #onPeers: () => void

  /** `onPeers` runs when somebody came or went, or said which device they use. */
  constructor(store: RoomStore, entranceOf: (workshop: WorkshopId) => Entrance, onPeers: () => void) {
    this.revocations = new Revocations(store)
    this.doorkeeper = new Doorkeeper(nodeSignatures, this.revocations)
    this.members = new Members(onPeers)
    this.entranceOf = entranceOf
    this.#onPeers = onPeers
  }

  noteDevice(): void {
    this.#onPeers()
  }

  /** Devices that are connected; a connection that names none is one of its own. */
  get deviceCount(): number {
    const devices = new Set<unknown>()
    for (const member of this.members.all()) devices.add(member.device === 0 ? member : member.device)
    return devices.size
  }

  /** What the sender of an `Authorization` header may act as in `workshop`; null for nobody. Throws StorageError. */
  admissionOf(authorization: string | undefined, workshop: WorkshopId): Admission | null {
    const session = /^Minuta (?<session>[A-Za-z0-9_-]{22})$/.exec(authorization ?? '')?.groups?.['session']
    const admission = session === undefined ? null : this.members.admissionOf(session)
    return admission !== null && admission.workshop === workshop && this.doorkeeper.findEnd(admission) === null ? admission : null
  }

  /** To be called now and then: ends what has run out of time. */
  expire(): void {
    this.members.expire()
    this.tickets.expire()
  }
}
