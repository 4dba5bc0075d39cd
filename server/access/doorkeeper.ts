/** Judges proofs: whether who sent one is let in, as what, or why not. Remembers nobody; what it asks of the disk is revocations. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { isAuthGenuine, type AuthContext, type AuthMessage } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { findCapabilityProblem, holderOf, readCapability, roleOf, type CapabilityProblem } from '../../shared/protocol/capability.ts'
import type { CloseReason } from '../../shared/protocol/messages.ts'
import type { SignaturePlatform } from '../../shared/protocol/signatures.ts'
import type { Admission, Place } from './admission.ts'
import type { Revocations } from './revocations.ts'
import { shownIdentity } from './shown-identity.ts'
import { rememberingVerifications } from '../../shared/protocol/verified-signatures.ts'

/** Why somebody is not let in. */
export type Refusal = Extract<CloseReason, 'inviteWrong' | 'inviteExpired' | 'inviteRevoked'>

const refusals: Readonly<Record<CapabilityProblem, Refusal>> = {
  wrong: 'inviteWrong',
  'not-yet-valid': 'inviteExpired',
  expired: 'inviteExpired',
  revoked: 'inviteRevoked',
}

export class Doorkeeper {
  readonly #platform: SignaturePlatform
  readonly #chains: SignaturePlatform
  readonly #revocations: Revocations
  readonly #now: () => number

  /** `now`: ms since the epoch. */
  constructor(platform: SignaturePlatform, revocations: Revocations, now: () => number = Date.now) {
    this.#platform = platform
    this.#chains = rememberingVerifications(platform)
    this.#revocations = revocations
    this.#now = now
  }

  /** Throws StorageError when revocations cannot be read: then nobody is let in. */
  judge(auth: AuthMessage, { challenge, audience }: Omit<AuthContext, 'room'>, { room, workshop }: Place): Admission | Refusal {
    const capability = readCapability(auth.capability)
    if (capability === null) return 'inviteWrong'
    const problem = findCapabilityProblem(this.#chains, capability, { workshop, now: this.#seconds(), isRevoked: this.#isRevokedIn(workshop) })
    if (problem !== null) return refusals[problem]
    if (!isAuthGenuine(this.#platform, capability, auth, { challenge, audience, room })) return 'inviteWrong'
    return {
      workshop,
      role: roleOf(capability),
      identity: shownIdentity(auth.identity),
      holder: toBase64Url(holderOf(capability)),
      subjects: capability.grants.map(({ subject }) => toBase64Url(subject)),
      expiresAt: Math.min(Infinity, ...capability.grants.map(({ expiresAt }) => expiresAt)),
    }
  }

  /** Whether what was granted earlier still holds. Throws StorageError. */
  findEnd(admission: Admission): Refusal | null {
    if (admission.subjects.some((subject) => this.#revocations.has(admission.workshop, subject))) return 'inviteRevoked'
    return this.#seconds() >= admission.expiresAt ? 'inviteExpired' : null
  }

  /** For the signer of a revocation: signatures that were seen before are not checked again. */
  get platform(): SignaturePlatform {
    return this.#chains
  }

  #isRevokedIn(workshop: WorkshopId): (subject: Uint8Array) => boolean {
    return (subject) => this.#revocations.has(workshop, toBase64Url(subject))
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1_000)
  }
}
