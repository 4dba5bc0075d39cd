/** A window and its engine as one: the two documents of a workshop with undo, a database, and a network that keeps what is sent until it is asked for. */
import * as prng from 'lib0/prng'
import * as Y from 'yjs'
import { WayBack } from '../../main/engine/files/way-back.ts'
import { adopted } from '../../main/engine/own-writers.ts'
import { undoOfActs } from '../../renderer/base/undo-of-acts.ts'
import { undoOfAnswers } from '../../renderer/base/undo-of-answers.ts'
import { keepHidden } from '../../shared/document/boards/keep-hidden.ts'
import { keepSharedTexts } from '../../shared/document/boards/empty-texts.ts'
import { adoptOrphans, watchForOrphans } from '../../shared/document/boards/orphaned-words.ts'
import { WorkshopReader } from '../../shared/document/workshop-reader.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { integrate } from '../../shared/storage/integrate.ts'
import { SqliteRoomStore } from '../../shared/storage/sqlite-room-store.ts'
import type { Actor } from './random-acts.ts'
import { boardIds, editOrigin, editRandomBoard, wordsOf, type Ledger } from './random-edits.ts'

type Room = 'notes' | 'responses'
type Sent = { readonly room: Room; readonly update: Uint8Array }
type Unstored = Sent & { readonly isOwn: boolean }
type Link = { readonly to: ActingComputer; queue: Sent[] }
type Running = { readonly docs: Readonly<Record<Room, Y.Doc>>; readonly reader: WorkshopReader; readonly histories: readonly Y.UndoManager[]; way: WayBack | null }

const network = 'network'
const origin = { name: 'act' }

export class ActingComputer {
  /** What undo broke, in words. */
  readonly broken: string[] = []
  readonly #file: string
  readonly #ledger: Ledger
  readonly #newClient: () => number
  readonly #links: Link[] = []
  readonly #writers = new Set<number>()
  #unstored: Unstored[] = []
  #store: SqliteRoomStore
  #running: Running

  constructor(file: string, start: Uint8Array, ledger: Ledger, newClient: () => number) {
    this.#file = file
    this.#ledger = ledger
    this.#newClient = newClient
    this.#store = new SqliteRoomStore(nodeSqlitePlatform, { path: file, isExclusive: true })
    this.#store.append([{ room: 'notes', update: start }])
    this.#running = this.#start()
  }

  get notes(): Y.Doc {
    return this.#running.docs.notes
  }

  get responses(): Y.Doc {
    return this.#running.docs.responses
  }

  get reader(): WorkshopReader {
    return this.#running.reader
  }

  get actor(): Actor {
    return { notes: this.notes, responses: this.responses, origin, lasting: 'lasting' }
  }

  connect(all: readonly ActingComputer[]): void {
    this.#links.push(...all.filter((to) => to !== this).map((to) => ({ to, queue: [] })))
  }

  write(gen: prng.PRNG): void {
    editRandomBoard(gen, this.notes, this.#ledger)
  }

  /** Takes back or does again. Nothing of others may go. */
  undo(gen: prng.PRNG): void {
    const history = prng.oneOf(gen, [...this.#running.histories])
    const { doc } = history
    const before = ofOthers(doc)
    const isRedo = prng.int32(gen, 0, 3) === 0
    this.#note(() => (isRedo ? history.redo() : history.undo()))
    // Redo of a deletion deletes again.
    if (isRedo) return
    const after = ofOthers(doc)
    this.broken.push(...[...before].filter((item) => !after.has(item)).map((item) => `undo took ${item}`))
  }

  /** The end of a turn: what came about in it is stored, and then sent. */
  store(): void {
    if (this.#unstored.length === 0) return
    this.#store.append(this.#unstored)
    // What came from others they send themselves: sent on, a deletion would name words that whoever deleted did not know.
    const own = this.#unstored.filter(({ isOwn }) => isOwn)
    for (const link of this.#links) link.queue.push(...own)
    this.#unstored = []
    for (const board of boardIds(this.notes)) this.#ledger.boards.add(board)
  }

  /** Takes in some of what others have sent, in order or not, once or twice. */
  receive(gen: prng.PRNG): void {
    const from = prng.oneOf(gen, this.#links.map(({ to }) => to))
    const link = from.#links.find(({ to }) => to === this)
    if (!link) return
    const batch = link.queue.splice(0, prng.int32(gen, 0, link.queue.length))
    if (prng.int32(gen, 0, 3) === 0) batch.reverse()
    if (prng.int32(gen, 0, 3) === 0) batch.push(...batch)
    for (const { room, update } of batch) this.#take(room, update, network)
  }

  /** Takes in what is still on its way. False when nothing was. */
  receiveAll(): boolean {
    let isAny = false
    for (const { to: from } of this.#links) {
      for (const { room, update } of from.#links.find(({ to }) => to === this)?.queue.splice(0) ?? []) {
        this.#take(room, update, network)
        isAny = true
      }
    }
    this.store()
    return isAny
  }

  /** Takes what another computer holds as a file into the notes; when one was taken already, takes it out, brings it back, or is done with it. */
  file(gen: prng.PRNG): void {
    const from = prng.oneOf(gen, this.#links.map(({ to }) => to))
    const act = prng.int32(gen, 0, 3)
    const { way } = this.#running
    if (way === null) {
      const receive = (update: Uint8Array, origin: unknown): boolean => this.#take('notes', update, origin)
      // A file names all that is deleted there: also words of this computer that went down there with their block (decision 0149, what is left over).
      this.#note(() => {
        this.#running.way = new WayBack({ doc: this.notes, document: 'notes', receive }, Y.encodeStateAsUpdate(from.notes))
      })
    } else if (act === 0 || !way.isOpen) {
      way.dispose()
      this.#running.way = null
    } else this.#note(() => (act === 1 ? way.goForth() : way.goBack()))
  }

  meet(other: ActingComputer): void {
    for (const room of ['notes', 'responses'] as const) {
      const mine = this.#running.docs[room]
      this.#take(room, Y.encodeStateAsUpdate(other.#running.docs[room], Y.encodeStateVector(mine)), network)
    }
    this.store()
  }

  /** As an engine does: words that go down with their block are put back by the computer of their writer. */
  #take(room: Room, update: Uint8Array, from: unknown): boolean {
    const doc = this.#running.docs[room]
    const { orphans } = watchForOrphans(doc, update, (client) => this.#writers.has(client), () => Y.applyUpdate(doc, update, from))
    if (orphans.length > 0) adoptOrphans(doc, orphans, adopted)
    return true
  }

  /** A process ends: what it has not stored is gone where it is killed. */
  end(how: 'kill' | 'close' | 'compact'): void {
    if (how === 'kill') {
      this.#note(() => {
        this.#unstored = []
        this.#restart()
      })
      return
    }
    this.store()
    if (how === 'compact') {
      for (const room of ['notes', 'responses'] as const) {
        const position = this.#store.position(room)
        if (position) this.#store.compact(room, Y.encodeStateAsUpdate(this.#running.docs[room]), position.head)
      }
    }
    this.#restart()
  }

  destroy(): void {
    this.#stop()
    this.#store.close()
  }

  /** Characters that are gone by what `act` does are gone on purpose. */
  #note(act: () => unknown): void {
    const before = wordsOf(this.notes)
    act()
    const after = new Set(wordsOf(this.notes))
    for (const character of before) if (!after.has(character)) this.#ledger.deleted.add(character)
  }

  #restart(): void {
    this.#stop()
    this.#store.close()
    this.#store = new SqliteRoomStore(nodeSqlitePlatform, { path: this.#file, isExclusive: true })
    this.#running = this.#start()
  }

  #stop(): void {
    const { docs, reader, histories, way } = this.#running
    way?.dispose()
    reader.dispose()
    for (const history of histories) history.destroy()
    for (const doc of Object.values(docs)) doc.destroy()
  }

  #start(): Running {
    const open = (room: Room): Y.Doc => {
      const doc = new Y.Doc()
      doc.clientID = this.#newClient()
      this.#writers.add(doc.clientID)
      const stored = this.#store.load(room)
      if (stored) integrate(doc, stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates])
      doc.on('update', (update: Uint8Array, from: unknown) => this.#unstored.push({ room, update, isOwn: from !== network }))
      return doc
    }
    const docs = { notes: open('notes'), responses: open('responses') }
    keepSharedTexts(docs.notes, (from) => from === editOrigin)
    keepHidden(docs.notes)
    return {
      docs,
      reader: new WorkshopReader(docs.notes, docs.responses),
      histories: [undoOfActs(docs.notes, new Set([origin]), 0), undoOfAnswers(docs.responses, origin)],
      way: null,
    }
  }
}

/** All that stands in a document and was not written by its own client, piece by piece: where it is cut says nothing. */
function ofOthers(doc: Y.Doc): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [client, structs] of doc.store.clients) {
    if (client === doc.clientID) continue
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted) continue
      for (let clock = struct.id.clock; clock < struct.id.clock + struct.length; clock += 1) found.add(`${client}:${clock}`)
    }
  }
  return found
}
