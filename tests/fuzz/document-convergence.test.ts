/**
 * Several people work on one workshop at once: commands and rich-text edits, made the way the editor's binding makes them, over a
 * network that delays, repeats, reorders and cuts. Whatever happens, all see the same in the end, every board stays one that an
 * editor may bind to, and no character is gone that nobody deleted.
 *
 * Every character is unique, so that it can be followed. `MINUTA_FUZZ=long` or `FUZZ_SEEDS=n` runs more seeds.
 */
import { initProseMirrorDoc, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as prng from 'lib0/prng'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { contentProblems } from '../../shared/document/boards/content-guard.ts'
import { keepSharedTexts } from '../../shared/document/boards/empty-texts.ts'
import { boardFragment, readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { boardIds, editOrigin, editRandomBoard, Ledger, lostCharacters, runRandomCommand } from '../helpers/random-edits.ts'

const seedCount = Number(process.env['FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 1000 : 40))
const stepCount = 150
const seeds = Array.from({ length: seedCount }, (_, seed) => seed + 1)

type Link = { readonly to: Peer; queue: Uint8Array[] }

class Peer {
  readonly doc = new Y.Doc()
  readonly links: Link[] = []
  bindingDeletions = 0

  constructor(clientId: number) {
    this.doc.clientID = clientId
    keepSharedTexts(this.doc, (origin) => origin === editOrigin)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') for (const link of this.links) link.queue.push(update)
    })
    this.doc.on('afterTransaction', ({ origin, deleteSet }: Y.Transaction) => {
      if (origin === ySyncPluginKey && deleteSet.clients.size > 0) this.bindingDeletions += 1
    })
  }
}

/** Delivers some of what waits on a link: in order or not, once or twice. */
function deliver(gen: prng.PRNG, link: Link): void {
  const count = prng.int32(gen, 0, link.queue.length)
  const batch = link.queue.splice(0, count)
  if (prng.int32(gen, 0, 3) === 0) batch.reverse()
  if (prng.int32(gen, 0, 3) === 0) batch.push(...batch)
  for (const update of batch) Y.applyUpdate(link.to.doc, update, 'network')
}

function play(seed: number): { peers: Peer[]; ledger: Ledger } {
  const gen = prng.create(seed)
  const ledger = new Ledger()
  const start = documentFromRecord({
    format: 'minuta-workshop-record', version: 1, workshop: { title: 'Fuzz' },
    programme: [{ kind: 'welcome', title: 'Welcome', boards: [{ content: [''] }] }, { kind: 'debate', title: 'Debate' }],
  })
  if (!start.ok) throw new Error(JSON.stringify(start.problems))
  const peers = Array.from({ length: 3 + (seed % 3) }, (_, index) => new Peer(1 + ((seed * 7 + index * 13) % 1000) + index * 1000))
  for (const peer of peers) Y.applyUpdate(peer.doc, start.update, 'network')
  for (const peer of peers) peer.links.push(...peers.filter((to) => to !== peer).map((to) => ({ to, queue: [] })))
  for (let step = 0; step < stepCount; step += 1) {
    const peer = prng.oneOf(gen, peers)
    const kind = prng.int32(gen, 0, 9)
    if (kind < 5) {
      editRandomBoard(gen, peer.doc, ledger)
    } else if (kind < 7) {
      runRandomCommand(gen, peer.doc)
    } else {
      // A link that is not chosen for a while is a network that was cut.
      deliver(gen, prng.oneOf(gen, peer.links))
    }
  }
  for (const peer of peers) {
    for (const link of peer.links) Y.applyUpdate(link.to.doc, Y.encodeStateAsUpdate(peer.doc, Y.encodeStateVector(link.to.doc)), 'network')
  }
  return { peers, ledger }
}

function expectConverged(peers: readonly Peer[]): void {
  const [first, ...others] = peers.map(({ doc }) => readWorkshop(doc))
  for (const other of others) expect(other).toEqual(first)
  const labels = first?.outcomes.map(({ label }) => label) ?? []
  expect(new Set(labels).size).toBe(labels.length)
  expect(first?.id).not.toBe('')
}

describe('people who work at the same time', () => {
  it.each(seeds)('DO11: see the same in the end, and lose nothing that nobody deleted (seed %i)', (seed) => {
    const { peers, ledger } = play(seed)
    expectConverged(peers)
    for (const peer of peers) {
      for (const board of boardIds(peer.doc)) {
        const fragment = boardFragment(peer.doc, board)
        if (!fragment) continue
        expect(contentProblems(fragment)).toEqual([])
        // What an editor does when somebody opens the board now.
        initProseMirrorDoc(fragment, boardSchema)
      }
      expect(lostCharacters(peer.doc, ledger)).toEqual([])
      expect(peer.bindingDeletions).toBe(0)
    }
  })
})
