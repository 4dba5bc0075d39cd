/** The calls of windows that concern access: who may come in, who is there, and as whom this computer goes. */
import * as Y from 'yjs'
import { readInvites, recordInvite, recordRevocation, type InviteFacts } from '../../../shared/document/invites.ts'
import { textField } from '../../../shared/document/fields.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import { signVersion } from '../../../shared/document/versions/sign-version.ts'
import type { Access as AccessFacts, EngineCalls, Invite } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { mayApprove, mayInvite } from '../../../shared/model/roles.ts'
import type { ApprovalSignature, ApprovalWords } from '../../../shared/model/versions.ts'
import { encodeRevocation, signRelay, signRevocation } from '../../../shared/protocol/admission.ts'
import { fromBase64Url, toBase64Url } from '../../../shared/protocol/base64url.ts'
import { grant, maxGrants, roleOf } from '../../../shared/protocol/capability.ts'
import { encodeInviteToken, joinLink, type InviteToken } from '../../../shared/protocol/join-link.ts'
import type { ConnectedPeer } from '../../../shared/protocol/minuta-frames.ts'
import { secretLength } from '../../../shared/protocol/signatures.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import { asApprovalWords, asFingerprint, asInviteId, asInviteRequest, asPersonId, asPin, asWorkshopId } from '../windows/call-arguments.ts'
import { CallFailure } from '../windows/call-failure.ts'
import type { EngineValues } from '../engine-values.ts'
import type { WorkshopSession } from '../workshop-session.ts'
import type { Access } from './access.ts'

export type AccessHost = {
  readonly access: Access
  readonly values: EngineValues
  /** The notes of a workshop, open until they are given back. Throws CallFailure or StorageError. */
  borrowNotes(workshop: WorkshopId): { readonly session: WorkshopSession; readonly release: () => void }
  /** Stores what was received so far; false when storage refuses. */
  flush(): boolean
  /** The user goes under another name in `workshop`. */
  onIdentity(workshop: WorkshopId): void
}

type AccessCallName = 'getAccess' | 'createInvite' | 'revokeInvite' | 'listConnected' | 'setIdentity' | 'signRelay' | 'signApproval'
type Unchecked<Args extends readonly unknown[]> = { [I in keyof Args]: unknown }
type AccessHandlers = { readonly [C in AccessCallName]: (...args: Unchecked<EngineCalls[C]['args']>) => EngineCalls[C]['result'] | Promise<EngineCalls[C]['result']> }

const maxClockErrorSeconds = 86_400

/** Origin of what the engine writes into a document by itself. */
const byEngine = Symbol('engine')

/** `host` is asked anew at every call: the database may have been opened in between. */
export function accessHandlers(host: () => AccessHost): AccessHandlers {
  return {
    getAccess: (workshop) => new AccessCalls(host(), asWorkshopId(workshop)).describe(),
    createInvite: (workshop, invite) => new AccessCalls(host(), asWorkshopId(workshop)).createInvite(asInviteRequest(invite)),
    revokeInvite: (workshop, invite) => new AccessCalls(host(), asWorkshopId(workshop)).revokeInvite(asInviteId(invite)),
    listConnected: (workshop) => new AccessCalls(host(), asWorkshopId(workshop)).listConnected(),
    setIdentity: (workshop, person) => new AccessCalls(host(), asWorkshopId(workshop)).setIdentity(asPersonId(person)),
    signRelay: (workshop, pin) => new AccessCalls(host(), asWorkshopId(workshop)).signRelay(asPin(pin)),
    signApproval: (workshop, version, words) => new AccessCalls(host(), asWorkshopId(workshop)).signApproval(asFingerprint(version), asApprovalWords(words)),
  }
}

/** The calls for one workshop. */
class AccessCalls {
  readonly #host: AccessHost
  readonly #access: Access
  readonly #workshop: WorkshopId

  constructor(host: AccessHost, workshop: WorkshopId) {
    this.#host = host
    this.#access = host.access
    this.#workshop = workshop
  }

  describe(): AccessFacts {
    return this.#withNotes(({ doc }) => {
      const role = this.#access.roleIn(this.#workshop)
      return {
        role,
        hasAccessControl: this.#access.isControlled(this.#workshop),
        canInvite: this.#inviter() !== null,
        invites: mayInvite(role) ? readInvites(doc).map((invite) => this.#describe(invite)) : [],
      }
    })
  }

  createInvite({ role, label, expiresAt }: EngineCalls['createInvite']['args'][1]): Invite {
    const inviter = this.#inviter()
    if (inviter === null) throw notAllowed()
    const { platform, memberships } = this.#access
    const secret = platform.randomBytes(secretLength)
    // Nobody can give more time than they have.
    const end = Math.min(Math.ceil(expiresAt / 1_000), ...inviter.capability.grants.map((grant) => grant.expiresAt))
    return this.#withNotes((session) => {
      const body = { subject: platform.publicKeyOf(secret), role, issuedAt: beginFor(session), expiresAt: end }
      const token = { secret, capability: grant(platform, inviter.capability, inviter.secret, body) }
      const facts: InviteFacts = { id: toBase64Url(body.subject), role, label, issuedAt: body.issuedAt, expiresAt: body.expiresAt }
      memberships.keepInvite(this.#workshop, token)
      this.#write(session, (doc) => recordInvite(doc, byEngine, facts))
      return this.#describe(facts)
    })
  }

  revokeInvite(id: string): Invite {
    const inviter = this.#holder()
    if (inviter === null) throw notAllowed()
    return this.#withNotes((session) => {
      const invite = readInvites(session.doc).find((other) => other.id === id)
      const subject = fromBase64Url(id)
      if (invite === undefined || subject === null) throw notAllowed()
      if (this.#access.revocations.revokedAt(this.#workshop, id) === null) {
        const signed = signRevocation(this.#access.platform, inviter.capability, inviter.secret, { subject, revokedAt: nowAs(inviter) })
        const text = toBase64Url(encodeRevocation(signed))
        this.#access.revocations.keep(this.#workshop, id, text)
        session.sendRevocations()
        this.#write(session, (doc) => recordRevocation(doc, byEngine, id, text))
      }
      return this.#describe(invite)
    })
  }

  async listConnected(): Promise<readonly ConnectedPeer[]> {
    const { session, release } = this.#host.borrowNotes(this.#workshop)
    try {
      return onePerDevice(await (session.link?.queryPeers() ?? []))
    } finally {
      release()
    }
  }

  setIdentity(person: string): void {
    const { values } = this.#host
    const identity = this.#withNotes(({ doc }) => {
      const listed = rootsOf(doc).people.get(person)
      return {
        person,
        name: listed === undefined ? '' : textField(listed, 'name'),
        organisation: listed === undefined ? '' : textField(listed, 'organisation'),
      }
    })
    values.setOf(this.#workshop, 'person', identity)
    this.#host.onIdentity(this.#workshop)
  }

  signRelay(pin: Uint8Array): string {
    const holder = this.#holder()
    if (holder === null) throw notAllowed()
    return toBase64Url(signRelay(this.#access.platform, holder.capability, holder.secret, pin))
  }

  signApproval(fingerprint: string, words: ApprovalWords): ApprovalSignature {
    const { platform, memberships } = this.#access
    const token = memberships.of(this.#workshop)
    const role = token === null ? this.#access.roleIn(this.#workshop) : roleOf(token.capability)
    if (!mayApprove(role) || (token !== null && this.#access.isOver(this.#workshop, token))) throw notAllowed()
    return this.#withNotes(({ doc }) => {
      const secret = (): Uint8Array => memberships.signingKey(this.#workshop, () => platform.randomBytes(secretLength))
      const signature = signVersion(platform, { workshop: this.#workshop, notes: doc, secret, token }, fingerprint, words)
      if (signature === null) throw notAllowed()
      return signature
    })
  }

  /** What this computer signs with as a facilitator; null when it cannot. */
  #holder(): InviteToken | null {
    const token = this.#access.memberships.of(this.#workshop)
    if (token === null || this.#access.isOver(this.#workshop, token)) return null
    return mayInvite(roleOf(token.capability)) ? token : null
  }

  /** As `#holder`, for who may still let others in: a chain of invites has an end. */
  #inviter(): InviteToken | null {
    const holder = this.#holder()
    return holder !== null && holder.capability.grants.length < maxGrants ? holder : null
  }

  #describe({ id, role, label, issuedAt, expiresAt }: InviteFacts): Invite {
    const { revocations, memberships } = this.#access
    const relay = this.#host.values.relayOf(this.#workshop)
    const token = relay === null ? null : memberships.invite(this.#workshop, id)
    return {
      id, role, label,
      issuedAt: issuedAt * 1_000,
      expiresAt: expiresAt * 1_000,
      revokedAt: revocations.revokedAt(this.#workshop, id),
      isRevocationOnRelay: revocations.isOnRelay(this.#workshop, id),
      link: relay === null || token === null ? null : joinLink({ relay, workshop: this.#workshop, token }),
      token: token === null ? null : encodeInviteToken(token),
    }
  }

  #withNotes<T>(use: (session: WorkshopSession) => T): T {
    const { session, release } = this.#host.borrowNotes(this.#workshop)
    try {
      return use(session)
    } finally {
      release()
    }
  }

  /** Edits a copy and takes over the difference: the replica itself never writes. Durable when it returns; throws StorageError. */
  #write(session: WorkshopSession, edit: (doc: Y.Doc) => void): void {
    const copy = new Y.Doc()
    try {
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(session.doc))
      const before = Y.encodeStateVector(copy)
      edit(copy)
      session.receive(Y.encodeStateAsUpdate(copy, before), byEngine)
    } finally {
      copy.destroy()
    }
    if (!this.#host.flush()) throw new StorageError('unknown', 'the invite could not be stored')
  }
}

/**
 * Now, or earlier where a relay's clock is behind: by it an invite of a computer whose clock is set to another time zone would begin hours
 * from now. More than a day is not believed.
 */
function beginFor({ relaysAheadMs }: WorkshopSession): number {
  return now() - Math.min(maxClockErrorSeconds, Math.ceil(-relaysAheadMs / 1_000))
}

/** Now, or later where this computer's clock is behind: nobody believes what was signed before the invite of its signer began. */
function nowAs({ capability }: InviteToken): number {
  return Math.max(now(), ...capability.grants.map(({ issuedAt }) => issuedAt))
}

function now(): number {
  return Math.floor(Date.now() / 1_000)
}

function notAllowed(): CallFailure {
  return new CallFailure({ kind: 'not-allowed', detail: '' })
}

/** A device has a connection for each document: it is one person all the same, there since the earlier of them. */
function onePerDevice(peers: readonly ConnectedPeer[]): readonly ConnectedPeer[] {
  const seen = new Map<string, ConnectedPeer>()
  const others: ConnectedPeer[] = []
  for (const peer of peers) {
    const key = JSON.stringify([peer.device, peer.name, peer.organisation, peer.person, peer.role])
    const before = seen.get(key)
    if (peer.device === 0) others.push(peer)
    else if (before === undefined || before.secondsConnected < peer.secondsConnected) seen.set(key, peer)
  }
  return [...seen.values(), ...others]
}
