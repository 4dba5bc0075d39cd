import { expect, test } from 'vitest'
import { setBlockHidden } from '../../../shared/document/commands/shorten-commands.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { boardOpener, connect, outline, placeOf, press, replicaOf, select, stopCapturing, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open = boardOpener()

const deletions: readonly (readonly [string, (ana: Peer) => void])[] = [
  ['everything is deleted', ({ editor }) => {
    editor.commands.selectAll()
    press(editor, 'Backspace')
    editor.commands.deleteSelection()
  }],
  ['something is typed over it', (ana) => {
    select(ana, placeOf(ana, 'public', 3), placeOf(ana, 'end', 1))
    typeText(ana.editor, 'x')
  }],
  ['it is joined to the line before', (ana) => {
    select(ana, placeOf(ana, 'secret'))
    ana.editor.commands.joinBackward()
  }],
  ['it is deleted, and again', (ana) => {
    for (let round = 0; round < 2; round += 1) {
      select(ana, placeOf(ana, 'public', 6), placeOf(ana, 'quarrel', 7))
      ana.editor.commands.deleteSelection()
      if (round === 0) ana.editor.commands.undo()
    }
  }],
]

test.each(deletions)('MP3 a passage that is left out of the minutes stays left out when %s and undo brings it back', (_what, remove) => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  ana.editor.commands.setContent('<p>public</p><p>secret quarrel</p><p>end</p>')
  setBlockHidden(doc, 'test', board, 1, true)
  const elsewhere = replicaOf(doc)
  connect(doc, elsewhere)
  stopCapturing(ana)
  remove(ana)
  ana.editor.commands.undo()
  expect(outline(ana.editor)).toBe('paragraph: public\nparagraph: secret quarrel\nparagraph: end')
  for (const each of [doc, elsewhere]) expect(readWorkshop(each).minutes.hidden.map(({ block }) => block)).toEqual([1])
})

test('MP3 one that was printed again is printed when undo brings it back', () => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  ana.editor.commands.setContent('<p>public</p><p>quarrel</p>')
  setBlockHidden(doc, 'test', board, 1, true)
  setBlockHidden(doc, 'test', board, 1, false)
  stopCapturing(ana)
  select(ana, placeOf(ana, 'public', 6), placeOf(ana, 'quarrel', 7))
  ana.editor.commands.deleteSelection()
  ana.editor.commands.undo()
  expect(readWorkshop(doc).minutes.hidden).toEqual([])
})
