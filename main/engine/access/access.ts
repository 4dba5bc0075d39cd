/**
 * What this computer may do with which workshop, as whom, and where it finds the relay: everything that a connection has to know
 * before it is made.
 */
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { fittingIdentity, isRelayVouchedFor, signAuth, type PeerIdentity } from '../../../shared/protocol/admission.ts'
import { fromBase64Url } from '../../../shared/protocol/base64url.ts'
import { isHashOfKey, roleOf, workshopIdOf } from '../../../shared/protocol/capability.ts'
import type { InviteToken, RelayAddress } from '../../../shared/protocol/join-link.ts'
import { secretLength, type SignaturePlatform } from '../../../shared/protocol/signatures.ts'
import { relayKey, type EngineValues } from '../engine-values.ts'
import type { LinkAccess } from '../relay/relay-link-options.ts'
import type { RelayPlace } from '../relay/relay-places.ts'
import { FoundRooms } from './found-rooms.ts'
import { Memberships } from './memberships.ts'
import { Revocations } from './revocations.ts'
import type { Vault } from './vault.ts'

const maxFallbacks = 4
const maxUrls = 8
/** As many rooms as are listed. */
const maxAnnouncedPins = 64

export class Access {
  readonly platform: SignaturePlatform
  readonly memberships: Memberships
  readonly revocations: Revocations
  readonly rooms: FoundRooms
  readonly #values: EngineValues

  constructor(values: EngineValues, vault: Vault, platform: SignaturePlatform) {
    this.#values = values
    this.platform = platform
    this.memberships = new Memberships(vault, (workshop, token) => this.isOver(workshop, token))
    this.revocations = new Revocations(values, platform)
    this.rooms = new FoundRooms(platform)
  }

  /** A key of its own for a workshop that is about to be made. */
  newWorkshop(): { readonly workshop: WorkshopId; readonly token: InviteToken } {
    const secret = this.platform.randomBytes(secretLength)
    const workshopKey = this.platform.publicKeyOf(secret)
    return { workshop: workshopIdOf(this.platform, workshopKey), token: { secret, capability: { workshopKey, grants: [] } } }
  }

  /** Keeps what lets this computer into `workshop`. Durable when it returns; throws StorageError. */
  keep(workshop: WorkshopId, token: InviteToken): void {
    this.memberships.keep(workshop, token)
    this.#values.setOf(workshop, 'role', roleOf(token.capability))
  }

  /**
   * Finds out again what is damaged of what stands beside the log, as far as that can be: what was taken back stands in the notes as well, and the role
   * is that of the invite. Never throws; what cannot be found out stays as it is.
   */
  mend(workshop: WorkshopId): void {
    if (this.#values.findDamage(workshop, ['revocations']) !== null) this.#values.noteOf(workshop, 'revocations', {})
    if (this.#values.findDamage(workshop, ['role']) === null || this.#values.findDamage(workshop, ['revocations']) !== null) return
    const token = this.memberships.of(workshop)
    if (token !== null) this.#values.noteOf(workshop, 'role', roleOf(token.capability))
  }

  /** True for a workshop whose relays can tell who may do what. */
  isControlled(workshop: WorkshopId): boolean {
    return isHashOfKey(workshop)
  }

  /** Whether what this computer holds has been taken back or has run out, as far as can be told here. */
  isOver(workshop: WorkshopId, { capability }: InviteToken): boolean {
    const now = Math.floor(Date.now() / 1_000)
    return capability.grants.some(({ subject, expiresAt }) => now >= expiresAt || this.revocations.has(workshop, subject))
  }

  roleIn(workshop: WorkshopId): Role {
    return this.#values.getOf(workshop, 'role') ?? 'facilitator'
  }

  /** Who the user says they are in `workshop`: the person of its list that they chose, or else what the settings say. */
  identityIn(workshop: WorkshopId): PeerIdentity {
    const settings = this.#values.settings
    const listed = this.#values.getOf(workshop, 'person') ?? { name: '', organisation: '', person: '' }
    const isListed = listed.name.trim() !== ''
    const [name, organisation] = isListed ? [listed.name, listed.organisation] : [settings?.name ?? '', settings?.organisation ?? '']
    return fittingIdentity({ name, organisation, person: listed.person })
  }

  /** For a connection to the relay of `workshop`. `token`: what to come with instead of what is kept. */
  linkAccess(workshop: WorkshopId, token?: InviteToken | null): LinkAccess {
    const held = (): InviteToken | null => (token === undefined ? this.memberships.of(workshop) : token)
    // Where an invite is given, what is stored may be what it comes to heal.
    const roleWithout = token == null ? this.roleIn(workshop) : roleOf(token.capability)
    return {
      get role() {
        const holding = held()
        return holding === null ? roleWithout : roleOf(holding.capability)
      },
      answer: (context) => {
        const holding = held()
        return holding && signAuth(this.platform, holding.capability, holding.secret, this.identityIn(workshop), context)
      },
      isVouchedFor: (proof, pin) => isRelayVouchedFor(this.platform, proof, fromBase64Url(pin) ?? new Uint8Array(), {
        workshop, now: Math.floor(Date.now() / 1_000), isRevoked: (subject) => this.revocations.has(workshop, subject),
      }),
    }
  }

  /**
   * Where to look for the relay of a workshop that is shared: where it was, where it once was, where a room was announced. `hasLongGone`:
   * also where it was before the user chose another one. Not sooner, so that nobody leaves a room that is back in a moment for a relay on which
   * nobody else is.
   */
  placesOf(workshop: WorkshopId, relay: RelayAddress, hasLongGone = false): readonly RelayPlace[] {
    const fallbacks = [...(this.#values.getOf(workshop, 'relay-fallbacks') ?? []), ...(hasLongGone ? this.#before(workshop) : [])]
    const trusted = [relay, ...fallbacks].flatMap((known) => this.placesAt(workshop, known))
    const pins = new Set([relay, ...fallbacks].flatMap(({ pin }) => pin ?? []).filter((pin) => !this.#isOnlyAnnounced(workshop, pin)))
    // A relay whose certificate is known proves who it is by it, at whatever address it was announced.
    const announced = this.rooms.relaysOf(workshop).flatMap(({ urls, pin }) => urls.map((url) => ({ url, pin, mustProve: pin === null || !pins.has(pin) })))
    const places = new Map<string, RelayPlace>()
    for (const place of [...trusted, ...announced]) {
      const key = `${place.pin ?? ''} ${place.url}`
      if (!places.has(key)) places.set(key, place)
    }
    return [...places.values()]
  }

  /** The places of one relay that the user chose. */
  placesAt(workshop: WorkshopId, { urls, pin }: RelayAddress): readonly RelayPlace[] {
    return urls.map((url) => ({ url, pin, mustProve: this.#isOnlyAnnounced(workshop, pin) }))
  }

  /** The user is about to choose `relays`: from then on one that this computer knows of by an announcement alone must show who vouches for it. */
  noteChosen(workshop: WorkshopId, relays: readonly (RelayAddress | null)[]): void {
    // A workshop without a key has nobody who could vouch.
    if (!this.isControlled(workshop) || this.#values.findDamage(workshop) !== null) return
    const known = [this.#values.relayOf(workshop), this.#values.getOf(workshop, 'uplink') ?? null, ...(this.#values.getOf(workshop, 'relay-fallbacks') ?? []), ...this.#before(workshop)]
    const announced = new Set(this.rooms.relaysOf(workshop).map(({ pin }) => pin))
    const fresh = relays.flatMap((relay) => relay?.pin ?? []).filter((pin) => announced.has(pin) && !known.some((other) => other?.pin === pin) && !this.#isOnlyAnnounced(workshop, pin))
    if (fresh.length > 0) this.#values.noteOf(workshop, 'announced-pins', [...this.#announcedPins(workshop), ...fresh].slice(-maxAnnouncedPins))
  }

  /** `relay` has shown who vouches for it, or stands in a link that somebody who may invite made. */
  noteProved(workshop: WorkshopId, { pin }: Pick<RelayAddress, 'pin'>): void {
    if (this.#isOnlyAnnounced(workshop, pin)) this.#values.noteOf(workshop, 'announced-pins', this.#announcedPins(workshop).filter((other) => other !== pin))
  }

  /**
   * The relay of `workshop` was reached at `place`. When it was known under another address, the new one is remembered and the old
   * one kept to fall back on. True when something changed.
   */
  noteReached(workshop: WorkshopId, { url, pin, mustProve }: RelayPlace): boolean {
    if (mustProve) this.noteProved(workshop, { pin })
    const relay = this.#values.relayOf(workshop)
    if (relay === null || (relay.pin === pin && relay.urls.includes(url))) return false
    const fallbacks = this.#values.getOf(workshop, 'relay-fallbacks') ?? []
    if (relay.pin !== null && relay.pin === pin) {
      this.#values.noteOf(workshop, 'relay', { urls: [url, ...relay.urls].slice(0, maxUrls), pin })
      return true
    }
    const isSame = (other: RelayAddress): boolean => other.pin === pin && other.urls.includes(url)
    const found = [...fallbacks, ...this.#before(workshop), ...this.rooms.relaysOf(workshop)].find(isSame)
    this.#values.noteOf(workshop, 'relay-fallbacks', [relay, ...fallbacks.filter((other) => !isSame(other))].slice(0, maxFallbacks))
    this.#values.noteOf(workshop, 'relay', { urls: [url, ...(found?.urls ?? []).filter((other) => other !== url)], pin })
    return true
  }

  /** The user is about to go on through `relay`: the one until now is kept for when that stays away. Null ends what was kept. */
  noteMoving(workshop: WorkshopId, relay: RelayAddress | null): void {
    if (relay === null) {
      this.#values.noteOf(workshop, 'relays-before', [])
      return
    }
    const now = this.#values.relayOf(workshop)
    const others = [...(now === null ? [] : [now]), ...this.#before(workshop)].filter((other) => relayKey(other) !== relayKey(relay))
    this.#values.noteOf(workshop, 'relays-before', others.slice(0, maxFallbacks))
  }

  #isOnlyAnnounced(workshop: WorkshopId, pin: string | null): boolean {
    return pin !== null && this.#announcedPins(workshop).includes(pin)
  }

  #announcedPins(workshop: WorkshopId): readonly string[] {
    return this.#values.getOf(workshop, 'announced-pins') ?? []
  }

  #before(workshop: WorkshopId): readonly RelayAddress[] {
    return this.#values.getOf(workshop, 'relays-before') ?? []
  }
}
