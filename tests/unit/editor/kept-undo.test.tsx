/** What can be undone on a board when somebody comes back to it. */
import { expect, test } from 'vitest'
import { ySyncPluginKey, yUndoPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { maxKeptBoards } from '../../../renderer/editor/undo/kept-undo.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { boardOpener, connect, outline, placeOf, press, replicaOf, select, stopCapturing, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open = boardOpener()
const afterTransaction = (doc: Y.Doc): number => (Reflect.get(doc, '_observers') as Map<string, Set<unknown>>).get('afterTransaction')?.size ?? 0
const historyOf = ({ editor }: Peer): Y.UndoManager => (yUndoPluginKey.getState(editor.state) as { readonly undoManager: Y.UndoManager }).undoManager

test('ED77: undo and redo go on where they were when somebody comes back to a board, and take nothing of what others wrote meanwhile', () => {
  const { doc, board } = workshopWithBoard()
  const first = open(doc, board)
  const ben = open(replicaOf(doc), board)
  connect(doc, ben.doc)
  typeText(first.editor, 'kept ')
  stopCapturing(first)
  typeText(first.editor, 'words of Ana')
  stopCapturing(first)
  press(first.editor, 'Enter')
  press(first.editor, 'Ctrl-Alt-d')
  typeText(first.editor, 'We agree')
  first.dispose()
  select(ben, placeOf(ben, 'We agree', 8))
  typeText(ben.editor, ' to go')
  const again = open(doc, board)
  expect(again.takeEmitted()).toBe(0)
  // What is typed now is a step of its own, however soon it follows.
  typeText(again.editor, '…')
  again.editor.commands.undo()
  expect(outline(again.editor)).toBe('paragraph: kept words of Ana\noutcome: We agree to go')
  const made = again.editor.state.doc.child(1).attrs
  again.editor.commands.undo()
  expect(outline(again.editor)).toBe('paragraph: kept words of Ana\noutcome:  to go')
  expect(again.editor.state.doc.child(1).attrs).toEqual(made)
  again.editor.commands.undo()
  expect(outline(again.editor)).toBe('paragraph: kept \noutcome:  to go')
  again.dispose()
  const third = open(doc, board)
  third.editor.commands.redo()
  third.editor.commands.redo()
  expect(outline(third.editor)).toBe('paragraph: kept words of Ana\noutcome: We agree to go')
  expect(outline(third.editor)).toBe(outline(ben.editor))
  for (const { binding, drifts } of [third, ben]) {
    binding.checkForDrift()
    expect(drifts).toEqual([])
  }
})

test('ED77, ED80: what others filled in and undo brought back is theirs also when the board was left since', () => {
  const { doc, board } = workshopWithBoard()
  const first = open(doc, board)
  const ben = open(replicaOf(doc), board)
  connect(doc, ben.doc)
  press(first.editor, 'Ctrl-Alt-a')
  typeText(first.editor, 'We agree')
  ben.editor.view.dispatch(ben.editor.state.tr.setNodeAttribute(0, 'owner', 'Ben'))
  stopCapturing(first)
  first.editor.view.dispatch(first.editor.state.tr.delete(0, first.editor.state.doc.content.size))
  first.editor.commands.undo()
  first.dispose()
  const again = open(doc, board)
  again.editor.commands.undo()
  expect(again.editor.state.doc.child(0).attrs).toMatchObject({ kind: 'action', owner: 'Ben' })
  expect(outline(ben.editor)).toBe(outline(again.editor))
})

test('ED77: an outcome that was cut, pasted on another board and brought back by undo on the first is two, also when its board was left in between', async () => {
  const { doc, board } = workshopWithBoard()
  const other = addBoard(doc, 'test', { title: 'Other', item: null })
  const first = open(doc, board)
  press(first.editor, 'Ctrl-Alt-d')
  typeText(first.editor, 'Go')
  stopCapturing(first)
  first.editor.commands.selectAll()
  const { dom } = first.editor.view.serializeForClipboard(first.editor.state.selection.content())
  first.editor.commands.deleteSelection()
  first.dispose()
  const second = open(doc, other)
  second.editor.view.pasteHTML(dom.innerHTML, new Event('paste') as ClipboardEvent)
  second.dispose()
  const back = open(doc, board)
  back.editor.commands.undo()
  await Promise.resolve()
  const { outcomes } = readWorkshop(doc)
  expect(outcomes.map(({ label, text }) => `${label} ${text}`)).toEqual(expect.arrayContaining(['D-1 Go', 'D-2 Go']))
  expect(outcomes.find(({ label }) => label === 'D-1')?.board).toBe(other)
})

test('ED77: a board that is shown twice has two histories; those of a few boards are kept, and nothing of a document that is gone', () => {
  const { doc, board } = workshopWithBoard()
  const before = afterTransaction(doc)
  const [one, two] = [open(doc, board), open(doc, board)]
  expect(historyOf(one)).not.toBe(historyOf(two))
  typeText(one.editor, 'x')
  one.dispose()
  two.dispose()
  for (let count = 0; count < maxKeptBoards + 5; count += 1) {
    const peer = open(doc, addBoard(doc, 'test', { title: 'Another', item: null }))
    typeText(peer.editor, 'x')
    peer.dispose()
  }
  expect(afterTransaction(doc)).toBe(before + maxKeptBoards)
  expect(historyOf(open(doc, board)).undoStack.length).toBe(0)
  for (const peer of [open(doc, board)]) peer.dispose()
  doc.destroy()
  expect(afterTransaction(doc)).toBe(0)
})

test('ED77: whoever looks through many boards still takes back what they wrote on one, and leaves nothing on the others', () => {
  const { doc, board } = workshopWithBoard()
  const written = open(doc, board)
  typeText(written.editor, 'x')
  written.dispose()
  const before = afterTransaction(doc)
  for (let count = 0; count < maxKeptBoards + 5; count += 1) open(doc, addBoard(doc, 'test', { title: 'Another', item: null })).dispose()
  expect(afterTransaction(doc)).toBe(before)
  const back = open(doc, board)
  back.editor.commands.undo()
  expect(outline(back.editor)).toBe('paragraph: ')
})

test('ED79: an editor that is made anew has the selection around the same words, the focus, and what can be undone', async () => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  typeText(ana.editor, 'Shown twice twice')
  document.body.append(ana.editor.view.dom)
  ana.editor.view.focus()
  select(ana, placeOf(ana, 'twice', 6), placeOf(ana, 'twice', 11))
  const { binding } = ySyncPluginKey.getState(ana.editor.state) as { binding: ProsemirrorBinding }
  const before = ana.editor
  binding.mux(() => ((ana.fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'Not drawn. '))
  expect(ana.editor).not.toBe(before)
  document.body.append(ana.editor.view.dom)
  const { from, to } = ana.editor.state.selection
  expect(ana.editor.state.doc.textBetween(0, from)).toBe('Not drawn. Shown twice ')
  expect(ana.editor.state.doc.textBetween(from, to)).toBe('twice')
  await new Promise(requestAnimationFrame)
  expect(ana.editor.view.hasFocus()).toBe(true)
  ana.editor.commands.undo()
  expect(outline(ana.editor)).toBe('paragraph: Not drawn. ')
  ana.editor.view.dom.remove()
})
