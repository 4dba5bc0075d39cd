/**
 * People write into blocks that others join, move, delete or turn into something else at the same time, over a relay from which each of them is cut off
 * now and then. Every computer puts its own words back as its engine does. All see the same in the end, and no character is gone that nobody
 * deleted, not even from inside a block that somebody deleted without having seen it. `MINUTA_FUZZ=long` or `FUZZ_SEEDS=n` runs more seeds.
 */
import * as prng from 'lib0/prng'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentProblems } from '../../shared/document/content-guard.ts'
import { keepSharedTexts } from '../../shared/document/empty-texts.ts'
import { adoptOrphans, watchForOrphans } from '../../shared/document/orphaned-words.ts'
import { boardFragment, readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record.ts'
import { Replica } from '../../shared/protocol/replica.ts'
import { boardIds, editOrigin, editRandomBoard, Ledger, rewriteRandomBlock, wordsOf } from '../helpers/random-edits.ts'

const seedCount = Number(process.env['FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 1000 : 30))
const stepCount = 120

/** Passes on what it gets, as it gets it, in one order for all. */
class Relay {
  readonly log: { readonly update: Uint8Array; readonly from: Computer }[] = []
}

class Computer {
  readonly replica = new Replica()
  readonly #relay: Relay
  readonly #unsent: Uint8Array[] = []
  #heard = 0

  constructor(client: number, relay: Relay, start: Uint8Array) {
    this.#relay = relay
    const { doc } = this.replica
    doc.clientID = client
    this.replica.receive(start, 'relay')
    keepSharedTexts(doc, (origin) => origin === editOrigin)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'relay') this.#unsent.push(update)
    })
  }

  get doc(): Y.Doc {
    return this.replica.doc
  }

  send(count: number): void {
    for (const update of this.#unsent.splice(0, count)) this.#relay.log.push({ update, from: this })
  }

  /** Takes the next `count` updates of others, one by one or joined, as a relay does for whoever comes back. */
  hear(count: number, isJoined: boolean): void {
    const updates = this.#relay.log.slice(this.#heard, this.#heard + count).filter(({ from }) => from !== this).map(({ update }) => update)
    this.#heard = Math.min(this.#heard + count, this.#relay.log.length)
    for (const update of isJoined && updates.length > 0 ? [Y.mergeUpdates(updates)] : updates) {
      const { result, orphans } = watchForOrphans(this.doc, update, (client) => client === this.doc.clientID, () => this.replica.receive(update, 'relay'))
      if (!result) throw new Error('the relay passes on what builds on what it passed on before')
      adoptOrphans(this.doc, orphans, 'adopted')
    }
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
    const kind = prng.int32(gen, 0, 9)
    if (kind < 5) editRandomBoard(gen, computer.doc, ledger)
    else if (kind < 7) rewriteRandomBlock(gen, computer.doc, ledger)
    else if (kind < 8) computer.send(prng.int32(gen, 0, 9))
    else computer.hear(prng.int32(gen, 0, 9), prng.bool(gen))
  }
  // What is put back travels, too: until nobody has anything to say.
  for (let said = -1; said !== relay.log.length;) {
    said = relay.log.length
    for (const computer of computers) computer.send(Infinity)
    for (const computer of computers) computer.hear(Infinity, prng.bool(gen))
    for (const computer of computers) computer.send(Infinity)
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
