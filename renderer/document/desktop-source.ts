/** Workshops on the desktop: through the engine, over the port that the preload script hands to the page. */
import { encodeStateAsUpdate } from 'yjs'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { EngineCall, EngineCalls, Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import { DesktopSession } from './desktop-session.ts'
import { EngineConnection, type EngineConnector, type EngineMessage } from './engine-connection.ts'
import type { Unsubscribe, WorkshopSession, WorkshopSource } from './source.ts'
import { windowConnector } from './window-connector.ts'

declare global {
  interface Window {
    /** Set by the preload script; absent in a browser. */
    readonly minuta?: DesktopApi
  }
}

/** The source of this window; call it once. Null outside the desktop app. */
export function openDesktopSource(window: Window): WorkshopSource | null {
  if (window.minuta === undefined) return null
  const source = new DesktopSource(windowConnector(window, window.minuta))
  window.addEventListener('beforeunload', (event) => {
    // The shell waits for storage and asks; it hears of this only while something would be lost.
    if (!source.isEverythingSaved) event.preventDefault()
  })
  return source
}

type OpenSession = { readonly session: DesktopSession; users: number }

export class DesktopSource implements WorkshopSource {
  readonly #connection: EngineConnection
  readonly #sessions = new Map<RoomName, OpenSession>()
  readonly #blobListeners = new Set<() => void>()
  /** Blobs that each workshop waits for, as the engine said last. */
  readonly #pendingBlobs = new Map<RoomName, number>()
  readonly #libraryListeners = new Set<(workshops: readonly WorkshopSummary[]) => void>()
  readonly #settingsListeners = new Set<(settings: Settings) => void>()
  /** Whether the current engine has told of its library, which one without its database never does. */
  #hasHeardOfLibrary = false

  constructor(connector: EngineConnector) {
    this.#connection = new EngineConnection(connector, {
      onConnect: () => {
        this.#hasHeardOfLibrary = false
        for (const { session } of this.#sessions.values()) session.reopen()
      },
      onLost: () => {
        for (const { session } of this.#sessions.values()) session.handleLost()
      },
      onMessage: (message) => this.#receive(message),
    })
  }

  call<C extends EngineCall>(name: C, ...args: EngineCalls[C]['args']): Promise<EngineCalls[C]['result']> {
    return this.#connection.call(name, args)
  }

  onLibrary(listener: (workshops: readonly WorkshopSummary[]) => void): Unsubscribe {
    this.#libraryListeners.add(listener)
    return () => this.#libraryListeners.delete(listener)
  }

  onSettings(listener: (settings: Settings) => void): Unsubscribe {
    this.#settingsListeners.add(listener)
    return () => this.#settingsListeners.delete(listener)
  }

  /** Within one window a document has one session: a second opener gets the same, and it ends when all have closed it. */
  openSession(workshop: WorkshopId, document: DocumentKind = 'notes'): WorkshopSession {
    const room = roomOf(workshop, document)
    const open = this.#sessions.get(room)
    if (open !== undefined) {
      open.users += 1
      open.session.revive()
      return open.session
    }
    const session = new DesktopSession(workshop, document, {
      post: (message) => this.#connection.post(message),
      isConnected: () => this.#connection.isConnected,
      release: () => this.#release(room),
      onClosed: () => this.#sessions.delete(room),
    })
    this.#sessions.set(room, { session, users: 1 })
    return session
  }

  /** Whether the engine has stored all that this window wrote, workshops left a moment ago included. */
  get isEverythingSaved(): boolean {
    return [...this.#sessions.values()].every(({ session }) => session.getStatus().isSavedHere)
  }

  blobUrl(blob: string): string {
    return new URL(`/blob/${encodeURIComponent(blob)}`, globalThis.location.href).href
  }

  onBlobs(listener: () => void): Unsubscribe {
    this.#blobListeners.add(listener)
    return () => this.#blobListeners.delete(listener)
  }

  #release(room: RoomName): boolean {
    const open = this.#sessions.get(room)
    if (open === undefined || open.users === 0) return false
    open.users -= 1
    return open.users === 0
  }

  /** A copy that was opened in the place of damaged storage is older than a workshop that a window still shows: it may be nowhere else. Never rejects. */
  async #giveBack(notes: DesktopSession): Promise<void> {
    const responses = this.#sessions.get(roomOf(notes.id, 'responses'))?.session
    if (!notes.getStatus().isLoaded) return
    const bytesOf = (session: DesktopSession | undefined): Uint8Array | null => (session?.getStatus().isLoaded === true ? encodeStateAsUpdate(session.doc) : null)
    try {
      await this.call('openWorkshopFile', { workshop: notes.id, update: encodeStateAsUpdate(notes.doc), responses: bytesOf(responses) })
    } catch {
      // It stays in the window, and the status goes on saying so.
      return
    }
    notes.retry()
    responses?.retry()
  }

  /** The engine tells how many are on their way, not which: fewer than before means that some came. */
  #notePending(room: RoomName, count: number): void {
    const before = this.#pendingBlobs.get(room) ?? 0
    this.#pendingBlobs.set(room, count)
    if (count < before) for (const listener of this.#blobListeners) listener()
  }

  #receive(message: EngineMessage): void {
    if (message.type === 'library') {
      // It may have been mended by a copy a moment ago.
      if (!this.#hasHeardOfLibrary) for (const { session } of this.#sessions.values()) session.retry()
      this.#hasHeardOfLibrary = true
      for (const listener of this.#libraryListeners) listener(message.workshops)
      return
    }
    if (message.type === 'settings') {
      for (const listener of this.#settingsListeners) listener(message.settings)
      return
    }
    const session = this.#sessions.get(message.room)?.session
    session?.receive(message)
    if (message.type === 'open-failed' && message.failure.kind === 'no-such-workshop' && session?.document === 'notes') void this.#giveBack(session)
    if (message.type === 'status') this.#notePending(message.room, message.status.pendingBlobs)
  }
}
