/** What a link to a relay is given, and what it tells. */
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { RoomName } from '../../../shared/model/ids.ts'
import type { Role } from '../../../shared/model/roles.ts'
import type { AuthContext, AuthMessage } from '../../../shared/protocol/admission.ts'
import type { RelayPlace } from './relay-places.ts'

/** Where the relay's copy stood when it was last heard of. Seqs of different lineages cannot be compared. */
export type RelayPosition = { readonly lineage: string; readonly seq: number }

/** What is synchronised. */
export type RelayReplica = {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** As `Replica.receive`. */
  receive(update: Uint8Array, origin: unknown): boolean
  /** Runs `callback` when everything received so far is committed on this computer. */
  afterCommit(callback: () => void): void
  /** Whether everything that is here is known to be on the relay, as far as it has been heard. */
  isConfirmed(): boolean
}

export type RelayLinkEvents = {
  /** State, acknowledgement, position or device count changed. */
  onChange(): void
  /** The relay has shown that it lacks something that is here, and that it had if that was confirmed: it was set back. */
  onLacking(): void
  /** The relay listens: it knows nobody of this computer yet, or has forgotten them, and has not been told of revocations. */
  onListening(): void
  /** Told to be taken back for good: `subject` is on the relay's disk. */
  onRevoked(subject: Uint8Array): void
}

/** What this computer is to the workshop. */
export type LinkAccess = {
  /** The role where the relay asks nobody. */
  readonly role: Role
  /** The answer to a challenge; null when this computer holds nothing to answer with. */
  answer(context: AuthContext): AuthMessage | null
  /** Whether a facilitator vouches for a relay with `pin`, base64url. */
  isVouchedFor(proof: Uint8Array, pin: string): boolean
}

export type RelayLinkOptions = {
  /** As in `RelayPlaces`. */
  readonly places: () => readonly RelayPlace[]
  readonly room: RoomName
  readonly replica: RelayReplica
  readonly access: LinkAccess
  readonly events: RelayLinkEvents
}
