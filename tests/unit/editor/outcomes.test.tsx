import { describe, expect, test } from 'vitest'
import { readOutcomes } from '../../../shared/document/read-outcomes.ts'
import { readBoardContent, readBoardList, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { readOutcomeNumbers } from '../../../shared/outcomes/numbering.ts'
import { linkingFragment, rootsOf } from '../../../shared/document/roots.ts'
import { outcomeKinds, type Outcome } from '../../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../../shared/outcomes/kinds.ts'
import { addBoard } from '../../../shared/document/commands/board-commands.ts'
import { boardBlocks } from '../../../renderer/editor/blocks.ts'
import { boardOpener, connect, openFragment, outline, paste, placeOf, press, replicaOf, select, stopCapturing, sync, twoOn, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'
import * as Y from 'yjs'

const peer = boardOpener()

function outcomes(doc: Y.Doc): Outcome[] {
  const boards = readBoardList(doc).map((board) => ({ ...board, content: readBoardContent(doc, board.id) }))
  return readOutcomes(boards, readOutcomeNumbers(doc))
}

function labels(doc: Y.Doc): string[] {
  return outcomes(doc).map(({ label, text }) => `${label} ${text}`)
}

function newBoard(): Peer {
  const { doc, board } = workshopWithBoard()
  return peer(doc, board)
}

/** What the clipboard holds after copying everything. */
function copied(from: Peer): string {
  from.editor.commands.selectAll()
  return from.editor.view.serializeForClipboard(from.editor.state.selection.content()).dom.innerHTML
}

describe('outcomes begin with one keystroke', () => {
  test.each(outcomeKinds)('ED10: Ctrl Alt and the letter of %s on an empty line', (kind) => {
    const { editor, doc } = newBoard()
    press(editor, `Ctrl-Alt-${outcomeKindSpecs[kind].letter.toLowerCase()}`)
    typeText(editor, 'Words')
    expect(labels(doc)).toEqual([`${outcomeKindSpecs[kind].letter}-1 Words`])
  })

  test('ED10: a line that is written already becomes the outcome, with its words', () => {
    const { editor, doc } = newBoard()
    typeText(editor, 'We cooperate on SSE')
    press(editor, 'Ctrl-Alt-d')
    expect(labels(doc)).toEqual(['D-1 We cooperate on SSE'])
  })

  test('ED10: from a heading the outcome starts on the line below', () => {
    const { editor, doc } = newBoard()
    typeText(editor, '# Debate')
    press(editor, 'Ctrl-Alt-q')
    typeText(editor, 'Who owns the data?')
    expect(outline(editor)).toBe('heading: Debate\noutcome: Who owns the data?')
    expect(labels(doc)).toEqual(['Q-1 Who owns the data?'])
  })

  test('ED11: quotation mark or exclamation mark and a space, and Backspace gives the characters back', () => {
    const { editor, doc } = newBoard()
    typeText(editor, '" ')
    expect(outline(editor)).toBe('outcome: ')
    expect(outcomes(doc).map(({ kind }) => kind)).toEqual(['quote'])
    press(editor, 'Backspace')
    expect(outline(editor)).toBe('paragraph: " ')
    editor.commands.clearContent()
    typeText(editor, '! Call open')
    expect(outline(editor)).toBe('outcome: Call open')
    expect(outcomes(doc).map(({ kind }) => kind)).toEqual(['announcement'])
  })
})

describe('what is typed stays', () => {
  test.each([
    'A cooperative hosted by the Region',
    'D day for the call',
    'Q and A with the panel',
    'A: yes, since 2014',
    'D: the second option',
    '1st call for projects 2014-2020',
    'businnss cluster',
    'School/Laboratory of Citizenship',
    'and/or km / h',
    '“Young women” – l’ESS : “quand ?” 50\u00A0%',
    '"Quoted" words',
    '!important',
    'file_name_with_underscores and __init__',
    '2014. Year of the call',
    '(c) 1/2 -> ... -- x',
  ])('ED12: %s', (sentence) => {
    const { editor, doc } = newBoard()
    typeText(editor, sentence)
    expect(outline(editor)).toBe(`paragraph: ${sentence}`)
    expect(rootsOf(doc).outcomeNumbers.length).toBe(0)
  })

  test('ED12: a quotation mark and a space in front of words stay text', () => {
    const { editor } = newBoard()
    typeText(editor, 'words')
    editor.commands.setTextSelection(1)
    typeText(editor, '" ')
    expect(outline(editor)).toBe('paragraph: " words')
  })
})

describe('an outcome ends, and turns back', () => {
  test('ED13: Enter at the end goes on with a paragraph below', () => {
    const { editor } = newBoard()
    press(editor, 'Ctrl-Alt-d')
    typeText(editor, 'Agreed')
    press(editor, 'Enter')
    typeText(editor, 'Next')
    expect(outline(editor)).toBe('outcome: Agreed\nparagraph: Next')
  })

  test('ED13: Enter in the middle takes the rest to the paragraph below', () => {
    const { editor } = newBoard()
    press(editor, 'Ctrl-Alt-d')
    typeText(editor, 'AgreedRest')
    editor.commands.setTextSelection(7)
    press(editor, 'Enter')
    expect(outline(editor)).toBe('outcome: Agreed\nparagraph: Rest')
  })

  test('ED13: Backspace at the start of an empty one turns it into a line', () => {
    const { editor } = newBoard()
    press(editor, 'Ctrl-Alt-a')
    press(editor, 'Backspace')
    expect(outline(editor)).toBe('paragraph: ')
  })

  test('ED13: Backspace does not take an outcome apart that has an owner', () => {
    const { editor } = newBoard()
    press(editor, 'Ctrl-Alt-a')
    editor.view.dispatch(editor.state.tr.setNodeAttribute(0, 'owner', 'Ana'))
    press(editor, 'Backspace')
    expect(editor.getJSON().content?.[0]?.attrs?.['owner']).toBe('Ana')
  })

  test('ED13: Delete at the end of the line before does not swallow it', () => {
    const { editor } = newBoard()
    typeText(editor, 'Before')
    press(editor, 'Enter')
    press(editor, 'Ctrl-Alt-d')
    typeText(editor, 'Agreed')
    editor.commands.setTextSelection(7)
    press(editor, 'Delete')
    expect(outline(editor)).toBe('paragraph: Before\noutcome: Agreed')
  })
})

describe('ids and numbers', () => {
  test('ED14: outcome and number arrive in one update', () => {
    const { editor, doc } = newBoard()
    const behind = replicaOf(doc)
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    press(editor, 'Ctrl-Alt-d')
    // A second one follows with the shared text of the outcome; a peer that never gets it misses nothing.
    Y.applyUpdate(behind, updates[0] ?? new Uint8Array())
    expect(readWorkshop(behind).outcomes.map(({ label }) => label)).toEqual(['D-1'])
    expect(rootsOf(behind).outcomeNumbers.length).toBe(1)
  })

  test('ED14: a peer that receives an outcome writes nothing', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    const ben = peer(replicaOf(doc), board)
    ben.takeEmitted()
    connect(ana.doc, ben.doc)
    press(ana.editor, 'Ctrl-Alt-d')
    typeText(ana.editor, 'Agreed')
    expect(labels(ben.doc)).toEqual(['D-1 Agreed'])
    expect(ben.takeEmitted()).toBe(0)
  })

  test('ED14: two who number offline end with two numbers, the same on both sides', () => {
    const { doc, board } = workshopWithBoard()
    const ana = peer(doc, board)
    const ben = peer(replicaOf(doc), board)
    press(ana.editor, 'Ctrl-Alt-d')
    typeText(ana.editor, 'One')
    press(ben.editor, 'Ctrl-Alt-d')
    typeText(ben.editor, 'Two')
    sync(ana.doc, ben.doc)
    expect(labels(ana.doc)).toEqual(labels(ben.doc))
    expect(labels(ana.doc).map((label) => label.slice(0, 3)).sort()).toEqual(['D-1', 'D-2'])
  })

  test('ED15: undo takes the outcome, redo brings it back with its id and number', () => {
    const { editor, doc } = newBoard()
    press(editor, 'Ctrl-Alt-d')
    typeText(editor, 'Agreed')
    const [before] = outcomes(doc)
    editor.commands.undo()
    expect(outcomes(doc)).toEqual([])
    editor.commands.redo()
    expect(outcomes(doc)).toEqual([before])
    expect(rootsOf(doc).outcomeNumbers.length).toBe(1)
  })

  test('ED15: a copy gets an id and number of its own, the original keeps its', () => {
    const board = newBoard()
    const { editor, doc } = board
    press(editor, 'Ctrl-Alt-a')
    typeText(editor, 'Send the PDF')
    const [original] = outcomes(doc)
    const html = copied(board)
    editor.commands.focus('end')
    press(editor, 'Enter')
    paste(editor, html)
    const found = outcomes(doc)
    expect(found.map(({ label, text }) => `${label} ${text}`)).toEqual(['A-1 Send the PDF', 'A-2 Send the PDF'])
    expect(found[0]?.id).toBe(original?.id)
    expect(found[1]?.id).not.toBe(original?.id)
  })

  test('ED15: also where a command puts the copy above it', () => {
    const { editor, doc } = newBoard()
    typeText(editor, 'Next steps')
    press(editor, 'Enter')
    press(editor, 'Ctrl-Alt-a')
    typeText(editor, 'Send the PDF')
    const [original] = outcomes(doc)
    const outcome = editor.state.doc.child(1)
    editor.view.dispatch(editor.state.tr.insert(0, outcome.copy(outcome.content)))
    expect(outcomes(doc).map(({ label }) => label)).toEqual(['A-2', 'A-1'])
    expect(outcomes(doc)[1]?.id).toBe(original?.id)
  })

  test('ED15: cut and paste keeps id and number, pasting again makes a copy', () => {
    const board = newBoard()
    const { editor, doc } = board
    press(editor, 'Ctrl-Alt-a')
    typeText(editor, 'Send the PDF')
    const [original] = outcomes(doc)
    const html = copied(board)
    editor.commands.deleteSelection()
    editor.commands.clearContent()
    expect(outcomes(doc)).toEqual([])
    paste(editor, html)
    expect(outcomes(doc).map(({ id, label }) => ({ id, label }))).toEqual([{ id: original?.id, label: 'A-1' }])
    editor.commands.focus('end')
    press(editor, 'Enter')
    paste(editor, html)
    expect(labels(doc)).toEqual(['A-1 Send the PDF', 'A-2 Send the PDF'])
  })

  test('ED15: a copy on another board of the workshop gets its own number', () => {
    const board = newBoard()
    const { editor, doc } = board
    press(editor, 'Ctrl-Alt-a')
    typeText(editor, 'Send the PDF')
    const html = copied(board)
    const other = peer(doc, addBoard(doc, 'test', { title: 'Other', item: null }))
    paste(other.editor, html)
    expect(labels(doc)).toEqual(['A-1 Send the PDF', 'A-2 Send the PDF'])
  })

  test('ED15: fields survive the clipboard', () => {
    const board = newBoard()
    const { editor, doc } = board
    press(editor, 'Ctrl-Alt-q')
    typeText(editor, 'Who?')
    editor.view.dispatch(editor.state.tr.setNodeAttribute(0, 'raisedBy', 'أمينة'))
    const html = copied(board)
    editor.commands.clearContent()
    paste(editor, html)
    expect(outcomes(doc)[0]?.fields).toEqual({ raisedBy: 'أمينة', answer: '', owner: '', carriedTo: '', confidential: '' })
  })
})

describe('an outcome stays one outcome', () => {
  const action = '<div data-outcome="x1" data-kind="action" data-owner="Ana">We agree to go</div>'
  const blocks = boardBlocks((key) => key, (key) => key, () => undefined)

  function boardOf(html: string): Peer {
    const board = newBoard()
    board.editor.commands.setContent(html)
    return board
  }

  test.each(['rule', 'table'])('ED64: a %s that is put into its words stands below it', (id) => {
    const board = boardOf(action)
    select(board, placeOf(board, 'agree'))
    blocks.find((block) => block.id === id)?.apply(board.editor)
    expect(labels(board.doc)).toEqual(['A-1 We agree to go'])
    expect(board.editor.state.doc.child(1).type.name).toBe(id === 'rule' ? 'horizontalRule' : 'table')
  })

  test('ED64: so does a table that is pasted into its words, and the words that were selected are gone', () => {
    const board = boardOf(`${action}<p>next</p>`)
    select(board, placeOf(board, 'agree'), placeOf(board, 'to go'))
    paste(board.editor, '<table><tr><td>c</td></tr></table>')
    expect(labels(board.doc)).toEqual(['A-1 We to go'])
    expect(outline(board.editor)).toBe('outcome: We to go\ntable\ntableRow\ntableCell\nparagraph: c\nparagraph: next')
  })

  test.each([
    ['<p>intro</p><table><tr><td>c</td></tr></table>', 'paragraph: intro\ntable\ntableRow\ntableCell\nparagraph: c\nparagraph: ^'],
    ['<p>intro</p><hr>', 'paragraph: intro\nhorizontalRule\nparagraph: ^'],
    [`<img data-blob="${'a'.repeat(64)}">`, 'image\nparagraph: ^'],
    ['<ul><li><p>one</p></li></ul><hr>', 'bulletList\nlistItem\nparagraph: one\nhorizontalRule\nparagraph: ^'],
  ])('ED64: pasted into the last outcome of a board, %s stands below it, and what is typed next behind that', (html, below) => {
    const board = boardOf(action)
    select(board, placeOf(board, 'agree'))
    paste(board.editor, html)
    typeText(board.editor, '^')
    expect(labels(board.doc)).toEqual(['A-1 We agree to go'])
    expect(outline(board.editor)).toBe(`outcome: We agree to go\n${below}`)
  })

  test('ED64: words and lines that are pasted into it are its words', () => {
    const board = boardOf(`${action}<p>next</p>`)
    select(board, placeOf(board, 'agree'))
    paste(board.editor, '<p>all</p>')
    expect(labels(board.doc)).toEqual(['A-1 We allagree to go'])
  })

  test.each([
    ['a heading', '<h3>one</h3>', ''],
    ['a heading and a line', '<h3>one</h3><p>two</p>', '\nparagraph: two'],
    ['a list', '<ul><li><p>one</p></li><li><p>two</p></li></ul>', '\nbulletList\nlistItem\nparagraph: two'],
    ['code', '<pre><code>one</code></pre>', ''],
  ])('ED84: %s that is pasted into an outcome without a word, or over all of them, takes neither the outcome nor its owner away', (_what, html, below) => {
    for (const words of ['', 'We agree']) {
      const board = boardOf(`<p>above</p>${action.replace(/>[^<]*</u, `>${words}<`)}`)
      const start = board.editor.state.doc.child(0).nodeSize + 1
      select(board, start, start + words.length)
      const { attrs } = board.editor.state.doc.child(1)
      paste(board.editor, html)
      typeText(board.editor, '^')
      expect(board.editor.state.doc.child(1).attrs).toEqual(attrs)
      expect(outline(board.editor)).toBe(`paragraph: above\noutcome: one${below}^`)
    }
  })

  test('a rule above an outcome leaves the caret in a line of its own', () => {
    const board = boardOf(`<p>abc</p>${action}`)
    select(board, 4)
    blocks.find(({ id }) => id === 'rule')?.apply(board.editor)
    typeText(board.editor, '^')
    expect(labels(board.doc)).toEqual(['A-1 We agree to go'])
  })

  test('ED13: Enter over a selection that goes on into the next line leaves that line without owner and number', () => {
    const board = boardOf(`${action}<p>next line here</p>`)
    select(board, placeOf(board, 'agree'), placeOf(board, 'here'))
    press(board.editor, 'Enter')
    typeText(board.editor, 'and ')
    expect(outline(board.editor)).toBe('outcome: We \nparagraph: and here')
    expect(labels(board.doc)).toEqual(['A-1 We '])
  })

  test.each(['Shift-Backspace', 'Mod-Backspace', 'Backspace'])('ED13: %s at its start leaves it whole', (key) => {
    const board = boardOf(`<p>before</p>${action}`)
    select(board, placeOf(board, 'We'))
    press(board.editor, key)
    expect(labels(board.doc)).toEqual(['A-1 We agree to go'])
  })

  test.each(['Delete', 'Shift-Delete', 'Mod-Delete'])('ED13: %s at the end of what stands before it leaves it whole', (key) => {
    for (const before of ['<p>before</p>', '<ul><li><p>before</p></li></ul>', '<blockquote><p>before</p></blockquote>']) {
      const board = boardOf(`${before}${action}`)
      select(board, placeOf(board, 'before', 6))
      press(board.editor, key)
      expect(labels(board.doc)).toEqual(['A-1 We agree to go'])
    }
  })

  test('ED13: Delete leaves one in the next item of a list whole, and an empty one that has an owner', () => {
    const list = boardOf(`<ul><li><p>x</p></li><li>${action}</li></ul>`)
    select(list, placeOf(list, 'x', 1))
    press(list.editor, 'Delete')
    expect(labels(list.doc)).toEqual(['A-1 We agree to go'])
    const empty = boardOf('<p>a</p><div data-outcome="x1" data-kind="action" data-owner="Ana"></div><p>z</p>')
    select(empty, 4)
    press(empty.editor, 'Delete')
    expect(outline(empty.editor)).toBe('paragraph: a\noutcome: \nparagraph: z')
  })
  })

describe('an outcome stands once', () => {
  const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 0) })

  test('ED15: cut here, pasted on another board, and brought back by undo, it is two with a number each', async () => {
    const board = newBoard()
    const { doc } = board
    const other = peer(doc, addBoard(doc, 'test', { title: 'Other', item: null }))
    board.editor.commands.setContent('<p>above</p>')
    board.editor.commands.focus('end')
    stopCapturing(board)
    press(board.editor, 'Enter')
    press(board.editor, 'Ctrl-Alt-d')
    typeText(board.editor, 'We agree')
    stopCapturing(board)
    const html = copied(board)
    board.editor.commands.deleteSelection()
    paste(other.editor, html)
    expect(labels(doc)).toEqual(['D-1 We agree'])
    board.editor.commands.undo()
    await settled()
    expect(labels(doc).toSorted()).toEqual(['D-1 We agree', 'D-2 We agree'])
    expect(outcomes(doc).find(({ label }) => label === 'D-1')?.board).not.toBe(outcomes(doc).find(({ label }) => label === 'D-2')?.board)
    press(other.editor, 'Enter')
    press(other.editor, 'Ctrl-Alt-d')
    typeText(other.editor, 'Another')
    expect(labels(doc).toSorted()).toEqual(['D-1 We agree', 'D-2 We agree', 'D-3 Another'])
    board.binding.checkForDrift()
    expect(board.drifts).toEqual([])
    // The new number is no step of its own: the next undo takes back what was done before the cut.
    board.editor.commands.undo()
    expect(outline(board.editor)).toBe('paragraph: above')
  })

  test('ED15: one that undo brings back, and that stands nowhere else, keeps its number', async () => {
    const board = newBoard()
    press(board.editor, 'Ctrl-Alt-d')
    typeText(board.editor, 'We agree')
    const [before] = outcomes(board.doc)
    stopCapturing(board)
    board.editor.commands.selectAll()
    board.editor.commands.deleteSelection()
    board.editor.commands.undo()
    await settled()
    expect(outcomes(board.doc)).toEqual([before])
  })

  test('ED66: one that was moved, got words of somebody else there, and is moved back by undo, leaves those words as another outcome', async () => {
    const { ana, ben } = twoOn(peer, '<p>above</p><div data-outcome="x1" data-kind="decision">We agree</div><p>below</p><p>end</p>')
    connect(ana.doc, ben.doc)
    stopCapturing(ana)
    const { state, view } = ana.editor
    const at = placeOf(ana, 'We agree') - 1
    const outcome = state.doc.slice(at, at + 'We agree'.length + 2).content
    view.dispatch(state.tr.delete(at, at + outcome.size).insert(state.doc.content.size - outcome.size - 5, outcome))
    expect(outline(ben.editor)).toBe('paragraph: above\nparagraph: below\noutcome: We agree\nparagraph: end')
    select(ben, placeOf(ben, 'We agree', 8))
    typeText(ben.editor, ' ok')
    ana.editor.commands.undo()
    await settled()
    expect(outline(ben.editor)).toBe('paragraph: above\noutcome: We agree\nparagraph: below\noutcome:  ok\nparagraph: end')
    expect(new Set([...ben.editor.state.doc.children].flatMap(({ attrs }) => attrs['id'] ?? [])).size).toBe(2)
  })

  test('ED65: linking text and summaries begin none, and what is pasted of one is a paragraph: no number is lost', () => {
    const board = newBoard()
    const { doc } = board
    press(board.editor, 'Ctrl-Alt-d')
    typeText(board.editor, 'We agree')
    press(board.editor, 'Mod-Shift-l')
    const linking = openFragment(doc, linkingFragment(doc, 'cover'), { hasOutcomes: false })
    typeText(linking.editor, 'see')
    press(linking.editor, 'Ctrl-Alt-d')
    linking.editor.commands.focus('end')
    press(linking.editor, 'Enter')
    paste(linking.editor, copied(board))
    expect(outline(linking.editor)).toBe('paragraph: see\nparagraph: We agree')
    expect(linking.editor.state.doc.lastChild?.attrs['confidential']).toBe(true)
    expect(rootsOf(doc).outcomeNumbers.length).toBe(1)
    linking.dispose()
  })
})
