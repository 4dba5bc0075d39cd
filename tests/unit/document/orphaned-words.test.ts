import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import { Transform } from '@tiptap/pm/transform'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { appendBlocks } from '../../../shared/document/boards/append-blocks.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { adoptOrphans, watchForOrphans } from '../../../shared/document/boards/orphaned-words.ts'
import { boardFragment } from '../../../shared/document/read-workshop.ts'

const { heading, paragraph } = boardSchema.nodes
if (!heading || !paragraph) throw new Error('the schema has lost its headings')

/** A board with `lines`, on Ana's computer and on Ben's. */
function twoComputers(...lines: string[]): { readonly ana: Board; readonly ben: Board } {
  const ana = new Y.Doc()
  const board = addBoard(ana, 'test', { title: 'Board', item: null })
  const ben = new Y.Doc()
  const fragmentOf = (doc: Y.Doc): Y.XmlFragment => {
    const fragment = boardFragment(doc, board)
    if (!fragment) throw new Error('no board')
    return fragment
  }
  for (const line of lines) {
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [new Y.XmlText(line)])
    fragmentOf(ana).insert(fragmentOf(ana).length, [element])
  }
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana))
  return { ana: { doc: ana, fragment: fragmentOf(ana) }, ben: { doc: ben, fragment: fragmentOf(ben) } }
}

type Board = { readonly doc: Y.Doc; readonly fragment: Y.XmlFragment }

/** An edit as the editor's binding writes it; gives back its update. */
function edit({ doc, fragment }: Board, change: (transform: Transform) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const take = (update: Uint8Array): number => updates.push(update)
  doc.on('update', take)
  const { doc: before, meta } = initProseMirrorDoc(fragment, boardSchema)
  const transform = new Transform(before)
  change(transform)
  updateYFragment(doc, fragment, transform.doc, meta)
  doc.off('update', take)
  return Y.mergeUpdates(updates)
}

/** Ana's computer hears of `update`; gives back what it says in return. */
function hear({ doc }: Board, update: Uint8Array): Uint8Array[] {
  const said: Uint8Array[] = []
  const { orphans } = watchForOrphans(doc, update, (client) => client === doc.clientID, () => Y.applyUpdate(doc, update, 'relay'))
  const take = (own: Uint8Array): number => said.push(own)
  doc.on('update', take)
  adoptOrphans(doc, orphans, 'adopted')
  doc.off('update', take)
  return said
}

const blocks = ({ fragment }: Board): string[] => fragment.toArray().map((block) => {
  if (!(block instanceof Y.XmlElement)) throw new Error('not a block')
  const words = block.toArray().map((text) => (text instanceof Y.XmlText ? (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('') : ''))
  return `${block.nodeName}: ${words.join('|')}`
})

/** Types `words` at `position` on Ana's board, unheard by Ben; then each hears of the other, and both have to see the same. */
function meet(lines: readonly string[], position: number, words: string, change: (transform: Transform) => void): string[] {
  const { ana, ben } = twoComputers(...lines)
  const typed = edit(ana, (transform) => transform.insert(position, boardSchema.text(words)))
  const changed = edit(ben, change)
  Y.applyUpdate(ben.doc, typed, 'relay')
  for (const update of hear(ana, changed)) Y.applyUpdate(ben.doc, update, 'relay')
  expect(blocks(ben)).toEqual(blocks(ana))
  return blocks(ana)
}

describe('words that go down with their block', () => {
  test('DO32: what their writer had deleted before does not come back, also where it is kept for undo', () => {
    const { ana, ben } = twoComputers('Hello')
    const undo = new Y.UndoManager(ana.fragment, { trackedOrigins: new Set([ySyncPluginKey]) })
    for (const update of [edit(ana, (transform) => transform.insert(6, boardSchema.text(' dear world'))), edit(ana, (transform) => transform.delete(7, 12))]) Y.applyUpdate(ben.doc, update, 'relay')
    expect([blocks(ana), blocks(ben), undo.canUndo()]).toEqual([['paragraph: Hello world'], ['paragraph: Hello world'], true])
    expect(hear(ana, edit(ben, (transform) => transform.setBlockType(1, 1, heading, { level: 1 })))).toEqual([])
    expect(blocks(ana)).toEqual(['heading: Hello world'])
    undo.destroy()
  })

  test('DO31: follow the words around them when their line is joined to the one before it', () => {
    expect(meet(['One.', 'Two three'], 6 + 1 + 3, ', and', (transform) => transform.join(6))).toEqual(['paragraph: One.Two, and three'])
  })

  test('DO31: follow them when their line becomes a heading', () => {
    expect(meet(['One', 'Two'], 5 + 1 + 3, ' more', (transform) => transform.setBlockType(6, 6, heading, { level: 2 }))).toEqual(['paragraph: One', 'heading: Two more'])
  })

  test('DO31: a space follows them, too, and makes no line of its own', () => {
    expect(meet(['One', 'Two'], 5 + 1 + 3, ' ', (transform) => transform.setBlockType(6, 6, heading, { level: 2 }))).toEqual(['paragraph: One', 'heading: Two '])
    expect(meet(['One', 'Two'], 5 + 1 + 3, ' ', (transform) => transform.delete(5, 10))).toEqual(['paragraph: One'])
  })

  test('DO31: follow them when their line is moved', () => {
    expect(meet(['One', 'Two', 'Three'], 1, 'No. ', (transform) => {
      const block = transform.doc.child(0)
      transform.delete(0, block.nodeSize).insert(transform.doc.content.size, block)
    })).toEqual(['paragraph: Two', 'paragraph: Three', 'paragraph: No. One'])
  })

  test('DO31: are a line of their own, where it stood, when their line was deleted', () => {
    expect(meet(['One', 'Two', 'Three'], 5 + 1 + 3, ' and what matters', (transform) => transform.delete(5, 10))).toEqual(['paragraph: One', 'paragraph:  and what matters', 'paragraph: Three'])
  })

  test('DO31: are a line of their own when their line was empty and became something else', () => {
    expect(meet(['One', ''], 5 + 1, 'New', (transform) => transform.setBlockType(6, 6, heading, { level: 2 }))).toEqual(['paragraph: One', 'heading: ', 'paragraph: New'])
  })

  test('DO32: nothing comes back that whoever deleted it had seen', () => {
    const { ana, ben } = twoComputers('One', 'Two')
    Y.applyUpdate(ben.doc, edit(ana, (transform) => transform.insert(9, boardSchema.text(' and more'))), 'relay')
    expect(hear(ana, edit(ben, (transform) => transform.delete(5, transform.doc.content.size)))).toEqual([])
    expect(blocks(ana)).toEqual(['paragraph: One'])
  })

  test('DO32: the words of others are left to their own computers', () => {
    const { ana, ben } = twoComputers('One', 'Two')
    const clara = { doc: new Y.Doc() }
    Y.applyUpdate(clara.doc, Y.encodeStateAsUpdate(ben.doc))
    const typed = edit(ana, (transform) => transform.insert(9, boardSchema.text('!')))
    const joined = edit(ben, (transform) => transform.join(5))
    Y.applyUpdate(clara.doc, typed, 'relay')
    expect(hear({ ...ben, doc: clara.doc }, joined)).toEqual([])
    expect(hear(ana, joined)).toHaveLength(1)
  })

  test('DO32: words that the same change brings back are not brought back twice when it arrives again', () => {
    const { ana, ben } = twoComputers('One', 'Two')
    edit(ana, (transform) => transform.insert(9, boardSchema.text('!')))
    const joined = edit(ben, (transform) => transform.join(5))
    expect(hear(ana, joined)).toHaveLength(1)
    expect(hear(ana, joined)).toEqual([])
    expect(hear(ana, Y.encodeStateAsUpdate(ben.doc))).toEqual([])
    expect(blocks(ana)).toEqual(['paragraph: OneTwo!'])
  })
})

test('EN140 a board that somebody took out of the document as a whole, which no version of Minuta does, takes its words along and keeps nothing else from arriving', () => {
  const { ana, ben } = twoComputers('Written')
  edit(ana, (transform) => transform.insert(8, boardSchema.text(' here')))
  ben.doc.getMap('boards').clear()
  expect(hear(ana, Y.encodeStateAsUpdate(ben.doc))).toEqual([])
  expect(ana.doc.getMap('boards').size).toBe(0)
})

describe('ED135: words that go down with a block that somebody moves to another board', () => {
  test.each([
    ['follow it', ['One.', 'Two three'], 6 + 1 + 3, ', and', ['paragraph: One.'], ['paragraph: Two, and three']],
    ['follow it also where a line that ends as it does is left', ['No', 'o'], 4 + 1 + 1, 'h', ['paragraph: No'], ['paragraph: oh']],
  ])('%s', (_, lines, position, words, left, gone) => {
    const { ana, ben } = twoComputers(...lines)
    const board = addBoard(ben.doc, 'test', { title: 'Other', item: null })
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(ben.doc))
    const otherOf = (doc: Y.Doc): Y.XmlFragment => boardFragment(doc, board) as Y.XmlFragment
    const typed = edit(ana, (transform) => transform.insert(position, boardSchema.text(words)))
    const moved = edit(ben, (transform) => {
      const line = transform.doc.child(1)
      const start = transform.doc.child(0).nodeSize
      ben.doc.transact(() => {
        appendBlocks(otherOf(ben.doc), boardSchema.node('doc', null, [line]))
      })
      transform.delete(start, start + line.nodeSize)
    })
    Y.applyUpdate(ben.doc, typed, 'relay')
    for (const update of hear(ana, moved)) Y.applyUpdate(ben.doc, update, 'relay')
    for (const { doc, fragment } of [ana, ben]) {
      expect(blocks({ doc, fragment })).toEqual(left)
      expect(blocks({ doc, fragment: otherOf(doc) })).toEqual(gone)
    }
  })
})
