/** Where the caret is behind undo and redo. That it is where it was before, whatever was done, is shown with ED111 (`whatever-is-done.test.tsx`). */
import { describe, expect, test } from 'vitest'
import { NodeSelection } from '@tiptap/pm/state'
import { boardOpener, connect, outline, placeOf, press, select, stopCapturing, twoOn, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const open = boardOpener()

/** The words before and behind the caret, in its line. */
function around({ editor: { state: { selection: { $from } } } }: Peer): string {
  const { parent, parentOffset } = $from
  return `${parent.textBetween(0, parentOffset)}|${parent.textBetween(parentOffset, parent.content.size)}`
}

describe('ED113: behind an undo the caret is where it was', () => {
  const board = '<p>first line</p><ul><li><p>one</p></li><li><p>two</p></li></ul><p>last line</p>'
  test.each<readonly [string, string, string]>([
    ['Enter', 'one', 'one|'],
    ['Backspace', 'two', '|two'],
    ['Tab', 'two', '|two'],
    ['Delete', 'first line', 'first line|'],
  ])('after %s at “%s”, also when somebody else writes above, below and in that line meanwhile', (key, words, expected) => {
    for (const isOther of [false, true]) {
      const { ana, ben } = twoOn(open, board)
      connect(ana.doc, ben.doc)
      select(ana, placeOf(ana, words, expected.startsWith('|') ? 0 : words.length))
      stopCapturing(ana)
      press(ana.editor, key)
      if (isOther) {
        select(ben, placeOf(ben, 'last', 4))
        typeText(ben.editor, ' but one')
        select(ben, 1)
        press(ben.editor, 'Enter')
        typeText(ben.editor, 'above ')
      }
      ana.editor.commands.undo()
      expect(around(ana)).toBe(isOther && words === 'first line' ? 'above first line|' : expected)
      expect(outline(ana.editor)).toBe(outline(ben.editor))
    }
  })

  test('at a picture, below a line that somebody else made since', () => {
    const { ana, ben } = twoOn(open, '<p>one</p><p>two</p>')
    connect(ana.doc, ben.doc)
    ana.editor.commands.insertContentAt(5, { type: 'image', attrs: { blob: 'a'.repeat(64) } })
    ana.editor.commands.setNodeSelection(5)
    stopCapturing(ana)
    press(ana.editor, 'Backspace')
    select(ben, 1)
    press(ben.editor, 'Enter')
    ana.editor.commands.undo()
    const { selection } = ana.editor.state
    expect(selection).toBeInstanceOf(NodeSelection)
    expect((selection as NodeSelection).node.type.name).toBe('image')
  })
})

test('ED118: what is written at another place is taken back by itself, and what is written on at one place together', () => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  ana.editor.commands.setContent('<table><tr><td><p></p></td><td><p></p></td></tr></table>')
  select(ana, 4)
  typeText(ana.editor, 'one')
  press(ana.editor, 'Tab')
  typeText(ana.editor, 'two')
  press(ana.editor, 'Enter')
  typeText(ana.editor, 'more')
  ana.editor.commands.undo()
  expect(outline(ana.editor)).toContain('paragraph: one\ntableCell\nparagraph: ')
  expect(outline(ana.editor)).not.toContain('two')
  ana.editor.commands.undo()
  expect(outline(ana.editor)).not.toContain('one')
})

test('ED114: a click on a board from which all was undone writes nothing, and what can be redone stays', () => {
  const { doc, board } = workshopWithBoard()
  const ana = open(doc, board)
  typeText(ana.editor, 'All of it')
  ana.editor.commands.undo()
  ana.takeEmitted()
  select(ana, 1)
  expect(ana.takeEmitted()).toBe(0)
  ana.editor.commands.redo()
  expect(outline(ana.editor)).toBe('paragraph: All of it')
})
