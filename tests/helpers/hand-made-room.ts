/**
 * A computer made by hand: the contracts of engine and shell (`engine-port.ts`, `desktop-api.ts`) kept in memory, for drawing screens
 * in any state that a test asks for. Keys, tokens and links are real; nothing travels.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { randomBytes } from '@noble/hashes/utils.js'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { EngineError, type SessionStatus, type WorkshopSession, type WorkshopSource } from '../../renderer/document/source.ts'
import type { DesktopApi, DesktopCall, DesktopCalls, DesktopEvent, DesktopEvents, FoundRoom, OpenedFile, RoomState } from '../../shared/ipc/desktop-api.ts'
import type { Access, Diagnosis, EngineCall, EngineCalls, EngineFailure, Invite, Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind, Role } from '../../shared/model/roles.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { grant, workshopIdOf, type Capability } from '../../shared/protocol/capability.ts'
import { encodeInviteToken, joinLink, type InviteToken, type RelayAddress } from '../../shared/protocol/join-link.ts'
import type { ConnectedPeer } from '../../shared/protocol/minuta-frames.ts'
import { publicKeyLength, type SignaturePlatform } from '../../shared/protocol/signatures.ts'

/** Works in Node and in a page alike. */
const signatures: SignaturePlatform = {
  sha256, randomBytes,
  publicKeyOf: (secret) => ed25519.getPublicKey(secret),
  sign: (message, secret) => ed25519.sign(message, secret),
  verify: (signature, message, publicKey) => publicKey.length === publicKeyLength && ed25519.verify(signature, message, publicKey),
}

const ownPin = 'rOomPinOfThisComputer-0123456789_abcdefghijk'.slice(0, 43)
export const roomRelay: RelayAddress = { urls: ['wss://192.168.1.7:4455', 'wss://10.0.0.3:4455'], pin: ownPin }

type HandMadeInvite = Invite & { readonly secretToken: string }
type Handlers = { [C in EngineCall]?: (...args: EngineCalls[C]['args']) => EngineCalls[C]['result'] | Promise<EngineCalls[C]['result']> }

const settings: Settings = { name: 'Maëlle Roussel', organisation: 'Occitanie Region', language: 'en', direction: 'auto', appearance: 'system', relayUrl: '', isWorkingOffline: false }
const loaded: SessionStatus = {
  isStored: true, storageProblem: null, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs: 0, role: 'facilitator',
  isLoaded: true, isSavedHere: true, isEngineLost: false, isFromNewerVersion: false, failure: null,
}

/** One computer with one workshop, which belongs to its user. */
export class HandMadeRoom implements WorkshopSource {
  readonly doc = new Y.Doc()
  readonly responses = new Y.Doc()
  readonly workshop: WorkshopId
  /** Every call to the engine, with its arguments, and to the shell. */
  readonly calls: (readonly [name: EngineCall | DesktopCall, ...args: readonly unknown[]])[] = []
  readonly copied: string[] = []
  readonly desktop: DesktopApi
  settings: Settings = settings
  hasAccessControl = true
  role: Role = 'facilitator'
  relay: RelayAddress | null = null
  uplink: WorkshopSummary['uplink'] = null
  connected: readonly ConnectedPeer[] = []
  diagnosis: Diagnosis = { findings: [], isGood: true }
  /** The pin of the computer's certificate; '' where no room can be opened. */
  pin = ownPin
  roomState: RoomState = { kind: 'closed' }
  /** What opening the room leads to; null: it opens. */
  nextRoomState: RoomState | null = null
  found: readonly FoundRoom[] = []
  /** A link that somebody clicked, until the page takes it. */
  waitingLink: string | null = null
  /** Files that somebody opened outside the app, until the page takes them. */
  waitingFiles: readonly OpenedFile[] = []
  /** What reading a workshop file leads to. */
  readWorkshop: (file: { readonly name: string } | null) => Promise<DesktopCalls['import-workshop']['result']> = () => Promise.resolve({ kind: 'cancelled' })
  status: SessionStatus = loaded
  /** Answers instead of the ones below: to fail, or to wait. */
  readonly overrides: Handlers = {}
  readonly awareness: Awareness
  readonly #owner: Capability
  readonly #secret: Uint8Array
  #invites: HandMadeInvite[] = []
  readonly #listeners = new Map<DesktopEvent, Set<(payload: never) => void>>()
  readonly #statusListeners = new Set<(status: SessionStatus) => void>()
  readonly #libraryListeners = new Set<(workshops: readonly WorkshopSummary[]) => void>()

  constructor() {
    this.#secret = signatures.randomBytes(32)
    const publicKey = signatures.publicKeyOf(this.#secret)
    this.#owner = { workshopKey: publicKey, grants: [] }
    this.workshop = workshopIdOf(signatures, publicKey)
    this.awareness = new Awareness(this.doc)
    this.desktop = {
      invoke: async (call, ...args) => await this.#invoke(call, args),
      on: (event, listener) => {
        const listeners = this.#listeners.get(event) ?? new Set()
        this.#listeners.set(event, listeners.add(listener))
        return () => listeners.delete(listener)
      },
    }
  }

  dispose(): void {
    this.awareness.destroy()
    this.doc.destroy()
    this.responses.destroy()
  }

  /** Tells every listener of `event`, as main does. */
  emit<E extends DesktopEvent>(event: E, payload: DesktopEvents[E]): void {
    if (event === 'room-state') this.roomState = payload as RoomState
    for (const listener of this.#listeners.get(event) ?? []) (listener as (payload: DesktopEvents[E]) => void)(payload)
  }

  /** Changes what the session says. */
  setStatus(change: Partial<SessionStatus>): void {
    this.status = { ...this.status, ...change }
    for (const listener of this.#statusListeners) listener(this.status)
  }

  /** An invite as an earlier day left it. */
  addInvite(role: Role, label: string, change: Partial<Invite> & { readonly expiresAt: number }): Invite {
    const invite = { ...this.#makeInvite({ role, label, expiresAt: change.expiresAt }), ...change }
    this.#invites = [invite, ...this.#invites]
    return this.#shown(invite)
  }

  /** The link that somebody in `role` would be sent. */
  linkFor(role: Role, expiresAt: number, relay: RelayAddress = roomRelay): string {
    return joinLink({ relay, workshop: this.workshop, token: this.#token(role, expiresAt) })
  }

  get access(): Access {
    const isOwn = this.role === 'facilitator'
    return {
      role: this.role, hasAccessControl: this.hasAccessControl, canInvite: this.hasAccessControl && isOwn,
      invites: isOwn && this.hasAccessControl ? this.#invites.map((invite) => this.#shown(invite)) : [],
    }
  }

  get summaries(): readonly WorkshopSummary[] {
    return [{
      id: this.workshop, title: 'Second meeting', body: 'Working Group on the Social and Solidarity Economy', place: 'Montpellier', date: { year: 2026, month: 9, day: 19 },
      boardCount: 4, version: null, relay: this.relay, uplink: this.uplink, changedAt: 1, isPutAway: false, status: { ...this.status, role: this.role },
    }]
  }

  async call<C extends EngineCall>(name: C, ...args: EngineCalls[C]['args']): Promise<EngineCalls[C]['result']> {
    this.calls.push([name, ...args])
    const handler = this.overrides[name] ?? this.#handlers[name]
    if (handler === undefined) throw new EngineError({ kind: 'bug', detail: `the hand-made engine has no ${name}` })
    return await handler(...args)
  }

  onLibrary(listener: (workshops: readonly WorkshopSummary[]) => void): () => void {
    this.#libraryListeners.add(listener)
    return () => this.#libraryListeners.delete(listener)
  }

  onSettings(): () => void {
    return () => undefined
  }

  openSession(workshop: WorkshopId, document: DocumentKind = 'notes'): WorkshopSession {
    return {
      id: workshop, document, doc: document === 'notes' ? this.doc : this.responses, awareness: this.awareness, whenLoaded: Promise.resolve(), close: () => undefined,
      getStatus: () => this.status,
      onStatus: (listener) => {
        this.#statusListeners.add(listener)
        return () => this.#statusListeners.delete(listener)
      },
    }
  }

  blobUrl(blob: string): string {
    return `/blob/${blob}`
  }

  onBlobs(): () => void {
    return () => undefined
  }

  readonly #handlers: Handlers = {
    listWorkshops: () => this.summaries,
    getSettings: () => this.settings,
    setSettings: (change) => {
      this.settings = { ...this.settings, ...change }
      return this.settings
    },
    getAccess: () => this.access,
    createInvite: (_workshop, wanted) => {
      if (!this.access.canInvite) throw new EngineError({ kind: 'not-allowed', detail: '' })
      const invite = this.#makeInvite(wanted)
      this.#invites = [invite, ...this.#invites]
      return this.#shown(invite)
    },
    revokeInvite: (_workshop, id) => {
      const isRevocationOnRelay = this.status.relay.kind === 'online'
      this.#invites = this.#invites.map((invite) => (invite.id === id ? { ...invite, revokedAt: Date.now(), isRevocationOnRelay } : invite))
      const revoked = this.#invites.find((invite) => invite.id === id)
      if (revoked === undefined) throw new EngineError({ kind: 'not-allowed', detail: '' })
      return this.#shown(revoked)
    },
    listConnected: () => this.connected,
    setIdentity: () => undefined,
    signRelay: () => {
      if (!this.access.canInvite) throw new EngineError({ kind: 'not-allowed', detail: '' })
      return 'proof'
    },
    setRelay: (_workshop, relay, uplink) => {
      this.relay = relay
      this.uplink = uplink == null ? null : { relay: uplink, state: { kind: 'connecting' } }
      this.setStatus({ relay: relay === null ? { kind: 'none' } : { kind: 'online' } })
      for (const listener of this.#libraryListeners) listener(this.summaries)
    },
    diagnose: () => this.diagnosis,
    joinWorkshop: () => this.workshop,
    search: () => ({ hits: [], isComplete: true }),
    hasBlob: () => false,
  }

  async #invoke<C extends DesktopCall>(call: C, args: DesktopCalls[C]['args']): Promise<DesktopCalls[C]['result']> {
    this.calls.push([call, ...args])
    const answers: { [D in DesktopCall]?: (...args: DesktopCalls[D]['args']) => DesktopCalls[D]['result'] | Promise<DesktopCalls[D]['result']> } = {
      'app-info': () => ({ version: '0', platform: 'linux', systemLanguage: 'en', language: 'en', dataDirectory: '/home/maelle/Minuta', isKeyringThere: true }),
      'room-pin': () => this.pin,
      'room-state': () => this.roomState,
      'open-room': (workshop, _proof, admitsBrowsers) => {
        const guestOrigins = admitsBrowsers ? ['http://192.168.1.7:4456'] : []
        const workshops = this.roomState.kind === 'open' ? this.roomState.workshops : []
        this.roomState = this.nextRoomState ?? { kind: 'open', relay: roomRelay, guestOrigins, workshops: [...new Set([...workshops, workshop])], name: 'blue-heron', openedAt: Date.now() }
        return this.roomState
      },
      'close-room': () => {
        this.roomState = { kind: 'closed' }
        return this.roomState
      },
      'find-rooms': () => this.found,
      'take-link': () => {
        const link = this.waitingLink
        this.waitingLink = null
        return link
      },
      'take-files': () => {
        const files = this.waitingFiles
        this.waitingFiles = []
        return files
      },
      'set-language': () => undefined,
      'set-appearance': () => undefined,
      'copy-text': (text) => void this.copied.push(text),
      'import-workshop': (_importId, file) => this.readWorkshop(file),
      'cancel-import': () => undefined,
    }
    const answer = answers[call]
    if (answer === undefined) throw new Error(`the hand-made shell has no ${call}`)
    return await Promise.resolve(answer(...args))
  }

  #token(role: Role, expiresAt: number): InviteToken {
    const secret = signatures.randomBytes(32)
    const body = { subject: signatures.publicKeyOf(secret), role, issuedAt: Math.floor(Date.now() / 1_000) - 60, expiresAt: Math.floor(expiresAt / 1_000) }
    return { capability: grant(signatures, this.#owner, this.#secret, body), secret }
  }

  #makeInvite({ role, label, expiresAt }: { readonly role: Role; readonly label: string; readonly expiresAt: number }): HandMadeInvite {
    const token = this.#token(role, expiresAt)
    return {
      id: toBase64Url(token.capability.grants.at(-1)?.subject ?? new Uint8Array()), role, label, issuedAt: Date.now(), expiresAt, revokedAt: null, isRevocationOnRelay: false,
      link: '', token: '', secretToken: encodeInviteToken(token),
    }
  }

  /** With links to the relay of the moment; an invite of another computer (`link: null`) never has any. */
  #shown({ secretToken, ...invite }: HandMadeInvite): Invite {
    if (invite.link === null || this.relay === null) return { ...invite, link: null, token: null }
    return { ...invite, link: `${joinLink({ relay: this.relay, workshop: this.workshop, token: null })}#${secretToken}`, token: secretToken }
  }
}

/** A call that fails as the engine says it. */
export function failing(failure: EngineFailure): () => never {
  return () => {
    throw new EngineError(failure)
  }
}
