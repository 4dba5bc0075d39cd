/** A workshop with a key, a relay that asks who comes, and a facilitator who writes: what guests are invited to. */
import { createHash } from 'node:crypto'
import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { BrowserLink } from '../../renderer/document/browser-link.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import type { RelayState } from '../../shared/ipc/engine-port.ts'
import { roomOf, type WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { grant, workshopIdOf } from '../../shared/protocol/capability.ts'
import { guestLink, type InviteToken } from '../../shared/protocol/join-link.ts'
import type { ConnectedPeer } from '../../shared/protocol/minuta-frames.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { when } from './when.ts'

const daySeconds = 86_400

/** The keys of one workshop. */
export class Keys {
  readonly workshop: WorkshopId
  readonly owner: InviteToken

  constructor() {
    const secret = nodeSignatures.randomBytes(32)
    const workshopKey = nodeSignatures.publicKeyOf(secret)
    this.workshop = workshopIdOf(nodeSignatures, workshopKey)
    this.owner = { capability: { workshopKey, grants: [] }, secret }
  }

  /** An invite, good for a day from a minute ago unless said otherwise (seconds from now). */
  invite(role: Role, { expiresIn = daySeconds }: { readonly expiresIn?: number } = {}): InviteToken {
    const now = Math.floor(Date.now() / 1_000)
    const secret = nodeSignatures.randomBytes(32)
    const body = { subject: nodeSignatures.publicKeyOf(secret), role, issuedAt: now - daySeconds, expiresAt: now + expiresIn }
    return { capability: grant(nodeSignatures, this.owner.capability, this.owner.secret, body), secret }
  }

  link(origin: string, token: InviteToken | null): string {
    return guestLink(origin, this.workshop, token)
  }
}

/** Somebody who writes the notes, over the link that pages use. */
export class Writer {
  readonly replica = new Replica()
  /** The relay's last answer to `askWhoIsConnected`. */
  connected: readonly ConnectedPeer[] = []
  readonly #awareness = new Awareness(this.replica.doc)
  readonly #link: BrowserLink
  #session: Uint8Array | null = null
  #state: RelayState = { kind: 'connecting' }

  constructor(url: string, workshop: WorkshopId, token: InviteToken, name: string, document: 'notes' | 'responses' = 'notes') {
    this.#link = new BrowserLink(
      { url, room: roomOf(workshop, document), replica: this.replica, awareness: this.#awareness, token, identity: { name, organisation: '', person: '' }, device: 1 },
      () => true,
      {
        onChange: () => {
          this.#state = this.#link.state
        },
        onAdmitted: (_role, session) => {
          this.#session = session
        },
        onSynced: () => undefined,
        afterCommit: () => undefined,
        onPeers: (peers) => {
          this.connected = peers
        },
      },
    )
    this.#awareness.setLocalStateField('user', { name, organisation: '', color: 3 })
  }

  get doc(): Y.Doc {
    return this.replica.doc
  }

  get state(): RelayState {
    return this.#state
  }

  /** Resolves when the relay has committed everything written here. */
  async stored(): Promise<void> {
    await when('the relay has everything', () => this.#link.hasEverything)
  }

  /** Fills the workshop, which nobody did before. */
  async begin(record: unknown): Promise<void> {
    const made = documentFromRecord(record)
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    await this.stored()
    this.replica.receive(made.update, 'the record')
    await this.stored()
  }

  /** Puts an image onto the relay; its id. */
  async putBlob(httpUrl: string, workshop: WorkshopId, bytes: Uint8Array): Promise<string> {
    const id = createHash('sha256').update(bytes).digest('hex')
    const headers: Record<string, string> = this.#session === null ? {} : { authorization: `Minuta ${toBase64Url(this.#session)}` }
    const answer = await fetch(`${httpUrl}/blob/${workshop}/${id}`, { method: 'PUT', headers, body: new Uint8Array(bytes) })
    if (!answer.ok) throw new Error(`the relay did not take the image: ${answer.status}`)
    return id
  }

  askWhoIsConnected(): void {
    this.#link.send({ type: 'queryPeers' })
  }

  /** `revocation`: as `encodeRevocation` makes it. */
  revoke(revocation: Uint8Array): void {
    this.#link.send({ type: 'revoke', revocation })
  }

  leave(): void {
    this.#link.dispose()
    this.#awareness.destroy()
    this.replica.dispose()
  }
}

