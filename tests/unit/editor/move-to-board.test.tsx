/** What is moved from one board to the other, and back by undo on either. */
import { NodeSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canMove, moveToBoard } from '../../../renderer/editor/moving/move-to-board.ts'
import { undoManagerBeside } from '../../../renderer/editor/undo/kept-undo.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { setBlockHidden } from '../../../shared/document/commands/shorten-commands.ts'
import { boardFragment, readBoardContent, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { plainText } from '../../../shared/document/boards/board-content.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import { boardOpener, connect, outline, placeOf, press, replicaOf, select, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open = boardOpener()

/** Ana on one board that begins as `html`, and another one that nobody shows. */
function anaBesideBoard(html: string): { readonly ana: Peer; readonly there: Y.XmlFragment; readonly other: BoardId; readonly board: BoardId } {
  const { doc, board } = workshopWithBoard()
  const other = addBoard(doc, 'test', { title: 'Other', item: null })
  const ana = open(doc, board)
  ana.editor.commands.setContent(html)
  const there = boardFragment(doc, other)
  if (there === null) throw new Error('no other board')
  return { ana, there, other, board }
}

/** What stands on a board, one block a line. */
function wordsOn({ doc }: Peer, board: BoardId): string {
  return plainText(readBoardContent(doc, board))
}

const list = '<ul><li><p>one</p><ul><li><p>inside</p></li></ul></li><li><p>two</p></li><li><p>three</p></li></ul>'

describe('ED133: what goes to another board', () => {
  test.each<[what: string, html: string, from: [string, number?], to: [string, number?] | null, left: string, gone: string]>([
    ['the line of the caret', '<p>a</p><h2>head</h2><p>b</p>', ['head', 2], null, 'paragraph: a\nparagraph: b', 'heading: head'],
    ['words of a line, as a line', '<p>some of these words</p>', ['of these'], ['words'], 'paragraph: some words', 'paragraph: of these '],
    ['all lines that something is selected of', '<p>a</p><p>first</p><h2>second</h2><p>b</p>', ['first', 2], ['second', 3], 'paragraph: a\nparagraph: b', 'paragraph: first\nheading: second'],
    ['an item with what is in it', list, ['one', 1], null, 'bulletList\nlistItem\nparagraph: two\nlistItem\nparagraph: three', 'bulletList\nlistItem\nparagraph: one\nbulletList\nlistItem\nparagraph: inside'],
    ['a list of which all is selected', `<p>a</p>${list}`, ['one'], ['three', 5], 'paragraph: a', 'bulletList\nlistItem\nparagraph: one\nbulletList\nlistItem\nparagraph: inside\nlistItem\nparagraph: two\nlistItem\nparagraph: three'],
    ['an only item, with its list', `<ol start="4"><li><p>four</p></li></ol><p>a</p>`, ['four'], null, 'paragraph: a', 'orderedList\nlistItem\nparagraph: four'],
    ['a line of a cell', '<table><tr><td><p>cell</p><p>more</p></td></tr></table>', ['cell'], null, 'table\ntableRow\ntableCell\nparagraph: more', 'paragraph: cell'],
    ['everything', '<p>a</p><p>b</p>', ['a'], ['b', 1], 'paragraph: ', 'paragraph: a\nparagraph: b'],
  ])('%s', (_, html, from, to, left, gone) => {
    const { ana, there, other } = anaBesideBoard(html)
    select(ana, placeOf(ana, ...from), placeOf(ana, ...(to ?? from)))
    expect(moveToBoard(ana.editor, there).kind).toBe('moved')
    expect(outline(ana.editor)).toBe(left)
    expect(outline(open(ana.doc, other).editor)).toBe(gone)
    ana.binding.checkForDrift()
    expect(ana.drifts).toEqual([])
  })

  test('it stands in front of an empty last line there, in one change with what goes here', () => {
    const { ana, there, other } = anaBesideBoard('<p>a</p><p>moves</p>')
    open(ana.doc, other).editor.commands.setContent('<p>was there</p><p></p>')
    select(ana, placeOf(ana, 'moves'))
    const updates: Uint8Array[] = []
    ana.doc.on('update', (update: Uint8Array) => updates.push(update))
    moveToBoard(ana.editor, there)
    expect(updates).toHaveLength(1)
    expect(wordsOn(ana, other)).toBe('was there\nmoves\n')
  })

  test('an outcome keeps id, number, fields and mark; the picture of a selected figure goes with all that is said of it', () => {
    const { ana, there, other } = anaBesideBoard('<p>a</p>')
    ana.editor.commands.focus('end')
    press(ana.editor, 'Enter')
    press(ana.editor, 'Ctrl-Alt-a')
    typeText(ana.editor, 'Send it')
    press(ana.editor, 'Ctrl-Shift-l')
    const [before] = readWorkshop(ana.doc).outcomes
    moveToBoard(ana.editor, there)
    expect(readWorkshop(ana.doc).outcomes).toEqual([{ ...before, board: other }])
    const image = { type: 'image', attrs: { blob: 'a'.repeat(64), caption: 'Wall', sheet: '2 of 3', confidential: true } }
    ana.editor.commands.setContent({ type: 'doc', content: [{ type: 'paragraph' }, image] })
    ana.editor.view.dispatch(ana.editor.state.tr.setSelection(NodeSelection.create(ana.editor.state.doc, 2)))
    moveToBoard(ana.editor, there)
    expect(readBoardContent(ana.doc, other).at(-1)).toMatchObject(image)
  })

  test('what is left out of the minutes stays left out, also some words of it, and nothing else is', () => {
    const { ana, there, other, board } = anaBesideBoard('<p>a</p><p>secret quarrel</p><p>b</p>')
    setBlockHidden(ana.doc, 'test', board, 1, true)
    select(ana, placeOf(ana, 'secret'), placeOf(ana, 'secret', 6))
    moveToBoard(ana.editor, there)
    select(ana, placeOf(ana, ' quarrel', 2), placeOf(ana, 'b', 1))
    moveToBoard(ana.editor, there)
    expect(wordsOn(ana, other)).toBe('secret\n quarrel\nb')
    expect(readWorkshop(ana.doc).minutes.hidden.map(({ board: on, block }) => [on, block])).toEqual([[other, 0], [other, 1]])
  })

  test('nothing goes where nothing is, to the same board, from cells that are selected, or to a board that holds what is unknown here', () => {
    const { ana, there } = anaBesideBoard('<p></p><table><tr><td><p>x</p></td><td><p>y</p></td></tr></table>')
    select(ana, 1)
    expect([canMove(ana.editor), moveToBoard(ana.editor, there).kind]).toEqual([false, 'nothing'])
    ana.editor.commands.setCellSelection({ anchorCell: 4, headCell: 4 })
    expect(canMove(ana.editor)).toBe(false)
    ana.editor.commands.setCellSelection({ anchorCell: 4, headCell: 9 })
    expect(canMove(ana.editor)).toBe(true)
    select(ana, placeOf(ana, 'x'))
    expect(moveToBoard(ana.editor, ana.fragment).kind).toBe('nothing')
    there.insert(0, [new Y.XmlElement('hologram')])
    ana.takeEmitted()
    expect([moveToBoard(ana.editor, there).kind, ana.takeEmitted()]).toEqual(['read-only', 0])
  })
})

describe('ED134: undo of a move', () => {
  test('on either board it takes back both, and redo does both again', () => {
    const { ana, there, other, board } = anaBesideBoard('<p>a</p><p>moves</p>')
    select(ana, placeOf(ana, 'moves'))
    moveToBoard(ana.editor, there)
    const both = (): string => `${wordsOn(ana, board)}|${wordsOn(ana, other)}`
    expect(both()).toBe('a|moves')
    ana.editor.commands.undo()
    expect(both()).toBe('a\nmoves|')
    ana.editor.commands.redo()
    expect(both()).toBe('a|moves')
    ana.dispose()
    const later = open(ana.doc, other)
    later.editor.commands.undo()
    expect(both()).toBe('a\nmoves|')
    later.editor.commands.redo()
    expect(both()).toBe('a|moves')
    later.dispose()
    const back = open(ana.doc, board)
    back.editor.commands.undo()
    expect(both()).toBe('a\nmoves|')
    for (const { binding, drifts } of [later, back]) {
      binding.checkForDrift()
      expect(drifts).toEqual([])
    }
  })

  test('it leaves on the other board what somebody else filled in there, and an outcome that stays and comes back is two', async () => {
    const { ana, there, other } = anaBesideBoard('<p></p>')
    const ben = open(replicaOf(ana.doc), other)
    connect(ana.doc, ben.doc)
    press(ana.editor, 'Ctrl-Alt-a')
    typeText(ana.editor, 'Send it')
    moveToBoard(ana.editor, there)
    ben.editor.view.dispatch(ben.editor.state.tr.setNodeAttribute(0, 'owner', 'Ben'))
    ana.editor.commands.undo()
    await Promise.resolve()
    expect(readWorkshop(ben.doc).outcomes.map(({ label, fields: { owner }, text }) => ({ label, owner, text }))).toEqual([{ label: 'A-2', owner: '', text: 'Send it' }, { label: 'A-1', owner: 'Ben', text: '' }])
    expect(readWorkshop(ana.doc).outcomes).toEqual(readWorkshop(ben.doc).outcomes)
  })

  test('it takes nothing that was written there since, and does not double what had been there', () => {
    const { ana, there, other, board } = anaBesideBoard('<p>a</p><p>moves</p>')
    select(ana, placeOf(ana, 'moves'))
    moveToBoard(ana.editor, there)
    const { editor } = open(ana.doc, other)
    editor.commands.focus('end')
    typeText(editor, ' on')
    ana.editor.commands.undo()
    expect(`${wordsOn(ana, board)}|${wordsOn(ana, other)}`).toBe('a\nmoves|moves on')
    editor.commands.undo()
    expect(wordsOn(ana, other)).toBe('moves')
    editor.commands.undo()
    expect(`${wordsOn(ana, board)}|${wordsOn(ana, other)}`).toBe('a\nmoves|')
    expect(undoManagerBeside(there).undoStack).toHaveLength(0)
  })
})
