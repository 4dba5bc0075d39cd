/** What somebody was let in as. Made by the doorkeeper from a proof, or for everybody where the relay asks nobody. */
import type { RoomName, WorkshopId } from '../../shared/model/ids.ts'
import { mayWrite, type DocumentKind, type Role } from '../../shared/model/roles.ts'
import type { PeerIdentity } from '../../shared/protocol/admission.ts'

export type Admission = {
  readonly workshop: WorkshopId
  readonly role: Role
  /** Null where the relay asks nobody: then a name is what each peer says, at any time. */
  readonly identity: PeerIdentity | null
  /** The last key of the invite, base64url; '' where the relay asks nobody. */
  readonly holder: string
  /** Every key that the invite's chain was granted to, base64url: a revocation of any of them ends this admission. */
  readonly subjects: readonly string[]
  /** Seconds since the epoch; Infinity for the workshop's own key. */
  readonly expiresAt: number
}

/** The room that a peer asked for. */
export type Place = { readonly room: RoomName; readonly workshop: WorkshopId; readonly document: DocumentKind }

/** How the relay treats whoever comes for a workshop. */
export type Entrance =
  /** As if the workshop did not exist. */
  | { readonly kind: 'closed' }
  /** Everybody may come in, and is a facilitator. */
  | { readonly kind: 'open' }
  /** Only with an invite. `proof`: that a facilitator vouches for this relay; empty where nobody does. */
  | { readonly kind: 'invite'; readonly proof: Uint8Array }

export function openAdmission(workshop: WorkshopId): Admission {
  return { workshop, role: 'facilitator', identity: null, holder: '', subjects: [], expiresAt: Infinity }
}

export function mayWriteIn({ role }: Admission, { document }: Place): boolean {
  return mayWrite(role, document)
}
