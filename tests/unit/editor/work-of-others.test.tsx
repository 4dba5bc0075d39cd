import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { boardBlocks, peopleBlocks } from '../../../renderer/editor/blocks.ts'
import { SlashMenu, SlashMenuStore } from '../../../renderer/editor/slash/slash-menu.ts'
import { plainText } from '../../../shared/document/boards/board-content.ts'
import type { PersonId } from '../../../shared/model/ids.ts'
import type { Person } from '../../../shared/model/workshop.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { isOfTwoWriters, mendOutcomes } from '../../../shared/document/boards/mend-outcomes.ts'
import { readBoardContent, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { outcomeElements } from '../../../shared/document/boards/second-outcomes.ts'
import { boardOpener, connect, drop, outline, paste, placeOf, press, replicaOf, select, stopCapturing, sync, twoOn, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open = boardOpener()
const blocks = boardBlocks((key) => key, (key) => key, () => undefined)
const atEnd = (peer: Peer): void => select(peer, peer.editor.state.doc.content.size - 1)

describe('ED30: undo takes nothing of others', () => {
  test.each([
    ['outcome', ({ editor }: Peer) => press(editor, 'Ctrl-Alt-d')],
    ['heading', ({ editor }: Peer) => editor.commands.toggleHeading({ level: 2 })],
    ['list', ({ editor }: Peer) => editor.commands.toggleList('bulletList', 'listItem')],
    ['quote', ({ editor }: Peer) => editor.commands.toggleWrap('blockquote')],
    ['table', ({ editor }: Peer) => blocks.find(({ id }) => id === 'table')?.apply(editor)],
  ] as const)('%s: what somebody else wrote into the block that is undone stays, and so does the rest', (_name, make) => {
    const { ana, ben, board } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    make(ana)
    let line = 0
    ben.editor.state.doc.descendants((node, position) => {
      if (line === 0 && position > 0 && node.isTextblock && node.content.size === 0) line = position + 1
    })
    select(ben, line)
    typeText(ben.editor, 'words of Ben')
    ana.editor.commands.undo()
    const words = plainText(readBoardContent(ben.doc, board))
    expect(words).toContain('words of Ben')
    expect(words).toContain('start')
    ana.binding.checkForDrift()
    expect(ana.drifts).toEqual([])
  })

  test.each([[1, 2], [2, 1]])('ED110: of a field that two people filled in at the same time, undo gives back what stood there before, and never nothing (clients %i and %i)', (first, second) => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    atEnd(ana)
    press(ana.editor, 'Ctrl-Alt-a')
    sync(ana.doc, ben.doc)
    ana.doc.clientID = first
    ben.doc.clientID = second
    const name = (owner: string, { editor: { state, view } }: Peer): void => view.dispatch(state.tr.setNodeAttribute(state.doc.child(0).nodeSize, 'owner', owner))
    name('Before', ben)
    sync(ana.doc, ben.doc)
    stopCapturing(ana)
    stopCapturing(ben)
    name('Ana', ana)
    name('Ben', ben)
    sync(ana.doc, ben.doc)
    const owner = (): unknown => ben.editor.state.doc.child(1).attrs['owner']
    const won = owner()
    const winner = won === 'Ana' ? ana : ben
    winner.editor.commands.undo()
    sync(ana.doc, ben.doc)
    expect(owner()).toBe('Before')
    winner.editor.commands.redo()
    sync(ana.doc, ben.doc)
    expect(owner()).toBe(won)
    expect([ana.drifts, ben.drifts]).toEqual([[], []])
  })

  test('ED66: what undo leaves because of others stays what it is: a confidential decision keeps its id, its number and its owner', () => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    press(ana.editor, 'Ctrl-Alt-a')
    typeText(ana.editor, 'We agree')
    ana.editor.commands.toggleConfidential()
    const made = ana.editor.state.doc.child(1)
    atEnd(ben)
    typeText(ben.editor, ' to go')
    ana.editor.commands.undo()
    const left = ben.editor.state.doc.children.find(({ type }) => type.name === 'outcome')
    expect(left?.textContent).toBe(' to go')
    expect(left?.attrs).toEqual(made.attrs)
    ana.editor.commands.redo()
    expect(ben.editor.state.doc.child(1).textContent).toBe('We agree to go')
  })

  test.each([
    ['its words', (ben: Peer) => {
      select(ben, placeOf(ben, 'agree', 5))
      typeText(ben.editor, ' words of Ben')
    }],
    ['its owner', ({ editor: { state, view } }: Peer) => view.dispatch(state.tr.setNodeAttribute(state.doc.child(0).nodeSize, 'owner', 'words of Ben'))],
  ] as const)('ED80: what others put in a block is theirs also after the block was deleted and brought back: %s', (_what, write) => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    press(ana.editor, 'Ctrl-Alt-a')
    typeText(ana.editor, 'We agree')
    write(ben)
    stopCapturing(ana)
    const { doc, tr } = ana.editor.state
    ana.editor.view.dispatch(tr.delete(doc.child(0).nodeSize, doc.content.size))
    ana.editor.commands.undo()
    ana.editor.commands.undo()
    expect(JSON.stringify(ben.editor.getJSON())).toContain('words of Ben')
    expect(JSON.stringify(ben.editor.getJSON())).not.toContain('We agree')
    ana.editor.commands.redo()
    expect(ben.editor.state.doc.child(1).textContent).toContain('We agree')
    ana.binding.checkForDrift()
    expect(ana.drifts).toEqual([])
  })

  test.each([
    ['deleted', (ben: Peer): unknown => ben.editor.commands.deleteSelection(), 'paragraph: start\nparagraph: end'],
    ['moved', (ben: Peer): unknown => drop(ben, 0), 'outcome: Go\nparagraph: start\nparagraph: end'],
  ] as const)('ED85: redo leaves nothing where an outcome of somebody else was that is %s again, but what others filled in since', (_what, change, changed) => {
    const { ana, ben } = twoOn(open, '<p>start</p><div data-outcome="x1" data-kind="action">Go</div><p>end</p>')
    connect(ana.doc, ben.doc)
    const before = outline(ana.editor)
    ben.editor.commands.setNodeSelection(placeOf(ben, 'Go') - 1)
    change(ben)
    for (let count = 0; count < 2; count += 1) {
      ben.editor.commands.undo()
      expect(outline(ana.editor)).toBe(before)
      ben.editor.commands.redo()
      expect(outline(ana.editor)).toBe(changed)
    }
    ben.editor.commands.undo()
    ana.editor.view.dispatch(ana.editor.state.tr.setNodeAttribute(placeOf(ana, 'Go') - 1, 'owner', 'words of Ana'))
    ben.editor.commands.redo()
    expect(JSON.stringify(ben.editor.getJSON())).toContain('words of Ana')
    ben.binding.checkForDrift()
    expect(ben.drifts).toEqual([])
  })

  test.each(['own', 'other'])('ED83: words that were brought back are taken back whole, also where %s words stood between them', (whose) => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    typeText(ana.editor, 'hello world')
    stopCapturing(ana)
    select(ana, placeOf(ana, 'hello'), placeOf(ana, 'world', 5))
    ana.editor.commands.deleteSelection()
    ana.editor.commands.undo()
    const writer = whose === 'own' ? ana : ben
    select(writer, placeOf(writer, 'hello', 5))
    typeText(writer.editor, 'X')
    if (whose === 'own') ana.editor.commands.undo()
    ana.editor.commands.undo()
    expect(outline(ben.editor)).toBe(`paragraph: start\nparagraph: ${whose === 'own' ? '' : 'X'}`)
    ana.editor.commands.redo()
    expect(outline(ben.editor)).toBe(`paragraph: start\nparagraph: ${whose === 'own' ? 'hello world' : 'helloX world'}`)
    ana.binding.checkForDrift()
    expect(ana.drifts).toEqual([])
  })

  test.each([
    ['a heading', '<h3>Coast</h3>', { level: 3 }],
    ['a confidential line', '<p>intro</p><p data-confidential="">Coast</p>', { confidential: true }],
  ])('ED66: so does %s that was pasted, also when its making was undone and done again before', (_what, html, attributes) => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    paste(ana.editor, html)
    ana.editor.commands.undo()
    ana.editor.commands.redo()
    select(ben, placeOf(ben, 'Coast', 5))
    typeText(ben.editor, ' words of Ben')
    ana.editor.commands.undo()
    select(ben, placeOf(ben, 'words of Ben'))
    expect(ben.editor.state.selection.$from.parent.attrs).toMatchObject(attributes)
    expect(contentProblems(ben.fragment)).toEqual([])
  })

  test.each([
    ['an outcome', '<div data-outcome="x1" data-kind="action">Go</div>', 'owner'],
    ['a picture', `<img data-blob="${'a'.repeat(64)}">`, 'caption'],
  ])('ED66: %s in which somebody else filled in a field stays when its making is undone', (_what, html, field) => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    paste(ana.editor, html)
    const place = ({ editor }: Peer): number => editor.state.doc.children.findIndex(({ attrs }) => attrs[field] === 'Ben')
    let at = -1
    ben.editor.state.doc.forEach((node, position) => {
      if (node.type.name === 'outcome' || node.type.name === 'image') at = position
    })
    ben.editor.view.dispatch(ben.editor.state.tr.setNodeAttribute(at, field, 'Ben'))
    ana.editor.commands.undo()
    expect([place(ana), place(ben)]).toEqual([1, 1])
  })

  test.each([
    ['Ana', 'one', 'four'], ['Ana', 'four', 'one'], ['Ben', 'one', 'four'], ['Ben', 'four', 'one'],
  ])('ED75: an outcome that two moved while they were apart is two on the board, also when %s undoes that (to “%s” and “%s”)', async (who, byAna, byBen) => {
    const { ana, ben, board } = twoOn(open, '<p>one</p><p>two</p><div data-outcome="x1" data-kind="decision">Go</div><p>three</p><p>four</p>')
    const engine = replicaOf(ana.doc)
    // Ana's is the older one.
    ana.doc.clientID = 11
    ben.doc.clientID = 22
    const original = readWorkshop(ana.doc).outcomes.map(({ id, label }) => ({ id, label }))
    for (const [peer, words] of [[ana, byAna], [ben, byBen]] as const) {
      stopCapturing(peer)
      const at = placeOf(peer, 'Go') - 1
      peer.editor.commands.setNodeSelection(at)
      drop(peer, placeOf(peer, words) - 1)
    }
    for (const { doc } of [ana, ben]) sync(doc, engine)
    expect(mendOutcomes(engine, 'engine')).toBe(1)
    for (const { doc } of [ana, ben]) sync(doc, engine)
    const found = readWorkshop(ben.doc).outcomes.map(({ id, label }) => ({ id, label }))
    expect(found.map(({ label }) => label).toSorted()).toEqual(['D-1', 'D-2'])
    expect(found).toContainEqual(original[0])
    const mover = who === 'Ana' ? ana : ben
    mover.editor.commands.undo()
    // The engine mends it in the same moment.
    Y.applyUpdate(engine, Y.encodeStateAsUpdate(mover.doc))
    mendOutcomes(engine, 'engine', isOfTwoWriters)
    await Promise.resolve()
    expect(outline(mover.editor).match(/outcome: .*/gu)).toEqual(['outcome: Go', 'outcome: Go'])
    for (const { doc } of [mover, ana, ben]) sync(doc, engine)
    expect(readBoardContent(ana.doc, board)).toEqual(readBoardContent(ben.doc, board))
    expect(outcomeElements(ana.fragment).filter(({ id }) => id === 'x1').length).toBe(1)
    expect(mendOutcomes(engine, 'engine')).toBe(0)
    for (const peer of [ana, ben]) peer.binding.checkForDrift()
    expect([...ana.drifts, ...ben.drifts]).toEqual([])
  })

  test('ED66: a field that one filled in oneself is taken back alone', () => {
    const { ana, ben } = twoOn(open, '<p>start</p><p></p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    press(ana.editor, 'Ctrl-Alt-d')
    typeText(ana.editor, 'Go')
    const at = placeOf(ana, 'Go') - 1
    stopCapturing(ana)
    ana.editor.view.dispatch(ana.editor.state.tr.setNodeAttribute(at, 'effective', 'soon'))
    stopCapturing(ana)
    ana.editor.view.dispatch(ana.editor.state.tr.setNodeAttribute(at, 'basis', 'law'))
    expect(ben.editor.state.doc.nodeAt(at)?.attrs).toMatchObject({ effective: 'soon', basis: 'law' })
    ana.editor.commands.undo()
    ana.editor.commands.undo()
    expect(ben.editor.state.doc.nodeAt(at)?.attrs).toMatchObject({ effective: null, basis: '' })
    ana.editor.commands.redo()
    expect(ben.editor.state.doc.nodeAt(at)?.attrs).toMatchObject({ effective: 'soon', basis: '' })
  })

  test('what somebody else writes behind an undo is shown, also on a board that they have made shorter, and the next letter does not take it back', () => {
    const { ana, ben } = twoOn(open, '<p>a long line of words</p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    atEnd(ana)
    typeText(ana.editor, '!')
    select(ben, 1, placeOf(ben, 'words'))
    ben.editor.commands.deleteSelection()
    ana.editor.commands.undo()
    typeText(ben.editor, 'B')
    expect(ana.drifts).toEqual([])
    typeText(ana.editor, '?')
    expect(outline(ben.editor)).toBe('paragraph: Bwords?')
  })
})

describe('peers do not answer each other', () => {
  const table = '<p>above</p><table><tr><td><p>one</p></td><td><p>z</p></td></tr></table><p>below</p>'

  test('ED24: a table that got a column here and a row there is mended once, by whoever writes in it', () => {
    const { ana, ben } = twoOn(open, table)
    for (const person of [ana, ben]) select(person, placeOf(person, 'one'))
    ana.editor.commands.addColumnAfter()
    ben.editor.commands.addRowAfter()
    sync(ana.doc, ben.doc)
    // The next letter of each, before the other's arrives.
    select(ana, placeOf(ana, 'above'))
    typeText(ana.editor, 'A')
    select(ben, placeOf(ben, 'below'))
    typeText(ben.editor, 'B')
    connect(ana.doc, ben.doc)
    for (const { binding, drifts } of [ana, ben]) {
      binding.checkForDrift()
      expect(drifts).toEqual([])
    }
    const cells = (): readonly number[] => (ana.fragment.toArray().find((child) => (child as Y.XmlElement).nodeName === 'table') as Y.XmlElement).toArray().map((row) => (row as Y.XmlElement).length)
    expect(cells()).toEqual([3, 2])
    select(ben, placeOf(ben, 'one'))
    typeText(ben.editor, 'C')
    expect(cells()).toEqual([3, 3])
  })
})

describe('ED67: a table that got a column here and a row there is mended before anything else is done to it', () => {
  test.each([
    ['addRowAfter', [3, 3, 3]],
    ['addRowBefore', [3, 3, 3]],
    ['addColumnAfter', [4, 4]],
    ['addColumnBefore', [4, 4]],
    ['deleteColumn', [2, 2]],
    ['deleteRow', [3]],
    ['toggleHeaderRow', [3, 3]],
    ['toggleHeaderColumn', [3, 3]],
  ] as const)('%s', (command, cells) => {
    const { ana, ben } = twoOn(open, '<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table><p>below</p>')
    for (const person of [ana, ben]) select(person, placeOf(person, 'one'))
    ana.editor.commands.addColumnAfter()
    ben.editor.commands.addRowAfter()
    connect(ana.doc, ben.doc)
    const rows = (): readonly Y.XmlElement[] => (ben.fragment.get(0) as Y.XmlElement).toArray() as Y.XmlElement[]
    expect(rows().map(({ length }) => length)).toEqual([3, 2])
    // The row that is short.
    let last = 0
    ana.editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'tableCell') last = position
    })
    select(ana, last + 2)
    ana.editor.commands[command]()
    expect(contentProblems(ben.fragment)).toEqual([])
    expect(rows().map(({ length }) => length)).toEqual(cells)
    expect(outline(ben.editor)).toContain('one')
    // One step of undo.
    ana.editor.commands.undo()
    expect(contentProblems(ben.fragment)).toEqual([])
    expect(outline(ben.editor)).toContain('one')
  })
})

describe('what two people do to the same words', () => {
  test('ED25: bold here and code there is no difference between view and document', () => {
    const { ana, ben } = twoOn(open, '<p>one two three</p>')
    for (const person of [ana, ben]) select(person, placeOf(person, 'two'), placeOf(person, 'two', 3))
    ana.editor.commands.toggleMark('bold')
    ben.editor.commands.toggleMark('code')
    connect(ana.doc, ben.doc)
    for (const { binding, drifts } of [ana, ben]) {
      binding.checkForDrift()
      expect(drifts).toEqual([])
    }
  })

  test('words that somebody wrote behind a break which was undone stay when the line is changed', () => {
    const { ana, ben, board } = twoOn(open, '<p>abcdef</p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    select(ana, 4)
    press(ana.editor, 'Shift-Enter')
    atEnd(ben)
    typeText(ben.editor, ' and words of Ben')
    ana.editor.commands.undo()
    select(ben, 2)
    ben.editor.commands.toggleConfidential()
    expect(outline(ben.editor)).toBe('paragraph: abcdef and words of Ben')
    expect(plainText(readBoardContent(ben.doc, board))).toBe('abcdef and words of Ben')
    select(ana, 3)
    typeText(ana.editor, 'X')
    expect(plainText(readBoardContent(ben.doc, board))).toBe('abXcdef and words of Ben')
  })
})

const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 30) })

test.each(['/tab', '@Guy'])('ED73: what is offered for “%s” goes when the focus leaves the text, and stays when the window is left for another one', async (typed) => {
  const store = new SlashMenuStore()
  const { doc, board } = workshopWithBoard()
  const { editor } = open(doc, board, { extra: [SlashMenu.configure({ store, blocks: () => blocks, people: () => peopleBlocks([{ id: 'p1' as PersonId, name: 'Guy Esclopé', organisation: 'ESC' } as Person]) })] })
  const field = document.createElement('input')
  document.body.append(editor.view.dom, field)
  editor.view.dom.focus()
  typeText(editor, typed)
  await settled()
  editor.view.dom.dispatchEvent(new FocusEvent('blur'))
  await settled()
  expect(store.getState()?.blocks.length).toBe(1)
  field.focus()
  await settled()
  expect(store.getState()).toBe(null)
  expect(outline(editor)).toBe(`paragraph: ${typed}`)
  field.remove()
})

test('ED50: the menu of "/" stays open while others write', async () => {
  const store = new SlashMenuStore()
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board, { extra: [SlashMenu.configure({ store, blocks: () => blocks, people: () => [] })] })
  ana.editor.commands.setContent('<p>first</p><p></p>')
  const ben = open(replicaOf(doc), board)
  connect(doc, ben.doc)
  atEnd(ana)
  typeText(ana.editor, '/tab')
  await settled()
  select(ben, 3)
  typeText(ben.editor, 'Z')
  await settled()
  expect(store.getState()?.blocks.map(({ id }) => id)).toEqual(['table'])
  press(ana.editor, 'Enter')
  expect(outline(ana.editor)).toContain('table')
})
