/** The mark of a block that stays in the house: set by hand, and never lost by editing. */
import '@tiptap/extension-code-block'
import '@tiptap/extension-heading'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { Schema, type NodeSpec } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import type { UndoManager } from 'yjs'
import '../../../renderer/editor/confidential.ts'
import '../../../renderer/editor/outcomes/outcome-editing.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { readBoardContent } from '../../../shared/document/read-workshop.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { boardOpener, connect, drop, paste, placeOf, press, replicaOf, select, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const peer = boardOpener()

/** A board with these lines; those that begin with "!" are marked. */
function boardWith(...lines: readonly string[]): Peer & { readonly said: () => string[] } {
  const { doc, board } = workshopWithBoard()
  const opened = peer(doc, board)
  opened.editor.commands.setContent(lines.map((line) => (line.startsWith('!') ? `<p data-confidential="">${line.slice(1)}</p>` : `<p>${line}</p>`)).join(''))
  // As the document has it, not as the view shows it.
  const said = (): string[] =>
    readBoardContent(doc, board).map(({ attrs, content = [], type }) => `${attrs?.['confidential'] === true || attrs?.['confidential'] === 'yes' ? '!' : ''}${type === 'paragraph' ? '' : `${type}:`}${content.map(({ text = '' }) => text).join('')}`)
  return Object.assign(opened, { said })
}

function caretIn({ editor }: Peer, words: string, where: 'start' | 'end'): void {
  let place = -1
  editor.state.doc.descendants((node, position) => {
    if (node.isTextblock && node.textContent === words) place = where === 'start' ? position + 1 : position + 1 + node.content.size
  })
  if (place < 0) throw new Error(`no line ${words}`)
  editor.commands.setTextSelection(place)
}

describe('set and taken off by hand', () => {
  test('ED52: the key marks the line of the caret, and takes the mark off again', () => {
    const board = boardWith('one', 'two')
    caretIn(board, 'two', 'start')
    press(board.editor, 'Mod-Shift-l')
    expect(board.said()).toEqual(['one', '!two'])
    press(board.editor, 'Mod-Shift-l')
    expect(board.said()).toEqual(['one', 'two'])
  })

  test('ED52: over several lines it marks all, and takes off only what is marked throughout', () => {
    const board = boardWith('one', '!two')
    board.editor.commands.selectAll()
    press(board.editor, 'Mod-Shift-l')
    expect(board.said()).toEqual(['!one', '!two'])
    press(board.editor, 'Mod-Shift-l')
    expect(board.said()).toEqual(['one', 'two'])
  })

  test('ED52: on an outcome it is its field', () => {
    const board = boardWith('one')
    board.editor.commands.insertOutcome('decision')
    press(board.editor, 'Mod-Shift-l')
    expect(board.said()).toEqual(['!outcome:one'])
    press(board.editor, 'Mod-Shift-l')
    expect(board.said()).toEqual(['outcome:one'])
  })

  test('ED52: undo takes a mark back, and the other window sees each step', () => {
    const board = boardWith('one')
    const other = peer(board.doc, [...board.doc.getMap('boards').keys()][0] as never)
    caretIn(board, 'one', 'start')
    ;(yUndoPluginKey.getState(board.editor.state) as { readonly undoManager: UndoManager }).undoManager.stopCapturing()
    board.editor.commands.toggleConfidential()
    expect(other.editor.getHTML()).toContain('data-confidential')
    board.editor.commands.undo()
    expect(board.said()).toEqual(['one'])
    expect(other.editor.getHTML()).not.toContain('data-confidential')
  })
})

describe('kept by editing', () => {
  test('ED53: a line that is joined to an open one takes the mark along', () => {
    const board = boardWith('open', '!secret')
    caretIn(board, 'secret', 'start')
    press(board.editor, 'Backspace')
    if (board.said().length > 1) board.editor.commands.joinBackward()
    expect(board.said()).toEqual(['!opensecret'])
  })

  test('ED53: the rest of a marked line that a deletion pours into an open one stays marked', () => {
    const board = boardWith('open', '!secret', 'end')
    board.editor.commands.deleteRange({ from: 3, to: 10 })
    expect(board.said()).toEqual(['!opret', 'end'])
  })

  test('ED53: a marked line that is split is two marked lines', () => {
    const board = boardWith('!secret')
    board.editor.commands.setTextSelection(4)
    press(board.editor, 'Enter')
    expect(board.said()).toEqual(['!sec', '!ret'])
  })

  test.each([
    ['a heading', 'heading:', (board: Peer) => board.editor.commands.toggleHeading({ level: 2 })],
    ['code', 'codeBlock:', (board: Peer) => board.editor.commands.toggleCodeBlock()],
    ['an outcome', 'outcome:', (board: Peer) => board.editor.commands.insertOutcome('decision')],
  ] as const)('ED53: a marked line that becomes %s is marked, and is when it becomes a line again', (_name, prefix, change) => {
    const board = boardWith('!secret')
    board.editor.commands.setTextSelection(3)
    change(board)
    expect(board.said()).toEqual([`!${prefix}secret`])
    board.editor.commands.setNode('paragraph')
    expect(board.said()).toEqual(['!secret'])
  })

  test.each([
    ['headings of one level', (board: Peer) => board.editor.commands.toggleHeading({ level: 1 }), 'heading:'],
    ['text', (board: Peer) => board.editor.commands.setParagraph(), ''],
    ['code', (board: Peer) => board.editor.commands.setNode('codeBlock'), 'codeBlock:'],
  ] as const)('ED53: several lines that become %s at once keep their marks, those as well that were nearly that', (_name, change, prefix) => {
    const board = boardWith()
    board.editor.commands.setContent('<p>open</p><p data-confidential="" dir="rtl">line</p><h2 data-confidential="">part</h2><pre data-confidential=""><code>code</code></pre>')
    board.editor.commands.selectAll()
    change(board)
    expect(board.said()).toEqual(['open', '!line', '!part', '!code'].map((line) => line.replace(/^!?/u, (mark) => `${mark}${prefix}`)))
  })

  test('ED53: a marked heading that gets another level by its Markdown is marked', () => {
    const board = boardWith()
    board.editor.commands.setContent('<h2 data-confidential="">part</h2>')
    select(board, 1)
    typeText(board.editor, '# ')
    expect(board.said()).toEqual(['!heading:part'])
    expect(board.editor.state.doc.firstChild?.attrs['level']).toBe(1)
  })

  test('ED53: words that replace all of a marked line, and lines around it, are open as before', () => {
    const board = boardWith('open', '!secret')
    caretIn(board, 'open', 'end')
    typeText(board.editor, ' more')
    press(board.editor, 'Enter')
    typeText(board.editor, 'next')
    expect(board.said()).toEqual(['open more', 'next', '!secret'])
    board.editor.commands.setContent('<p>all new</p>')
    expect(board.said()).toEqual(['all new'])
  })

  test('ED53: a copied block carries the mark to another board', () => {
    const board = boardWith('!secret', 'open')
    board.editor.commands.selectAll()
    const html = board.editor.view.serializeForClipboard(board.editor.state.selection.content()).dom.innerHTML
    const target = boardWith('')
    target.editor.commands.selectAll()
    paste(target.editor, html)
    expect(target.said()).toEqual(['!secret', 'open'])
  })

  test('ED53: a peer that marks and one that types at the same time end with both', () => {
    const { doc, board } = workshopWithBoard()
    const first = peer(doc, board)
    first.editor.commands.setContent('<p>line</p>')
    const copy = replicaOf(doc)
    const second = peer(copy, board)
    first.editor.commands.setTextSelection(2)
    first.editor.commands.toggleConfidential()
    second.editor.commands.insertContentAt(5, ' typed')
    connect(doc, copy)
    for (const each of [doc, copy]) expect(readBoardContent(each, board)[0]).toMatchObject({ attrs: { confidential: true }, content: [{ text: 'line typed' }] })
  })
})

describe('confidential words that are cut out of their line', () => {
  /** Cuts what is selected, and what the clipboard has of it. */
  function cut({ editor }: Peer): string {
    const html = editor.view.serializeForClipboard(editor.state.selection.content()).dom.innerHTML
    editor.commands.deleteSelection()
    return html
  }

  test('ED53: Enter in the middle of a confidential outcome leaves a confidential line', () => {
    const board = boardWith('!open secret')
    board.editor.commands.insertOutcome('decision')
    select(board, placeOf(board, 'secret'))
    press(board.editor, 'Enter')
    expect(board.said()).toEqual(['!outcome:open ', '!secret'])
  })

  test('ED53: some of them pasted into another line mark that line', () => {
    const board = boardWith('!the secret name', 'open line')
    select(board, placeOf(board, 'secret'), placeOf(board, 'name'))
    const html = cut(board)
    select(board, placeOf(board, 'line'))
    paste(board.editor, html)
    expect(board.said()).toEqual(['!the name', '!open secret line'])
  })

  test.each([
    [['!secret', 'open', ''], 'secret', ['!', 'open', '!secret']],
    [['!secret', '!more', 'open', ''], 'more', ['!', 'open', '!secret', '!more']],
    [['!secret', 'less', 'open', ''], 'less', ['!', 'open', '!secret', 'less']],
  ])('ED53: %j, all up to “%s” pasted into an empty line', (lines, last, end) => {
    const board = boardWith(...lines)
    select(board, 1, placeOf(board, last, last.length))
    const html = cut(board)
    select(board, board.editor.state.doc.content.size - 1)
    paste(board.editor, html)
    expect(board.said()).toEqual(end)
  })

  test.each([
    ['up', ['open line', 'between', '!a secret', 'end'], 'open', ['open !secret', 'enline', 'between', '!a d']],
    ['down', ['!a secret', 'end', 'between', 'open line'], 'open', ['!a d', 'between', 'open !secret', 'enline']],
  ])('ED53: some lines dragged %s into another one mark what they end in', (_where, lines, into, now) => {
    const board = boardWith(...lines)
    select(board, placeOf(board, 'secret'), placeOf(board, 'end', 2))
    drop(board, placeOf(board, into, 5))
    // A line says of all that is in it that it stays in the house.
    const marked = now.map((line) => (line.includes('!') ? `!${line.replace('!', '')}` : line))
    expect(board.said()).toEqual(marked)
  })

  test('ED53: open words pasted beside confidential ones leave everything else as it was', () => {
    const board = boardWith('!secret', 'open line', 'below')
    select(board, placeOf(board, 'open'), placeOf(board, 'line'))
    const html = cut(board)
    select(board, placeOf(board, 'below'))
    paste(board.editor, html)
    expect(board.said()).toEqual(['!secret', 'line', 'open below'])
  })
})

describe('an older Minuta (decision 0113)', () => {
  const older = new Schema({
    nodes: Object.fromEntries(Object.entries(boardSchema.nodes).map(([name, { spec }]): [string, NodeSpec] => {
      const { confidential: _, ...attrs } = spec.attrs ?? {}
      return [name, name === 'outcome' ? spec : { ...spec, attrs }]
    })),
    marks: Object.fromEntries(Object.entries(boardSchema.marks).map(([name, { spec }]) => [name, spec])),
  })

  test('ED54: goes on writing on a board on which nothing is marked, also when a mark was taken off', () => {
    const board = boardWith('one', 'two')
    board.editor.commands.selectAll()
    board.editor.commands.toggleConfidential()
    board.editor.commands.toggleConfidential()
    expect(board.said()).toEqual(['one', 'two'])
    expect(contentProblems(board.fragment, older)).toEqual([])
  })

  test('ED54: opens a board with a marked block read-only', () => {
    expect(contentProblems(boardWith('one', '!two').fragment, older)).toEqual([{ kind: 'unknown-attribute', name: 'paragraph.confidential' }])
  })

  test('ED54: what was read of older boards is read as before, so that digests of them hold', () => {
    const board = boardWith('one')
    expect(readBoardContent(board.doc, [...board.doc.getMap('boards').keys()][0] as never)[0]?.attrs).toEqual({ dir: null })
  })
})
