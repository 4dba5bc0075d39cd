/**
 * People write into blocks that others join, move, delete or turn into something else at the same time, over a relay from which each of them is cut off
 * now and then. Every computer puts its own words back as its engine does. All see the same in the end, and no character is gone that nobody
 * deleted, not even from inside a block that somebody deleted without having seen it. `MINUTA_FUZZ=long` or `FUZZ_SEEDS=n` runs more seeds.
 */
import * as prng from 'lib0/prng'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentProblems } from '../../shared/document/boards/content-guard.ts'
import { keepSharedTexts } from '../../shared/document/boards/empty-texts.ts'
import { adoptOrphans, watchForOrphans } from '../../shared/document/boards/orphaned-words.ts'
import { boardFragment, readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { boardIds, editOrigin, editRandomBoard, Ledger, rewriteRandomBlock, wordsOf } from '../helpers/random-edits.ts'

const seedCount = Number(process.env['FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 1000 : 30))
const stepCount = 120

/** Passes on what it gets, as it gets it, in one order for all. */
class Relay {
  readonly log: { readonly update: Uint8Array; readonly from: Computer }[] = []
}

/** A window and an engine behind it, each with a copy; what one says, the other hears later. */
class Computer {
  readonly window = new Replica()
  readonly #engine = new Replica()
  readonly #relay: Relay
  readonly #toEngine: Uint8Array[] = []
  readonly #toWindow: Uint8Array[] = []
  readonly #toRelay: Uint8Array[] = []
  #heard = 0

  constructor(client: number, relay: Relay, start: Uint8Array) {
    this.#relay = relay
    this.window.doc.clientID = client
    for (const replica of [this.window, this.#engine]) replica.receive(start, 'start')
    keepSharedTexts(this.doc, (origin) => origin === editOrigin)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'engine') this.#toEngine.push(update)
    })
  }

  get doc(): Y.Doc {
    return this.window.doc
  }

  get isQuiet(): boolean {
    return [this.#toEngine, this.#toWindow, this.#toRelay].every(({ length }) => length === 0) && this.#heard === this.#relay.log.length
  }

  /** Some of what waits between window and engine arrives. */
  handOver(count: number): void {
    for (const update of this.#toEngine.splice(0, count)) this.#engineHears(update, 'window', () => true)
    for (const update of this.#toWindow.splice(0, count)) {
      const { orphans } = watchForOrphans(this.doc, update, (client) => client === this.doc.clientID, () => this.window.receive(update, 'engine'))
      adoptOrphans(this.doc, orphans, 'adopted')
    }
  }

  send(count: number): void {
    for (const update of this.#toRelay.splice(0, count)) this.#relay.log.push({ update, from: this })
  }

  /** Takes the next `count` updates of others, one by one or joined, as a relay does for whoever comes back. */
  hear(count: number, isJoined: boolean): void {
    const updates = this.#relay.log.slice(this.#heard, this.#heard + count).filter(({ from }) => from !== this).map(({ update }) => update)
    this.#heard = Math.min(this.#heard + count, this.#relay.log.length)
    for (const update of isJoined && updates.length > 0 ? [Y.mergeUpdates(updates)] : updates) this.#engineHears(update, 'relay', (client) => client === this.doc.clientID || client === this.#engine.doc.clientID)
  }

  /** As `WorkshopSession.receive`. */
  #engineHears(update: Uint8Array, origin: 'window' | 'relay', isOurs: (client: number) => boolean): void {
    const said: { readonly update: Uint8Array; readonly origin: unknown }[] = []
    const take = (bytes: Uint8Array, from: unknown): number => said.push({ update: bytes, origin: from })
    const { doc } = this.#engine
    doc.on('update', take)
    const { result, orphans } = watchForOrphans(doc, update, isOurs, () => this.#engine.receive(update, origin))
    if (!result) throw new Error('everything builds on what was passed on before')
    adoptOrphans(doc, orphans, 'adopted')
    doc.off('update', take)
    const forWindow = said.filter((one) => one.origin !== 'window').map((one) => one.update)
    if (forWindow.length > 0) this.#toWindow.push(Y.mergeUpdates(forWindow))
    // One frame a turn, as `RelaySocket` sends it.
    const forRelay = said.filter((one) => one.origin !== 'relay').map((one) => one.update)
    if (forRelay.length > 0) this.#toRelay.push(Y.mergeUpdates(forRelay))
  }
}

function play(seed: number): { readonly computers: readonly Computer[]; readonly ledger: Ledger } {
  const gen = prng.create(seed)
  const ledger = new Ledger()
  const start = documentFromRecord({
    format: 'minuta-workshop-record', version: 1, workshop: { title: 'Fuzz' },
    programme: [{ kind: 'welcome', title: 'Welcome', boards: [{ content: ['', ''] }] }, { kind: 'debate', title: 'Debate', boards: [{ content: [''] }] }],
  })
  if (!start.ok) throw new Error(JSON.stringify(start.problems))
  const relay = new Relay()
  const computers = Array.from({ length: 2 + (seed % 2) }, (_, index) => new Computer(1 + ((seed * 7 + index * 13) % 1000) + index * 1000, relay, start.update))
  for (let step = 0; step < stepCount; step += 1) {
    const computer = prng.oneOf(gen, [...computers])
    const kind = prng.int32(gen, 0, 11)
    if (kind < 5) editRandomBoard(gen, computer.doc, ledger)
    else if (kind < 7) rewriteRandomBlock(gen, computer.doc, ledger)
    else if (kind < 9) computer.handOver(prng.int32(gen, 0, 9))
    else if (kind < 10) computer.send(prng.int32(gen, 0, 9))
    else computer.hear(prng.int32(gen, 0, 9), prng.bool(gen))
  }
  // What is put back travels, too: until nobody has anything to say.
  while (!computers.every(({ isQuiet }) => isQuiet)) {
    for (const computer of computers) {
      computer.handOver(Infinity)
      computer.send(Infinity)
      computer.hear(Infinity, prng.bool(gen))
    }
  }
  return { computers, ledger }
}

describe('people who write while others change the blocks around their words', () => {
  it.each(Array.from({ length: seedCount }, (_, seed) => seed + 1))('DO30: lose no character, and see the same in the end (seed %i)', (seed) => {
    const { computers, ledger } = play(seed)
    const [first, ...others] = computers
    if (!first) throw new Error('nobody writes')
    for (const other of others) expect(readWorkshop(other.doc)).toEqual(readWorkshop(first.doc))
    expect(boardIds(first.doc).flatMap((board) => boardFragment(first.doc, board) ?? []).flatMap((fragment) => contentProblems(fragment))).toEqual([])
    const present = new Set(wordsOf(first.doc))
    expect([...ledger.typed.keys()].filter((character) => !present.has(character) && !ledger.deleted.has(character))).toEqual([])
  })
})
