/**
 * Random work on a workshop as the app does it: commands, and rich text by way of the editor's binding. Every character typed is
 * unique, so that it can be followed to wherever it ends up.
 */
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { Fragment, type Node as ProseMirrorNode } from 'prosemirror-model'
import { Transform } from '@tiptap/pm/transform'
import * as prng from 'lib0/prng'
import * as Y from 'yjs'
import { addBoard, deleteBoard, moveBoard, renameBoard, restoreBoard } from '../../shared/document/commands/board-commands.ts'
import { boardSchema } from '../../shared/document/boards/board-schema.ts'
import { setDetails } from '../../shared/document/commands/details-commands.ts'
import { movePart, setPartExcluded } from '../../shared/document/commands/minutes-commands.ts'
import { addMatter, deleteMatter, updateMatter } from '../../shared/document/commands/matters-commands.ts'
import { addPerson, deletePerson, movePerson, updatePerson } from '../../shared/document/commands/people-commands.ts'
import { addItem, deleteItem, moveItem, restoreItem, updateItem } from '../../shared/document/commands/programme-commands.ts'
import { boardFragment, readItems, readMatters, readPeople } from '../../shared/document/read-workshop.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { outcomeKinds } from '../../shared/model/workshop.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import { claimOutcomeNumber } from '../../shared/outcomes/numbering.ts'

/** Origin of every rich-text edit made here, as the editor's binding has one of its own. */
export const editOrigin = 'edit'

const firstCharacter = 0x4e00

/** What the whole room knows: which characters were typed, where, and what somebody deleted on purpose. */
export class Ledger {
  #next = firstCharacter
  /** Character → the elements around it when it was typed, as "client:clock". */
  readonly typed = new Map<string, readonly string[]>()
  readonly deleted = new Set<string>()
  readonly deletedElements = new Set<string>()
  /** Boards that were stored by somebody. */
  readonly boards = new Set<BoardId>()

  /** Whether `character` was typed here, and is no word of a file or a question. */
  isTyped(character: string): boolean {
    const code = character.charCodeAt(0)
    return code >= firstCharacter && code < this.#next
  }

  newCharacter(): string {
    const character = String.fromCharCode(this.#next)
    this.#next += 1
    return character
  }
}

/** One edit of the text, as the editor makes it: content to nodes, a ProseMirror transform, and back by the binding's diff. */
function edit(doc: Y.Doc, fragment: Y.XmlFragment, change: (transform: Transform) => void, ledger: Ledger, deletesBlocks = false): void {
  const { doc: before, meta } = initProseMirrorDoc(fragment, boardSchema)
  const full = before.childCount > 0 ? before : boardSchema.topNodeType.create(null, boardSchema.node('paragraph'))
  const transform = new Transform(full)
  change(transform)
  const ids = deletesBlocks ? elementIds(fragment) : new Set<string>()
  const old = new Set(full.textContent)
  doc.transact(() => updateYFragment(doc, fragment, transform.doc, meta), editOrigin)
  const kept = new Set(transform.doc.textContent)
  for (const character of old) if (!kept.has(character)) ledger.deleted.add(character)
  const left = elementIds(fragment)
  for (const id of ids) if (!left.has(id)) ledger.deletedElements.add(id)
  for (const [character, around] of charactersOf(fragment)) {
    if (ledger.isTyped(character) && !ledger.typed.has(character)) ledger.typed.set(character, around)
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

const editors: readonly ((gen: prng.PRNG, doc: Y.Doc, fragment: Y.XmlFragment, ledger: Ledger) => void)[] = [
  function type(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      if (block) transform.insert(block.pos + 1 + prng.int32(gen, 0, block.node.content.size), boardSchema.text(ledger.newCharacter()))
    }, ledger)
  },
  function erase(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      if (!block || block.node.content.size === 0) return
      const from = prng.int32(gen, 0, block.node.content.size - 1)
      transform.delete(block.pos + 1 + from, block.pos + 1 + prng.int32(gen, from, block.node.content.size))
    }, ledger)
  },
  function mark(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      const type = prng.oneOf(gen, [boardSchema.marks['bold'], boardSchema.marks['italic'], boardSchema.marks['link']])
      if (!block || !type) return
      const from = block.pos + 1 + prng.int32(gen, 0, block.node.content.size)
      const to = block.pos + 1 + block.node.content.size
      if (prng.bool(gen)) transform.addMark(from, to, type.create(type.name === 'link' ? { href: 'https://example.org' } : null))
      else transform.removeMark(from, to, type)
    }, ledger)
  },
  function split(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc))
      if (block && block.node.type.name === 'paragraph') transform.split(block.pos + 1 + prng.int32(gen, 0, block.node.content.size))
    }, ledger)
  },
  function insertBlock(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const at = prng.int32(gen, 0, transform.doc.childCount)
      let pos = 0
      for (let index = 0; index < at; index += 1) pos += transform.doc.child(index).nodeSize
      transform.insert(pos, Fragment.from(randomBlock(gen, ledger)))
    }, ledger)
  },
  function insertOutcome(gen, doc, fragment, ledger) {
    const id = `o-${ledger.newCharacter().charCodeAt(0)}`
    const kind = prng.oneOf(gen, [...outcomeKinds].slice(0, 3))
    doc.transact(() => {
      edit(doc, fragment, (transform) => {
        transform.insert(transform.doc.content.size, boardSchema.node('outcome', { id, kind }, boardSchema.text(ledger.newCharacter())))
      }, ledger)
      claimOutcomeNumber(doc, editOrigin, id, kind)
    }, editOrigin)
  },
  /** Also the last item of a list and the last cell of a row: what is left must still be valid. */
  function deleteNode(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
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

/** What an editor does by deleting a block and writing its words anew: to others' words on their way there is no block any more. */
const rewriters: typeof editors = [
  function join(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const places: number[] = []
      transform.doc.forEach((node, offset, index) => {
        const before = index > 0 ? transform.doc.child(index - 1) : null
        if (before?.isTextblock === true && node.isTextblock && before.type === node.type) places.push(offset)
      })
      if (places.length > 0) transform.join(prng.oneOf(gen, places))
    }, ledger)
  },
  function changeType(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc).filter(({ node }) => ['paragraph', 'heading'].includes(node.type.name)))
      const name = block?.node.type.name === 'heading' ? 'paragraph' : 'heading'
      const type = boardSchema.nodes[name]
      if (block && type) transform.setBlockType(block.pos + 1, block.pos + 1, type, name === 'heading' ? { level: 2 } : null)
    }, ledger)
  },
  function moveBlock(gen, doc, fragment, ledger) {
    edit(doc, fragment, (transform) => {
      const block = prng.oneOf(gen, textblocks(transform.doc).filter(({ node, pos }) => transform.doc.resolve(pos).depth === 0 && node.isTextblock))
      if (!block || transform.doc.childCount < 2) return
      transform.delete(block.pos, block.pos + block.node.nodeSize)
      transform.insert(prng.bool(gen) ? 0 : transform.doc.content.size, block.node)
    }, ledger)
  },
]

const commands: readonly ((gen: prng.PRNG, doc: Y.Doc) => unknown)[] = [
  (gen, doc) => addItem(doc, 'command', { title: prng.word(gen) }, prng.int32(gen, 0, 5)),
  (gen, doc) => withOne(gen, readItems(doc), ({ id }) => updateItem(doc, 'command', id, { title: prng.word(gen), held: prng.bool(gen) })),
  (gen, doc) => withOne(gen, readItems(doc), ({ id }) => moveItem(doc, 'command', id, prng.int32(gen, 0, 5))),
  (gen, doc) => withOne(gen, readItems(doc), ({ id }) => deleteItem(doc, 'command', id)),
  (gen, doc) => withOne(gen, [...rootsOf(doc).programme.keys()].sort(), (id) => restoreItem(doc, 'command', id as never)),
  (gen, doc) => addPerson(doc, 'command', { name: prng.word(gen), functions: [prng.word(gen)] }, prng.int32(gen, 0, 5)),
  (gen, doc) => withOne(gen, readPeople(doc), ({ id, functions }) => updatePerson(doc, 'command', id, { functions: [...functions, prng.word(gen)] })),
  (gen, doc) => withOne(gen, readPeople(doc), ({ id }) => movePerson(doc, 'command', id, prng.int32(gen, 0, 5))),
  (gen, doc) => withOne(gen, readPeople(doc), ({ id }) => deletePerson(doc, 'command', id)),
  (gen, doc) => addMatter(doc, 'command', { what: prng.word(gen) }, prng.int32(gen, 0, 3)),
  (gen, doc) => withOne(gen, readMatters(doc), ({ id }) => updateMatter(doc, 'command', id, { note: prng.word(gen), confidential: prng.bool(gen) })),
  (gen, doc) => withOne(gen, readMatters(doc), ({ id }) => deleteMatter(doc, 'command', id)),
  (gen, doc) => addBoard(doc, 'command', { title: prng.word(gen), item: null }),
  (gen, doc) => withOne(gen, boardIds(doc), (id) => renameBoard(doc, 'command', id, prng.word(gen))),
  (gen, doc) => withOne(gen, boardIds(doc), (id) => moveBoard(doc, 'command', id, prng.int32(gen, 0, 5))),
  (gen, doc) => withOne(gen, boardIds(doc), (id) => deleteBoard(doc, 'command', id)),
  (gen, doc) => withOne(gen, boardIds(doc), (id) => restoreBoard(doc, 'command', id)),
  (gen, doc) => setDetails(doc, 'command', { title: prng.word(gen), regions: [prng.word(gen), 'Corsica'] }),
  (gen, doc) => movePart(doc, 'command', ['a', 'b', 'c', 'd'], prng.oneOf(gen, ['a', 'b', 'c', 'd']), prng.int32(gen, 0, 3)),
  (gen, doc) => setPartExcluded(doc, 'command', prng.oneOf(gen, ['a', 'b']), prng.bool(gen)),
]

function withOne<T>(gen: prng.PRNG, list: readonly T[], use: (one: T) => unknown): void {
  if (list.length > 0) use(prng.oneOf(gen, [...list]))
}

/** One random edit of the text of one board, deleted or not. */
export function editRandomBoard(gen: prng.PRNG, doc: Y.Doc, ledger: Ledger): void {
  const fragment = boardFragment(doc, prng.oneOf(gen, boardIds(doc)))
  if (fragment) prng.oneOf(gen, [...editors])(gen, doc, fragment, ledger)
}

/** One block of one board, joined, turned into another or moved. */
export function rewriteRandomBlock(gen: prng.PRNG, doc: Y.Doc, ledger: Ledger): void {
  const fragment = boardFragment(doc, prng.oneOf(gen, boardIds(doc)))
  if (fragment) prng.oneOf(gen, [...rewriters])(gen, doc, fragment, ledger)
}

/** One random change of anything but text. */
export function runRandomCommand(gen: prng.PRNG, doc: Y.Doc): void {
  prng.oneOf(gen, [...commands])(gen, doc)
}

/** All boards, deleted ones too, in an order that does not depend on how they arrived. */
export function boardIds(doc: Y.Doc): BoardId[] {
  return [...rootsOf(doc).boards.keys()].sort() as BoardId[]
}

/** Everything that stands on any board, deleted ones too. */
export function wordsOf(doc: Y.Doc): string {
  return boardIds(doc).map((board) => [...(boardFragment(doc, board)?.createTreeWalker((node) => node instanceof Y.XmlText) ?? [])]
    .map((text) => ((text as Y.XmlText).toDelta() as readonly { insert: string }[]).map(({ insert }) => insert).join('')).join('')).join('')
}

/** Characters that were typed and are gone though nobody deleted them, nor anything around them. */
export function lostCharacters(doc: Y.Doc, ledger: Ledger): string[] {
  const present = new Set(wordsOf(doc))
  return [...ledger.typed].filter(([character, around]) =>
    !present.has(character) && !ledger.deleted.has(character) && !around.some((id) => ledger.deletedElements.has(id)))
    .map(([character]) => character)
}
