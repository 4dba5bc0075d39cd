/** Who works on the workshop: windows on the engines of computers, and pages on telephones. Each knows what it typed and what the lights said of it. */
import { keepSharedTexts } from '../../shared/document/boards/empty-texts.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { documentKinds, type DocumentKind } from '../../shared/model/roles.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { BrowserSource } from '../../renderer/document/browser-source.ts'
import { BrowserStore } from '../../renderer/document/browser-store.ts'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import type { EngineProcess } from '../helpers/engine-process.ts'
import type { FaultyNetwork } from '../helpers/faulty-network.ts'
import { editOrigin } from '../helpers/random-edits.ts'
import type { Documents } from './read-disk.ts'
import { noWords, type Words } from './tally.ts'

type Sessions = Readonly<Record<DocumentKind, WorkshopSession>>

/** What both have in common. */
abstract class Page {
  readonly typed: Words = noWords()
  abstract readonly sessions: Sessions

  get docs(): Documents {
    return { notes: this.sessions.notes.doc, responses: this.sessions.responses.doc }
  }

  /** What this page was told to be on the relay. `isHeard`: by a relay that answers now; of one that was set back meanwhile nobody else can know. */
  promisedOnRelay(isHeard: boolean): Words {
    return this.promised((session) => {
      const { isSavedHere, isOnRelay, relay } = session.getStatus()
      return isSavedHere && isOnRelay && (!isHeard || relay.kind === 'online')
    })
  }

  promised(isPromised: (session: WorkshopSession) => boolean): Words {
    const words = noWords()
    for (const kind of documentKinds) if (isPromised(this.sessions[kind])) words[kind].push(...this.typed[kind])
    return words
  }
}

export class DesktopPage extends Page {
  readonly engine: EngineProcess
  readonly source: DesktopSource
  readonly sessions: Sessions
  /** Acts that were begun in it and are not done. */
  actCount = 0
  /** Typed since everything was last saved. */
  readonly unsaved: { words: Words; characters: string[] } = { words: noWords(), characters: [] }

  private constructor(engine: EngineProcess, id: WorkshopId) {
    super()
    this.engine = engine
    this.source = engine.openWindow()
    this.sessions = { notes: this.source.openSession(id), responses: this.source.openSession(id, 'responses') }
    for (const kind of documentKinds) {
      this.sessions[kind].onStatus(({ isSavedHere }) => {
        if (!isSavedHere) return
        this.unsaved.words[kind] = []
        if (kind === 'notes') this.unsaved.characters = []
      })
    }
  }

  static async open(engine: EngineProcess, id: WorkshopId): Promise<DesktopPage> {
    const page = new DesktopPage(engine, id)
    await Promise.all(documentKinds.map((kind) => page.sessions[kind].whenLoaded))
    keepSharedTexts(page.sessions.notes.doc, (origin) => origin === editOrigin)
    return page
  }

  get promisedSaved(): Words {
    return this.promised((session) => session.getStatus().isSavedHere)
  }

  /** Whether nothing that was written or begun in it is on its way any more, after it was closed. */
  get isGone(): boolean {
    return this.actCount === 0 && documentKinds.every((kind) => this.docs[kind].isDestroyed)
  }

  close(): void {
    for (const kind of documentKinds) this.sessions[kind].close()
  }
}

export class GuestPage extends Page {
  #network: FaultyNetwork
  readonly #id: WorkshopId
  readonly token: string
  #source: BrowserSource
  #sessions: Sessions

  private constructor(network: FaultyNetwork, { id, token, source }: { readonly id: WorkshopId; readonly token: string; readonly source: BrowserSource }) {
    super()
    this.#network = network
    this.#id = id
    this.token = token
    this.#source = source
    this.#sessions = this.#open()
  }

  static async arrive(network: FaultyNetwork, id: WorkshopId, token: string): Promise<GuestPage> {
    const source = sourceOf(await BrowserStore.open(undefined), network)
    await source.prepare(id, token)
    const page = new GuestPage(network, { id, token, source })
    await Promise.all(documentKinds.map((kind) => page.#sessions[kind].whenLoaded))
    return page
  }

  get network(): FaultyNetwork {
    return this.#network
  }

  get sessions(): Sessions {
    return this.#sessions
  }

  /** Leaves the page of the workshop and comes back to it. */
  async comeAgain(): Promise<void> {
    this.leave()
    await this.#source.prepare(this.#id, '')
    this.#sessions = this.#open()
  }

  /** In a browser that knows nothing, by `network`; what this page typed is not its promise any more. A tab that is gone hands nothing over: it had its own way to the relay. */
  async startAnew(network: FaultyNetwork): Promise<void> {
    await this.#network.close()
    this.leave()
    this.typed.responses.length = 0
    this.#network = network
    this.#source = sourceOf(await BrowserStore.open(undefined), network)
    await this.#source.prepare(this.#id, this.token)
    this.#sessions = this.#open()
  }

  leave(): void {
    for (const kind of documentKinds) this.#sessions[kind].close()
  }

  #open(): Sessions {
    const open = (kind: DocumentKind): WorkshopSession => {
      const session = this.#source.openSession(this.#id, kind)
      // A page that is left before the relay answered says so to whoever asks its session.
      session.whenLoaded.catch(() => undefined)
      return session
    }
    return { notes: open('notes'), responses: open('responses') }
  }
}

function sourceOf(store: BrowserStore, network: FaultyNetwork): BrowserSource {
  let settings: Settings = { name: 'Guest', organisation: '', language: 'en', direction: 'auto', appearance: 'system', relayUrl: '', isWorkingOffline: false }
  return new BrowserSource({
    store,
    origin: network.url.replace(/^ws/u, 'http'),
    settings: { read: () => settings, write: (change) => (settings = { ...settings, ...change }) },
  })
}
