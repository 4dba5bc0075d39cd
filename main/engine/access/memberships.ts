/** What this computer holds of workshops: the invite (or the workshop's own key) that lets it in, the invites that it made, and its own key to sign with. */
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { isAtLeast } from '../../../shared/model/roles.ts'
import { holderOf, roleOf } from '../../../shared/protocol/capability.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { decodeInviteToken, encodeInviteToken, type InviteToken } from '../../../shared/protocol/join-link.ts'
import type { Vault } from './vault.ts'

export class Memberships {
  readonly #vault: Vault
  readonly #isOver: (workshop: WorkshopId, token: InviteToken) => boolean
  /** Asked for at every connection, and with every list of invites. */
  readonly #known = new Map<WorkshopId, readonly InviteToken[]>()

  /** `isOver`: whether an invite lets nobody in any more. */
  constructor(vault: Vault, isOver: (workshop: WorkshopId, token: InviteToken) => boolean) {
    this.#vault = vault
    this.#isOver = isOver
  }

  /** The highest of those that can be read and still hold, or else of those that can be read; null when there is none. */
  of(workshop: WorkshopId): InviteToken | null {
    const tokens = this.#known.get(workshop) ?? this.#read(membershipOf(workshop))
    this.#known.set(workshop, tokens)
    return highest(tokens.filter((token) => !this.#isOver(workshop, token))) ?? highest(tokens)
  }

  /** True when there is one, but under a key that this computer no longer has. */
  isLocked(workshop: WorkshopId): boolean {
    return this.#vault.isLocked(membershipOf(workshop))
  }

  /** Durable when it returns; throws StorageError. */
  keep(workshop: WorkshopId, token: InviteToken): void {
    this.#vault.put(membershipOf(workshop), bytesOf(token))
    this.#known.delete(workshop)
  }

  /** Keeps an invite to be handed out again from this computer. */
  keepInvite(workshop: WorkshopId, token: InviteToken): void {
    this.#vault.put(inviteOf(workshop, toBase64Url(holderOf(token.capability))), bytesOf(token))
  }

  /** An invite that was made on this computer; null for any other. `id`: the invited key, base64url. */
  invite(workshop: WorkshopId, id: string): InviteToken | null {
    return this.#read(inviteOf(workshop, id))[0] ?? null
  }

  /** The secret by which this computer signs versions of `workshop`, kept durably the first time; throws StorageError. */
  signingKey(workshop: WorkshopId, make: () => Uint8Array): Uint8Array {
    const name = `signing/${workshop}`
    const [kept] = this.#vault.all(name)
    if (kept !== undefined) return kept
    const made = make()
    this.#vault.put(name, made)
    return made
  }

  #read(name: string): readonly InviteToken[] {
    return this.#vault.all(name).flatMap((bytes) => decodeInviteToken(Buffer.from(bytes).toString('utf8')) ?? [])
  }
}

/** By role. The workshop's own key stands above every invite: whatever is kept next takes the place of what could be read. */
function highest(tokens: readonly InviteToken[]): InviteToken | null {
  return tokens.find(({ capability }) => capability.grants.length === 0) ?? tokens.reduce<InviteToken | null>((best, token) => (
    best !== null && isAtLeast(roleOf(best.capability), roleOf(token.capability)) ? best : token
  ), null)
}

function membershipOf(workshop: WorkshopId): string {
  return `membership/${workshop}`
}

function inviteOf(workshop: WorkshopId, id: string): string {
  return `invite/${workshop}/${id}`
}

function bytesOf(token: InviteToken): Uint8Array {
  return Buffer.from(encodeInviteToken(token), 'utf8')
}
