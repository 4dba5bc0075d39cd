/**
 * Several people work on one workshop at once: commands and rich-text edits, made the way the editor's binding makes them, over a
 * network that delays, repeats, reorders and cuts. Whatever happens, all see the same in the end, every board stays one that an
 * editor may bind to, and no character is gone that nobody deleted.
 *
 * Every character is unique, so that it can be followed. `MINUTA_FUZZ=long` or `FUZZ_SEEDS=n` runs more seeds.
 */
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import { Fragment, type Node as ProseMirrorNode } from 'prosemirror-model'
import { Transform } from 'prosemirror-transform'
import * as prng from 'lib0/prng'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addBoard, deleteBoard, moveBoard, renameBoard, restoreBoard } from '../../shared/document/board-commands.ts'
import { boardSchema } from '../../shared/document/board-schema.ts'
import { contentProblems } from '../../shared/document/content-guard.ts'
import { keepSharedTexts } from '../../shared/document/empty-texts.ts'
import { setDetails } from '../../shared/document/details-commands.ts'
import { movePart, setPartExcluded } from '../../shared/document/minutes-commands.ts'
import { addPerson, deletePerson, movePerson, updatePerson } from '../../shared/document/people-commands.ts'
import { addItem, deleteItem, moveItem, restoreItem, updateItem } from '../../shared/document/programme-commands.ts'
import { boardFragment, readItems, readPeople, readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { outcomeKinds } from '../../shared/model/workshop.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import { claimOutcomeNumber } from '../../shared/outcomes/numbering.ts'

const seedCount = Number(process.env['FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 1000 : 40))
const stepCount = 150
const seeds = Array.from({ length: seedCount }, (_, seed) => seed + 1)

type Link = { readonly to: Peer; queue: Uint8Array[] }

/** What the whole room knows: which characters were typed, where, and what somebody deleted on purpose. */
class Ledger {
  #next = 0x4e00
  /** Character → the elements around it when it was typed, as "client:clock". */
  readonly typed = new Map<string, readonly string[]>()
  readonly deleted = new Set<string>()
  readonly deletedElements = new Set<string>()

  newCharacter(): string {
    const character = String.fromCharCode(this.#next)
    this.#next += 1
    return character
  }
}

class Peer {
  readonly doc = new Y.Doc()
  readonly links: Link[] = []
  bindingDeletions = 0

  constructor(clientId: number) {
    this.doc.clientID = clientId
    keepSharedTexts(this.doc, (origin) => origin === 'edit')
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') for (const link of this.links) link.queue.push(update)
    })
    this.doc.on('afterTransaction', ({ origin, deleteSet }: Y.Transaction) => {
      if (origin === ySyncPluginKey && deleteSet.clients.size > 0) this.bindingDeletions += 1
    })
  }

  get boards(): BoardId[] {
    return [...rootsOf(this.doc).boards.keys()].sort() as BoardId[]
  }
}

/** One edit of the text, as the editor makes it: content to nodes, a ProseMirror transform, and back by the binding's diff. */
function edit(peer: Peer, fragment: Y.XmlFragment, change: (transform: Transform) => void, ledger: Ledger, deletesBlocks = false): void {
  const { doc: before, meta } = initProseMirrorDoc(fragment, boardSchema)
  const full = before.childCount > 0 ? before : boardSchema.topNodeType.create(null, boardSchema.node('paragraph'))
  const transform = new Transform(full)
  change(transform)
  const ids = deletesBlocks ? elementIds(fragment) : new Set<string>()
  const old = new Set(full.textContent)
  peer.doc.transact(() => updateYFragment(peer.doc, fragment, transform.doc, meta), 'edit')
  const kept = new Set(transform.doc.textContent)
  for (const character of old) if (!kept.has(character)) ledger.deleted.add(character)
  const left = elementIds(fragment)
  for (const id of ids) if (!left.has(id)) ledger.deletedElements.add(id)
  for (const [character, around] of charactersOf(fragment)) {
    if (!ledger.typed.has(character)) ledger.typed.set(character, around)
  }
}

function idOf(type: Y.XmlElement): string {
  const id = Y.createRelativePositionFromTypeIndex(type, 0).type
  return `${id?.client}:${id?.clock}`
}

function elementIds(fragment: Y.XmlFragment): Set<string> {
  return new Set([...fragment.createTreeWalker(() => true)].filter((node) => node instanceof Y.XmlElement).map(idOf))
}

/** Every character of a board with the elements around it. */
function charactersOf(fragment: Y.XmlFragment): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const node of fragment.createTreeWalker(() => true)) {
    if (!(node instanceof Y.XmlText)) continue
    const around: string[] = []
    for (let at: unknown = node.parent; at instanceof Y.XmlElement; at = at.parent) around.push(idOf(at))
    for (const { insert } of node.toDelta() as readonly { insert: string }[]) for (const character of insert) found.set(character, around)
  }
  return found
}

/** Positions inside text blocks, by block. */
function textblocks(doc: ProseMirrorNode): { node: ProseMirrorNode; pos: number }[] {
  const found: { node: ProseMirrorNode; pos: number }[] = []
  doc.descendants((node, pos) => {
    if (node.isTextblock) found.push({ node, pos })
  })
  return found
}

function randomBlock(gen: prng.PRNG, ledger: Ledger): ProseMirrorNode {
  const words = () => boardSchema.text(ledger.newCharacter() + ledger.newCharacter())
  const paragraph = () => boardSchema.node('paragraph', null, words())
  const list = (name: string, item: string) => boardSchema.node(name, null, [1, 2].map(() => boardSchema.node(item, null, paragraph())))
  return prng.oneOf(gen, [
    paragraph,
    () => boardSchema.node('paragraph'),
    () => boardSchema.node('heading', { level: 2 }, words()),
    () => list('bulletList', 'listItem'),
    () => list('taskList', 'taskItem'),
    () => boardSchema.node('blockquote', null, paragraph()),
    () => boardSchema.node('codeBlock', null, words()),
    () => boardSchema.node('table', null, [0, 1].map((row) => boardSchema.node('tableRow', null,
      [0, 1].map(() => boardSchema.node(row === 0 ? 'tableHeader' : 'tableCell', null, paragraph()))))),
  ])()
}

const editors: readonly ((gen: prng.PRNG, peer: Peer, fragment: Y.XmlFragment, ledger: Ledger) => void)[] = [
  function type(gen, peer, fragment, ledger) {
    edit(peer, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      if (block) transform.insert(block.pos + 1 + prng.int32(gen, 0, block.node.content.size), boardSchema.text(ledger.newCharacter()))
    }, ledger)
  },
  function erase(gen, peer, fragment, ledger) {
    edit(peer, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      if (!block || block.node.content.size === 0) return
      const from = prng.int32(gen, 0, block.node.content.size - 1)
      transform.delete(block.pos + 1 + from, block.pos + 1 + prng.int32(gen, from, block.node.content.size))
    }, ledger)
  },
  function mark(gen, peer, fragment, ledger) {
    edit(peer, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      const type = prng.oneOf(gen, [boardSchema.marks['bold'], boardSchema.marks['italic'], boardSchema.marks['link']])
      if (!block || !type) return
      const from = block.pos + 1 + prng.int32(gen, 0, block.node.content.size)
      const to = block.pos + 1 + block.node.content.size
      if (prng.bool(gen)) transform.addMark(from, to, type.create(type.name === 'link' ? { href: 'https://example.org' } : null))
      else transform.removeMark(from, to, type)
    }, ledger)
  },
  function split(gen, peer, fragment, ledger) {
    edit(peer, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      if (block && block.node.type.name === 'paragraph') transform.split(block.pos + 1 + prng.int32(gen, 0, block.node.content.size))
    }, ledger)
  },
  function insertBlock(gen, peer, fragment, ledger) {
    edit(peer, fragment, (transform) => {
      const at = prng.int32(gen, 0, transform.doc.childCount)
      let pos = 0
      for (let index = 0; index < at; index += 1) pos += transform.doc.child(index).nodeSize
      transform.insert(pos, Fragment.from(randomBlock(gen, ledger)))
    }, ledger)
  },
  function insertOutcome(gen, peer, fragment, ledger) {
    const id = `o-${ledger.newCharacter()}`
    const kind = prng.oneOf(gen, [...outcomeKinds].slice(0, 3))
    peer.doc.transact(() => {
      edit(peer, fragment, (transform) => {
        transform.insert(transform.doc.content.size, boardSchema.node('outcome', { id, kind }, boardSchema.text(ledger.newCharacter())))
      }, ledger)
      claimOutcomeNumber(peer.doc, 'edit', id, kind)
    }, 'edit')
  },
  /** Also the last item of a list and the last cell of a row: what is left must still be valid. */
  function deleteNode(gen, peer, fragment, ledger) {
    edit(peer, fragment, (transform) => {
      const found: { pos: number; size: number }[] = []
      transform.doc.descendants((node, pos) => {
        if (node.isBlock) found.push({ pos, size: node.nodeSize })
      })
      const target = prng.oneOf(gen, found)
      if (!target || target.size >= transform.doc.content.size) return
      const { parent } = transform.doc.resolve(target.pos)
      if (parent.type.validContent(parent.content.cut(0, 0)) || parent.childCount > 1) transform.delete(target.pos, target.pos + target.size)
    }, ledger, true)
  },
]

const commands: readonly ((gen: prng.PRNG, peer: Peer) => unknown)[] = [
  (gen, { doc }) => addItem(doc, 'command', { title: prng.word(gen) }, prng.int32(gen, 0, 5)),
  (gen, { doc }) => withOne(gen, readItems(doc), ({ id }) => updateItem(doc, 'command', id, { title: prng.word(gen), held: prng.bool(gen) })),
  (gen, { doc }) => withOne(gen, readItems(doc), ({ id }) => moveItem(doc, 'command', id, prng.int32(gen, 0, 5))),
  (gen, { doc }) => withOne(gen, readItems(doc), ({ id }) => deleteItem(doc, 'command', id)),
  (gen, { doc }) => withOne(gen, [...rootsOf(doc).programme.keys()].sort(), (id) => restoreItem(doc, 'command', id as never)),
  (gen, { doc }) => addPerson(doc, 'command', { name: prng.word(gen), functions: [prng.word(gen)] }, prng.int32(gen, 0, 5)),
  (gen, { doc }) => withOne(gen, readPeople(doc), ({ id, functions }) => updatePerson(doc, 'command', id, { functions: [...functions, prng.word(gen)] })),
  (gen, { doc }) => withOne(gen, readPeople(doc), ({ id }) => movePerson(doc, 'command', id, prng.int32(gen, 0, 5))),
  (gen, { doc }) => withOne(gen, readPeople(doc), ({ id }) => deletePerson(doc, 'command', id)),
  (gen, { doc }) => addBoard(doc, 'command', { title: prng.word(gen), item: null }),
  (gen, peer) => withOne(gen, peer.boards, (id) => renameBoard(peer.doc, 'command', id, prng.word(gen))),
  (gen, peer) => withOne(gen, peer.boards, (id) => moveBoard(peer.doc, 'command', id, prng.int32(gen, 0, 5))),
  (gen, peer) => withOne(gen, peer.boards, (id) => deleteBoard(peer.doc, 'command', id)),
  (gen, peer) => withOne(gen, peer.boards, (id) => restoreBoard(peer.doc, 'command', id)),
  (gen, { doc }) => setDetails(doc, 'command', { title: prng.word(gen), regions: [prng.word(gen), 'Corsica'] }),
  (gen, { doc }) => movePart(doc, 'command', ['a', 'b', 'c', 'd'], prng.oneOf(gen, ['a', 'b', 'c', 'd']), prng.int32(gen, 0, 3)),
  (gen, { doc }) => setPartExcluded(doc, 'command', prng.oneOf(gen, ['a', 'b']), prng.bool(gen)),
]

function withOne<T>(gen: prng.PRNG, list: readonly T[], use: (one: T) => unknown): void {
  if (list.length > 0) use(prng.oneOf(gen, [...list]))
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
      const fragment = boardFragment(peer.doc, prng.oneOf(gen, peer.boards))

      if (fragment) prng.oneOf(gen, [...editors])(gen, peer, fragment, ledger)
    } else if (kind < 7) {
      prng.oneOf(gen, [...commands])(gen, peer)
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
      const present = new Set<string>()
      for (const board of peer.boards) {
        const fragment = boardFragment(peer.doc, board)
        if (!fragment) continue
        expect(contentProblems(fragment)).toEqual([])
        // What an editor does when somebody opens the board now.
        initProseMirrorDoc(fragment, boardSchema)
        for (const character of charactersOf(fragment).keys()) present.add(character)
      }
      const lost = [...ledger.typed].filter(([character, around]) =>
        !present.has(character) && !ledger.deleted.has(character) && !around.some((id) => ledger.deletedElements.has(id)))
      expect(lost).toEqual([])
      expect(peer.bindingDeletions).toBe(0)
    }
  })
})
