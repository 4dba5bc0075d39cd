/**
 * The product without its windows: real engine processes, one real relay process, window-like peers on the real sessions of the
 * renderer, and one stock y-websocket client. A seeded run works on one workshop and ends processes, links and windows meanwhile.
 */
import * as prng from 'lib0/prng'
import path from 'node:path'
import * as Y from 'yjs'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import { keepSharedTexts } from '../../shared/document/boards/empty-texts.ts'
import { recordFormat } from '../../shared/document/record/record-schema.ts'
import { linkingFragment } from '../../shared/document/roots.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { integrate } from '../../shared/storage/integrate.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import { EngineProcess } from './engine-process.ts'
import { editOrigin, editRandomBoard, Ledger, runRandomCommand } from './random-edits.ts'
import { RelayProcess } from './relay-process.ts'
import { stockClient, type StockClient } from './stock-client.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { token } from './tokens.ts'
import { when } from './when.ts'
import { plainLink, plainRelay } from './plain-relay.ts'

/** What a window did that its engine has not acknowledged. */
type Unacknowledged = { tokens: string[]; characters: string[] }
type OpenWindow = { readonly source: DesktopSource; readonly session: WorkshopSession; readonly unacknowledged: Unacknowledged }
type Computer = { readonly engine: EngineProcess; windows: OpenWindow[]; isDown: boolean; isOffline: boolean }

/** Part of the minutes whose linking text takes the tokens: random edits keep to the boards. */
const tokenPart = 'closing'
const fewWindows = 1
const manyWindows = 3

export class WholeSystem {
  readonly ledger = new Ledger()
  /** Tokens that must be everywhere in the end: all but those that went down with their window before they were acknowledged. */
  readonly certain = new Set<string>()
  readonly uncertain = new Set<string>()
  /** What was done to the machines, for the message of a failure. */
  readonly events: string[] = []
  readonly #gen: prng.PRNG
  readonly #folders: ReturnType<typeof temporaryFolder>[]
  readonly #relay: RelayProcess
  readonly #computers: Computer[]
  readonly #id: WorkshopId
  readonly #stock: StockClient
  #isRelayDown = false
  #typed = 0

  private constructor(gen: prng.PRNG, folders: ReturnType<typeof temporaryFolder>[], relay: RelayProcess, engines: EngineProcess[], id: WorkshopId) {
    this.#gen = gen
    this.#folders = folders
    this.#relay = relay
    this.#computers = engines.map((engine) => ({ engine, windows: [], isDown: false, isOffline: false }))
    this.#id = id
    this.#stock = stockClient(relay.url, id)
    keepSharedTexts(this.#stock.doc, (origin) => origin === editOrigin)
  }

  /** A workshop on the first computer, shared, joined by the others, one window on each. */
  static async start(seed: number): Promise<WholeSystem> {
    const gen = prng.create(seed)
    const folders = Array.from({ length: 3 + (seed % 2) }, () => temporaryFolder())
    const [relay, ...engines] = await Promise.all([
      RelayProcess.start(folders[0]?.path ?? ''),
      ...folders.slice(1).map(({ path: folder }) => EngineProcess.start(folder)),
    ])
    const [creator, ...joiners] = engines.map((engine) => engine.openWindow())
    if (creator === undefined) throw new Error('no engine')
    const id = await creator.call('createWorkshop', {
      format: recordFormat, version: 1, workshop: { title: 'Fuzz' },
      programme: [{ kind: 'welcome', title: 'Welcome', boards: [{ content: [''] }] }, { kind: 'debate', title: 'Debate' }],
    })
    const session = creator.openSession(id)
    await session.whenLoaded
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText()])
    linkingFragment(session.doc, tokenPart).insert(0, [paragraph])
    await creator.call('setRelay', id, plainRelay(relay.url))
    await when('the workshop is on the relay', () => session.getStatus().isOnRelay)
    await Promise.all(joiners.map(async (source) => await source.call('joinWorkshop', plainLink(relay.url, id))))
    session.close()
    const system = new WholeSystem(gen, folders, relay, engines, id)
    for (const computer of system.#computers) await system.#openWindow(computer)
    await when('the stock client has it', () => system.#stock.provider.synced)
    return system
  }

  /** Documents of everybody who is there now. */
  get docs(): Y.Doc[] {
    return [...this.#windows.map(({ session }) => session.doc), this.#stock.doc]
  }

  /** One random act. */
  async step(): Promise<void> {
    const computer = prng.oneOf(this.#gen, this.#computers)
    const act = prng.int32(this.#gen, 0, 99)
    if (act < 55) this.#work(prng.oneOf(this.#gen, [...this.#windows, null]))
    else if (act < 68) await this.#breathe()
    else if (act < 72) await this.#toggleEngine(computer)
    else if (act < 76) await this.#toggleRelay()
    else if (act < 84) await this.#toggleOffline(computer)
    else if (act < 90) await this.#openWindow(computer)
    else if (act < 94) this.#closeWindow(computer)
    else if (act < 98) this.#crashWindow(computer)
    else await this.#cutPower(computer)
  }

  /** Everything is switched on again and left alone until nothing is on its way. */
  async settle(): Promise<void> {
    if (this.#isRelayDown) await this.#toggleRelay()
    for (const computer of this.#computers) {
      if (computer.isDown) await this.#toggleEngine(computer)
      if (computer.isOffline) await this.#toggleOffline(computer)
      await this.#openWindow(computer)
    }
    for (const { session } of this.#windows) {
      await when('all lights are on', () => {
        const { isSavedHere, isOnRelay, deviceCount } = session.getStatus()
        return isSavedHere && isOnRelay && deviceCount === this.#computers.length - 1
      }, 30_000, () => `${JSON.stringify(session.getStatus())} ${this.events.join(' ')}`)
    }
    const vectors = (): Set<string> => new Set(this.docs.map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b))))
    await when('all have seen the same', () => vectors().size === 1, 30_000, () => this.events.join(' '))
  }

  /** Ends every process at once (SIGKILL) and reads what each of them left on its disk. */
  async killAndReadDisks(): Promise<Y.Doc[]> {
    await Promise.all([this.#relay.kill(), ...this.#computers.map(async ({ engine }) => await engine.kill())])
    const files = [path.join(this.#relay.dataFolder, 'relay.sqlite'), ...this.#computers.map(({ engine }) => path.join(engine.dataDirectory, 'workshops.sqlite'))]
    return files.map((file) => readFromDisk(file, this.#id))
  }

  async end(): Promise<void> {
    this.#stock.destroy()
    for (const { engine } of this.#computers) await engine.kill()
    await this.#relay.kill()
    for (const folder of this.#folders) folder.remove()
  }

  /** The text that the tokens stand in. */
  static tokenText(doc: Y.Doc): Y.XmlText {
    const paragraph = linkingFragment(doc, tokenPart).get(0)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('the token text has not arrived')
    return text
  }

  get #windows(): OpenWindow[] {
    return this.#computers.flatMap(({ windows }) => windows)
  }

  /** In a window, or on the stock client. */
  #work(window: OpenWindow | null): void {
    const doc = window?.session.doc ?? this.#stock.doc
    const known = this.ledger.typed.size
    const kind = prng.int32(this.#gen, 0, 9)
    if (kind < 5) {
      for (let count = prng.int32(this.#gen, 1, 4); count > 0; count -= 1) this.#typeToken(doc, window)
    } else if (kind < 8) {
      editRandomBoard(this.#gen, doc, this.ledger)
    } else {
      runRandomCommand(this.#gen, doc)
    }
    window?.unacknowledged.characters.push(...[...this.ledger.typed.keys()].slice(known))
  }

  #typeToken(doc: Y.Doc, window: OpenWindow | null): void {
    this.#typed += 1
    const word = token(1, this.#typed)
    const text = WholeSystem.tokenText(doc)
    this.certain.add(word)
    window?.unacknowledged.tokens.push(word)
    // Between two others: all tokens are equally long.
    text.insert(prng.int32(this.#gen, 0, text.length / word.length) * word.length, word)
  }

  /** Lets messages pass; now and then until a window has everything acknowledged. */
  async #breathe(): Promise<void> {
    const { session } = prng.oneOf(this.#gen, this.#windows)
    if (prng.bool(this.#gen)) await new Promise(setImmediate)
    else await when('an acknowledgement', () => session.getStatus().isSavedHere || session.getStatus().isEngineLost, 30_000)
  }

  async #toggleEngine(computer: Computer): Promise<void> {
    this.#note(`engine${this.#computers.indexOf(computer)}:${computer.isDown ? 'up' : 'kill'}`)
    if (computer.isDown) await computer.engine.restart()
    else await computer.engine.kill()
    computer.isDown = !computer.isDown
  }

  async #toggleRelay(): Promise<void> {
    this.#note(`relay:${this.#isRelayDown ? 'up' : 'kill'}`)
    if (this.#isRelayDown) await this.#relay.restart()
    else await this.#relay.kill()
    this.#isRelayDown = !this.#isRelayDown
  }

  async #toggleOffline(computer: Computer): Promise<void> {
    const [window] = computer.windows
    if (computer.isDown || window === undefined) return
    computer.isOffline = !computer.isOffline
    this.#note(`engine${this.#computers.indexOf(computer)}:${computer.isOffline ? 'offline' : 'online'}`)
    await window.source.call('setWorkOffline', computer.isOffline)
  }

  async #openWindow(computer: Computer): Promise<void> {
    if (computer.isDown || computer.windows.length >= manyWindows) return
    const source = computer.engine.openWindow()
    const session = source.openSession(this.#id)
    const unacknowledged: Unacknowledged = { tokens: [], characters: [] }
    session.onStatus(({ isSavedHere }) => {
      if (isSavedHere) Object.assign(unacknowledged, { tokens: [], characters: [] })
    })
    await session.whenLoaded
    keepSharedTexts(session.doc, (origin) => origin === editOrigin)
    computer.windows.push({ source, session, unacknowledged })
  }

  /** In order: the session lives on until everything is saved. */
  #closeWindow(computer: Computer): void {
    if (computer.windows.length <= fewWindows) return
    computer.windows.pop()?.session.close()
  }

  #crashWindow(computer: Computer): void {
    if (computer.windows.length <= fewWindows) return
    this.#note(`window${this.#computers.indexOf(computer)}:crash`)
    this.#lose(computer, computer.windows.pop())
  }

  /** Engine and windows of one computer at once. */
  async #cutPower(computer: Computer): Promise<void> {
    this.#note(`power${this.#computers.indexOf(computer)}`)
    if (!computer.isDown) await computer.engine.kill()
    for (const window of computer.windows.splice(0)) this.#lose(computer, window)
    await computer.engine.restart()
    computer.isDown = false
    await this.#openWindow(computer)
  }

  #lose(computer: Computer, window: OpenWindow | undefined): void {
    if (window === undefined) return
    // Counted before the window goes: nothing that it still receives may change what was lost.
    for (const word of window.unacknowledged.tokens) {
      this.certain.delete(word)
      this.uncertain.add(word)
    }
    for (const character of window.unacknowledged.characters) this.ledger.deleted.add(character)
    computer.engine.crashWindow(window.source)
  }

  #note(event: string): void {
    this.events.push(event)
  }
}

/** A workshop as a killed process left it on its disk. */
function readFromDisk(file: string, id: WorkshopId): Y.Doc {
  const store = new SqliteRoomStore(nodeSqlitePlatform, { path: file })
  try {
    const stored = store.load(id)
    if (stored === null) throw new Error(`the workshop is not in ${path.basename(file)}`)
    const doc = new Y.Doc()
    integrate(doc, stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates])
    return doc
  } finally {
    store.close()
  }
}
