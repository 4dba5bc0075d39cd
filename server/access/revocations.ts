/** Invites that were taken back, on the relay's disk. Read at every admission, so nothing depends on what a process remembers. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { encodeRevocation, type Revocation } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import type { RoomStore } from '../../shared/storage/room-store.ts'

export class Revocations {
  readonly #store: Pick<RoomStore, 'getValue' | 'setValue'>

  constructor(store: Pick<RoomStore, 'getValue' | 'setValue'>) {
    this.#store = store
  }

  /** `subject`: base64url. Throws StorageError: who cannot be checked is not let in. */
  has(workshop: WorkshopId, subject: string): boolean {
    return this.#store.getValue(keyOf(workshop, subject)) !== undefined
  }

  /** Durable when it returns. Throws StorageError, and then nothing was taken back. */
  keep(workshop: WorkshopId, revocation: Revocation): void {
    const key = keyOf(workshop, toBase64Url(revocation.subject))
    if (this.#store.getValue(key) === undefined) this.#store.setValue(key, toBase64Url(encodeRevocation(revocation)))
  }
}

function keyOf(workshop: WorkshopId, subject: string): string {
  return `revoked/${workshop}/${subject}`
}
