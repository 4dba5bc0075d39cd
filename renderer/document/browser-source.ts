/**
 * Workshops in a browser: from IndexedDB and from the relay that served the page. It answers those calls of the contract that make
 * sense without an engine; every other one is refused as not allowed here.
 */
import { readDetails } from '../../shared/document/read-details.ts'
import { readBlobs, readBoardList } from '../../shared/document/read-workshop.ts'
import { answersSince, type CarriedAnswer } from '../../shared/document/responses/carried-answers.ts'
import type { EngineCall, EngineCalls, Settings, WorkshopStatus, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { roomOf, type BlobId, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind, Role } from '../../shared/model/roles.ts'
import type { ApprovalSignature, ApprovalWords } from '../../shared/model/versions.ts'
import { fittingIdentity } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { decodeInviteToken } from '../../shared/protocol/join-link.ts'
import type { ConnectedPeer } from '../../shared/protocol/minuta-frames.ts'
import { secretLength } from '../../shared/protocol/signatures.ts'
import { BrowserBlobs } from './browser-blobs.ts'
import { browserSignatures } from './browser-signatures.ts'
import { BrowserSession, type GuestEntry } from './browser-session.ts'
import type { BrowserStore } from './browser-store.ts'
import { linkElsewhere, type WrongAddress } from './elsewhere.ts'
import type { KnownWorkshop } from './known-workshop.ts'
import { isLess } from './lesser-invite.ts'
import { EngineError, type Unsubscribe, type WorkshopSession, type WorkshopSource } from './source.ts'

/** Who the user says to be in one workshop. */
export type GuestIdentity = { readonly name: string; readonly organisation: string; readonly person: string }

type OpenSession = { readonly session: BrowserSession; users: number }

const peersTimeoutMs = 3_000
const summaryDelayMs = 500
const closedStatus: WorkshopStatus = { isStored: true, storageProblem: null, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs: 0, role: 'viewer' }

export type BrowserSourceOptions = {
  readonly store: BrowserStore
  /** `http://host:port` and the path below which the relay is reached, without a slash at the end. */
  readonly origin: string
  readonly settings: { readonly read: () => Settings; readonly write: (change: Partial<Settings>) => Settings }
}

export class BrowserSource implements WorkshopSource {
  readonly #options: BrowserSourceOptions
  readonly #blobs: BrowserBlobs
  readonly #sessions = new Map<RoomName, OpenSession>()
  readonly #known = new Map<WorkshopId, KnownWorkshop>()
  readonly #libraryListeners = new Set<(workshops: readonly WorkshopSummary[]) => void>()
  /** What HTTP requests show, by workshop; null where the relay asks nobody. */
  readonly #authorizations = new Map<WorkshopId, string | null>()
  /** Lesser invites that links brought, for when the relay does not take the one that is held any more. */
  readonly #lesserTokens = new Map<WorkshopId, string>()
  /** As in BrowserSessionHost. */
  readonly #unsent = new Map<RoomName, Map<number, number>>()
  #peerListeners: ((peers: readonly ConnectedPeer[]) => void)[] = []
  /** One page is one device. Chosen anew each time, so that nobody can be followed by it. */
  readonly #device = randomDevice()

  constructor(options: BrowserSourceOptions) {
    this.#options = options
    this.#blobs = new BrowserBlobs(options.store, { origin: options.origin, authorization: (workshop) => this.#authorizations.get(workshop) })
    this.#blobs.onChange(() => {
      for (const { session } of this.#sessions.values()) session.refresh()
    })
  }

  /**
   * What this browser knows of `id`; to be called before its sessions are opened. `token`: what the link brought, '' for none; sessions that are open
   * come to the relay anew with it. One for less than what is held waits until the relay refuses that.
   */
  async prepare(id: WorkshopId, token: string): Promise<KnownWorkshop> {
    const { name, organisation } = this.#options.settings.read()
    const openedAt = Date.now()
    const blank: KnownWorkshop = { id, token: '', name, organisation, person: '', role: null, title: '', body: '', place: '', date: { year: null, month: null, day: null }, boardCount: 0, openedAt }
    const known = await this.#change(blank, { openedAt })
    return token === '' ? known : await this.#take(known, token)
  }

  async #take(known: KnownWorkshop, token: string): Promise<KnownWorkshop> {
    const { id } = known
    if (isLess(token, known.token) && !this.#isInviteRefused(id)) {
      this.#lesserTokens.set(id, token)
      return known
    }
    this.#lesserTokens.delete(id)
    const now = await this.#change(known, { token })
    this.#enterAnew(id)
    return now
  }

  #isInviteRefused(workshop: WorkshopId): boolean {
    return [...this.#sessions.values()].some(({ session }) => session.id === workshop && session.isInviteRefused)
  }

  /** Comes to the relay as `identity`, from now on. */
  async setIdentity(id: WorkshopId, identity: GuestIdentity): Promise<void> {
    await this.#change(this.#known.get(id) ?? (await this.prepare(id, '')), identity)
    this.#options.settings.write({ name: identity.name, organisation: identity.organisation })
    this.#enterAnew(id)
  }

  /** What was answered in this page and no relay is known to have. */
  unsentAnswers(workshop: WorkshopId): readonly CarriedAnswer[] {
    const room = roomOf(workshop, 'responses')
    const open = this.#sessions.get(room)
    return open === undefined ? [] : answersSince(open.session.doc, this.#unsentOf(room))
  }

  /** The link by which these, with who said them, go to the page of the workshop at `address`. */
  linkElsewhere(workshop: WorkshopId, address: string): { readonly link: string } | { readonly problem: WrongAddress } {
    const { name = '', organisation = '', person = '', token = '' } = this.#known.get(workshop) ?? {}
    return linkElsewhere(address, { workshop, origin: this.#options.origin, token, carried: { identity: { name, organisation, person }, answers: this.unsentAnswers(workshop) } })
  }

  /** The page is looked at again, or the network is back. */
  hurry(): void {
    for (const { session } of this.#sessions.values()) session.hurry()
    this.#blobs.hurry()
  }

  call<C extends EngineCall>(name: C, ...args: EngineCalls[C]['args']): Promise<EngineCalls[C]['result']> {
    const answers: Partial<{ [Name in EngineCall]: (...given: EngineCalls[Name]['args']) => Promise<EngineCalls[Name]['result']> }> = {
      listWorkshops: () => this.#listWorkshops(),
      getSettings: () => Promise.resolve(this.#options.settings.read()),
      setSettings: (change) => Promise.resolve(this.#options.settings.write(change)),
      hasBlob: async (blob) => (await this.#blobs.read(blob)) !== null,
      readBlob: (blob) => this.#blobs.read(blob),
      listConnected: (workshop) => this.#listConnected(workshop),
      signApproval: (workshop, version, words) => this.#signApproval(workshop, version, words),
    }
    const answer = answers[name]
    return answer === undefined ? Promise.reject(new EngineError({ kind: 'not-allowed', detail: name })) : answer(...args)
  }

  onLibrary(listener: (workshops: readonly WorkshopSummary[]) => void): Unsubscribe {
    this.#libraryListeners.add(listener)
    return () => this.#libraryListeners.delete(listener)
  }

  /** There is one page to them: a tab reads them when it is opened. */
  onSettings(): Unsubscribe {
    return () => undefined
  }

  /** `prepare` must have been called for `workshop`. Within one page a document has one session. */
  openSession(workshop: WorkshopId, document: DocumentKind = 'notes'): WorkshopSession {
    const room = roomOf(workshop, document)
    const open = this.#sessions.get(room)
    if (open !== undefined) {
      open.users += 1
      open.session.revive()
      return open.session
    }
    const session = new BrowserSession(workshop, document, this.#entryOf(workshop), {
      store: this.#options.store,
      unsent: this.#unsentOf(room),
      pendingBlobs: () => (document === 'notes' ? this.#blobs.pending : 0),
      onAdmitted: (role, id) => this.#handleAdmitted(workshop, role, id),
      onInviteRefused: () => this.#handleInviteRefused(workshop),
      onPeers: (peers) => {
        for (const listener of this.#peerListeners.splice(0)) listener(peers)
      },
      release: () => this.#release(room),
      onClosed: () => this.#sessions.delete(room),
    })
    this.#sessions.set(room, { session, users: 1 })
    if (document === 'notes') this.#follow(session)
    return session
  }

  blobUrl(blob: string): string | null {
    return this.#blobs.url(blob)
  }

  onBlobs(listener: () => void): Unsubscribe {
    return this.#blobs.onChange(listener)
  }

  /** The bytes of an image that is here; null when it is not. */
  async readBlob(blob: BlobId): Promise<Uint8Array | null> {
    return await this.#blobs.read(blob)
  }

  #entryOf(workshop: WorkshopId): GuestEntry {
    const known = this.#known.get(workshop)
    return {
      url: this.#options.origin.replace(/^http/, 'ws'),
      token: known === undefined || known.token === '' ? null : decodeInviteToken(known.token),
      identity: fittingIdentity({ name: known?.name ?? '', organisation: known?.organisation ?? '', person: known?.person ?? '' }),
      device: this.#device,
      role: known?.role ?? null,
    }
  }

  /** Comes to the relay with what is known of `workshop` now. */
  #enterAnew(workshop: WorkshopId): void {
    for (const { session } of this.#sessions.values()) if (session.id === workshop) session.enterAs(this.#entryOf(workshop))
  }

  #handleAdmitted(workshop: WorkshopId, role: Role, session: Uint8Array | null): void {
    this.#authorizations.set(workshop, session === null ? null : `Minuta ${toBase64Url(session)}`)
    this.#blobs.hurry()
    const known = this.#known.get(workshop)
    if (known !== undefined && known.role !== role) void this.#change(known, { role })
  }

  #handleInviteRefused(workshop: WorkshopId): void {
    const token = this.#lesserTokens.get(workshop)
    const known = this.#known.get(workshop)
    if (token !== undefined && known !== undefined) void this.#take(known, token)
  }

  /** Keeps title and images of a workshop up to date while it is open. */
  #follow(session: BrowserSession): void {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      const { doc, id } = session
      if (!session.getStatus().isLoaded) return
      this.#blobs.want(id, readBlobs(doc).map((blob) => blob.id))
      const { title, body, place, date } = readDetails(doc)
      const known = this.#known.get(id)
      if (known !== undefined) void this.#change(known, { title, body, place, date, boardCount: readBoardList(doc).length })
    }
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        read()
      }, summaryDelayMs)
    }
    session.doc.on('update', later)
    session.doc.on('destroy', () => clearTimeout(timer))
    session.whenLoaded.then(read, () => undefined)
  }

  /** Takes over what other tabs have written of the workshop as well: a newer invite, another name. */
  async #change(before: KnownWorkshop, change: Partial<KnownWorkshop>): Promise<KnownWorkshop> {
    const now = await this.#options.store.changeWorkshop(before, change)
    this.#known.set(now.id, now)
    if (this.#libraryListeners.size > 0) {
      const workshops = await this.#listWorkshops()
      for (const listener of this.#libraryListeners) listener(workshops)
    }
    return now
  }

  async #listWorkshops(): Promise<readonly WorkshopSummary[]> {
    const relay = { urls: [this.#options.origin.replace(/^http/, 'ws')], pin: null }
    const all = await this.#options.store.listWorkshops()
    return all
      .map((known) => {
        const { id, title, body, place, date, boardCount, openedAt } = known
        const status = this.#sessions.get(id)?.session.getStatus() ?? { ...closedStatus, role: known.role ?? 'viewer' }
        return { id, title, body, place, date, boardCount, version: null, relay, uplink: null, changedAt: openedAt, isPutAway: false, status }
      })
      .sort((a, b) => b.changedAt - a.changedAt)
  }

  async #listConnected(workshop: WorkshopId): Promise<readonly ConnectedPeer[]> {
    const open = this.#sessions.get(workshop)
    if (open === undefined || open.session.getStatus().relay.kind !== 'online') return []
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve([]), peersTimeoutMs)
      this.#peerListeners.push((peers) => {
        clearTimeout(timer)
        resolve(peers)
      })
      open.session.askWhoIsConnected()
    })
  }

  /** With a key that this browser keeps for the workshop, and the invite that it came by. */
  async #signApproval(workshop: WorkshopId, fingerprint: string, words: ApprovalWords): Promise<ApprovalSignature> {
    const known = this.#known.get(workshop)
    const notes = this.#sessions.get(workshop)?.session.doc
    const notAllowed = new EngineError({ kind: 'not-allowed', detail: 'signApproval' })
    if (known === undefined || notes === undefined) throw notAllowed
    const fresh = browserSignatures.randomBytes(secretLength)
    // Another tab may have been the first to sign: then its key is the one.
    const { signingKey: secret = fresh } = known.signingKey === undefined ? await this.#change(known, { signingKey: fresh }) : known
    const { signInBrowser } = await import('./browser-signing.ts')
    const signature = signInBrowser({ workshop, notes, secret: () => secret, token: this.#entryOf(workshop).token }, fingerprint, words)
    if (signature === null) throw notAllowed
    return signature
  }

  #unsentOf(room: RoomName): Map<number, number> {
    const unsent = this.#unsent.get(room) ?? new Map<number, number>()
    this.#unsent.set(room, unsent)
    return unsent
  }

  #release(room: RoomName): boolean {
    const open = this.#sessions.get(room)
    if (open === undefined || open.users === 0) return false
    open.users -= 1
    return open.users === 0
  }
}

/** A number below 2^48. */
function randomDevice(): number {
  const [high = 0, low = 0] = globalThis.crypto.getRandomValues(new Uint32Array(2))
  return (high % 2 ** 16) * 2 ** 32 + low
}
