/** The caret and what is selected while others write on the same board: Ana's stays hers, whatever Ben does. */
import { GapCursor } from '@tiptap/pm/gapcursor'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { CellSelection, deleteRow } from '@tiptap/pm/tables'
import { describe, expect, onTestFinished, test } from 'vitest'
import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { seededRandom, type Random } from '../../helpers/random.ts'
import { boardOpener, connect, drop, outline, paste, press, replicaOf, sync, twoOn, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const openBoard = boardOpener()

type Two = { readonly ana: Peer; readonly ben: Peer }

/** A board with `lines`, each typed; the caret of `ana` is behind the last one. */
function boardOf(lines: readonly string[]): Two {
  const { doc, board } = workshopWithBoard()
  const ana = openBoard(doc, board)
  for (const [index, line] of lines.entries()) {
    if (index > 0) press(ana.editor, 'Enter')
    typeText(ana.editor, line)
  }
  return { ana, ben: openBoard(replicaOf(doc), board) }
}

/** The character that Ana types as her `n`th: letters of nobody else. */
const own = (n: number): string => String.fromCodePoint(0xe000 + n)
const isOwn = (character: string | undefined): boolean => character !== undefined && character >= own(0)

/** Puts Ben's caret anywhere but between two characters of Ana's. */
function goAnywhere(ben: Peer, random: Random): void {
  const places: number[] = []
  ben.editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const { textContent } = node
    for (let offset = 0; offset <= textContent.length; offset += 1) {
      if (!isOwn(textContent[offset - 1]) || !isOwn(textContent[offset])) places.push(position + 1 + offset)
    }
    return false
  })
  ben.editor.commands.setTextSelection(places[random.below(places.length)] ?? 1)
}

/** One thing that Ben does: types, takes back, splits, pastes lines, writes a line that stands on the board already. */
function writeSomething(ben: Peer, random: Random): void {
  goAnywhere(ben, random)
  const { $head } = ben.editor.state.selection
  const before = $head.parent.textBetween(0, $head.parentOffset).at(-1)
  random.pick([
    () => typeText(ben.editor, 'x'),
    () => press(ben.editor, 'Enter'),
    () => paste(ben.editor, '<p>Pasted one</p><p>Pasted two</p>'),
    () => (before === undefined || isOwn(before) ? false : press(ben.editor, 'Backspace')),
    () => typeText(ben.editor, 'Yes'),
  ])()
}

const blockOfCaret = ({ fragment, editor }: Peer): unknown => fragment.get(editor.state.selection.$head.index(0))

describe('the caret while somebody else writes', () => {
  test.each([...Array(24).keys()])('ED34: stays in its empty line, then behind the last character that was typed (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const { ana, ben } = boardOf(['Agenda', '', 'Yes', 'Yes', ''])
    const line = blockOfCaret(ana)
    for (let round = 0; round < 5; round += 1) {
      writeSomething(ben, random)
      if (random.chance(0.5)) sync(ana.doc, ben.doc)
      expect(blockOfCaret(ana)).toBe(line)
    }
    for (let typed = 0; typed < 30; typed += 1) {
      typeText(ana.editor, own(typed))
      for (let edits = random.below(3); edits > 0; edits -= 1) writeSomething(ben, random)
      if (random.chance(0.5)) sync(ana.doc, ben.doc)
      const { $head } = ana.editor.state.selection
      expect($head.parent.textBetween(0, $head.parentOffset).at(-1)).toBe(own(typed))
    }
  })

  test('ED34: stays in its empty line when an empty one is made above', () => {
    const { ana, ben } = boardOf(['Agenda', 'Welcome', 'First', ''])
    const line = blockOfCaret(ana)
    ben.editor.commands.setTextSelection(ben.editor.state.doc.content.size - 3)
    press(ben.editor, 'Enter')
    sync(ana.doc, ben.doc)
    expect(blockOfCaret(ana)).toBe(line)
    typeText(ana.editor, 'Second')
    expect(outline(ana.editor)).toBe('paragraph: Agenda\nparagraph: Welcome\nparagraph: First\nparagraph: \nparagraph: Second')
  })

  test('ED34: goes with its words when their line is split, joined or moved by somebody else', () => {
    const split = boardOf(['First', 'one and two'])
    split.ben.editor.commands.setTextSelection(7 + 1 + 'one and'.length)
    press(split.ben.editor, 'Enter')
    sync(split.ana.doc, split.ben.doc)
    typeText(split.ana.editor, '!')
    expect(outline(split.ana.editor)).toBe('paragraph: First\nparagraph: one and\nparagraph:  two!')

    const joined = boardOf(['First', 'second'])
    joined.ben.editor.commands.setTextSelection(8)
    press(joined.ben.editor, 'Backspace')
    sync(joined.ana.doc, joined.ben.doc)
    typeText(joined.ana.editor, '!')
    expect(outline(joined.ana.editor)).toBe('paragraph: Firstsecond!')

    const moved = boardOf(['First', 'Second', 'Third'])
    const { state, view } = moved.ben.editor
    const third = state.doc.child(2)
    view.dispatch(state.tr.delete(state.doc.content.size - third.nodeSize, state.doc.content.size).insert(0, third))
    sync(moved.ana.doc, moved.ben.doc)
    typeText(moved.ana.editor, '!')
    expect(outline(moved.ana.editor)).toBe('paragraph: Third!\nparagraph: First\nparagraph: Second')
  })
})

describe('a caret whose last letters went down with their line', () => {
  test('ED34: is behind what is left of its words, and behind the letters when they are put back', () => {
    const { ana, ben } = boardOf(['Agenda', 'Next'])
    typeText(ana.editor, ' steps')
    ben.editor.commands.setTextSelection(ben.editor.state.doc.content.size - 1)
    ben.editor.commands.setHeading({ level: 2 })
    sync(ana.doc, ben.doc)
    expect(outline(ana.editor)).toBe('paragraph: Agenda\nheading: Next')
    expect(ana.editor.state.selection.head).toBe(ana.editor.state.doc.content.size - 1)
    const text = (ana.fragment.get(1) as Y.XmlElement).get(0) as Y.XmlText
    ana.doc.transact(() => text.insert(4, ' steps'), 'adopted')
    typeText(ana.editor, ' forward')
    expect(outline(ana.editor)).toBe('paragraph: Agenda\nheading: Next steps forward')
  })
})

describe('a caret at the end of a line that somebody else writes', () => {
  test.each([
    { line: 'begun', begin: (ben: Peer) => typeText(ben.editor, ' The'), expected: 'paragraph: Welcome The next steps\nparagraph: Mine' },
    { line: 'empty', begin: (ben: Peer) => press(ben.editor, 'Enter'), expected: 'paragraph: Welcome\nparagraph:  next steps\nparagraph: Mine' },
  ])('ED36: stays at its end, so that Enter takes nothing of it along; the line is $line', ({ begin, expected }) => {
    const { ana, ben } = boardOf(['Agenda', 'Welcome'])
    ben.editor.commands.setTextSelection(ben.editor.state.doc.content.size - 1)
    begin(ben)
    sync(ana.doc, ben.doc)
    ana.editor.commands.setTextSelection(ana.editor.state.doc.content.size - 1)
    typeText(ben.editor, ' next')
    sync(ana.doc, ben.doc)
    press(ana.editor, 'Enter')
    typeText(ana.editor, 'Mine')
    typeText(ben.editor, ' steps')
    sync(ana.doc, ben.doc)
    expect(outline(ana.editor)).toBe(`paragraph: Agenda\n${expected}`)
  })

  test('ED36: and behind one’s own letters it stays behind them: two who write at one place do not mix their letters', () => {
    const { ana, ben } = boardOf(['Agenda', 'The'])
    for (const { editor } of [ana, ben]) editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    for (const index of [0, 1, 2]) {
      typeText(ana.editor, 'ana'.charAt(index))
      typeText(ben.editor, 'BEN'.charAt(index))
      sync(ana.doc, ben.doc)
    }
    expect(['TheanaBEN', 'TheBENana']).toContain(ana.editor.state.doc.lastChild?.textContent)
  })
})

describe('what is selected while somebody else writes', () => {
  test('ED35: words stay selected', () => {
    const { ana, ben } = boardOf(['Yes', 'Yes', 'Yes'])
    ana.editor.commands.setTextSelection({ from: 6, to: 9 })
    ben.editor.commands.setTextSelection(1)
    typeText(ben.editor, 'No. ')
    press(ben.editor, 'Enter')
    sync(ana.doc, ben.doc)
    typeText(ana.editor, 'Maybe')
    expect(outline(ana.editor)).toBe('paragraph: No. \nparagraph: Yes\nparagraph: Maybe\nparagraph: Yes')
  })

  test('ED35: cells stay selected, and become a caret only when they are gone', () => {
    const { ana, ben } = tableOfTwo()
    const { doc, tr } = ana.editor.state
    const cells = cellsOf(doc)
    ana.editor.view.dispatch(tr.setSelection(CellSelection.create(doc, cells[2] ?? 0, cells[3] ?? 0)))
    ben.editor.commands.setTextSelection(1)
    typeText(ben.editor, 'Above')
    sync(ana.doc, ben.doc)
    const { selection } = ana.editor.state
    expect(selection).toBeInstanceOf(CellSelection)
    const selected: string[] = []
    if (selection instanceof CellSelection) selection.forEachCell((cell) => selected.push(cell.textContent))
    expect(selected).toEqual(['c', 'd'])

    ben.editor.commands.setTextSelection(ben.editor.state.doc.content.size - 8)
    deleteRow(ben.editor.state, ben.editor.view.dispatch)
    sync(ana.doc, ben.doc)
    expect(ana.editor.state.selection).toBeInstanceOf(TextSelection)
    expect(ana.editor.state.doc.textContent).toBe('Aboveab')
  })

  const picture = (letter: string): string => `<img data-blob="${letter.repeat(64)}">`
  const withSelectedPicture = (html: string): Two & { readonly at: number } => {
    const { ana, ben } = twoOn(openBoard, html)
    connect(ana.doc, ben.doc)
    let at = -1
    ana.editor.state.doc.descendants((node, position) => {
      if (at < 0 && node.type.name === 'image') at = position
    })
    ana.editor.view.dispatch(ana.editor.state.tr.setSelection(NodeSelection.create(ana.editor.state.doc, at)))
    return { ana, ben, at }
  }

  test('ED74: a picture stays selected, the first thing on the board as well', () => {
    const { ana, ben } = withSelectedPicture(`${picture('1')}${picture('2')}<p>below</p>`)
    ben.editor.view.dispatch(ben.editor.state.tr.insert(0, ben.editor.schema.node('image', { blob: '3'.repeat(64) })))
    ben.editor.commands.focus('end')
    typeText(ben.editor, '!')
    ana.editor.commands.deleteSelection()
    expect(ben.editor.state.doc.children.map(({ attrs, textContent }) => String(attrs['blob'] ?? textContent).at(0))).toEqual(['3', '2', 'b'])
  })

  test.each([
    ['a line comes next', `<p>above</p>${picture('1')}<p>words of Ben</p>`],
    ['another picture comes next', `<p>above</p>${picture('1')}${picture('2')}<p>words of Ben</p>`],
    ['it was the last', `<p>words of Ben</p>${picture('1')}`],
    ['it was alone in its item', `<ul><li>${picture('1')}</li><li><p>words of Ben</p></li></ul>`],
  ])('ED74: one that is gone leaves a caret: the next letter replaces nothing of others (%s)', (_next, html) => {
    const { ana, ben, at } = withSelectedPicture(html)
    const pictures = html.split('<img').length - 1
    ben.editor.view.dispatch(ben.editor.state.tr.delete(at, at + 1))
    typeText(ana.editor, 'x')
    expect(ben.editor.state.doc.textContent).toContain('words of Ben')
    expect(JSON.stringify(ben.editor.getJSON()).split('"image"').length - 1).toBe(pictures - 1)
  })

  test('ED81: a copy that was dragged out of a picture stays selected, not the picture', () => {
    const { ana, ben } = withSelectedPicture(`${picture('1')}<p>words</p>`)
    drop(ana, ana.editor.state.doc.content.size, false)
    ben.editor.view.dispatch(ben.editor.state.tr.insertText('!', 2))
    ana.editor.commands.deleteSelection()
    expect(outline(ben.editor).split('\n').slice(0, 2)).toEqual(['image', 'paragraph: !words'])
  })

  test('ED35: a place between two blocks stays between them', () => {
    const { ana, ben } = boardOf(['First'])
    ana.editor.commands.insertContentAt(7, '<hr><hr>')
    sync(ana.doc, ben.doc)
    ana.editor.view.dispatch(ana.editor.state.tr.setSelection(new GapCursor(ana.editor.state.doc.resolve(8))))
    ben.editor.commands.setTextSelection(1)
    typeText(ben.editor, 'The ')
    sync(ana.doc, ben.doc)
    expect(ana.editor.state.selection).toBeInstanceOf(GapCursor)
    expect(ana.editor.state.selection.head).toBe(12)
  })
})

describe('a caret that was just placed, and that ProseMirror has not been told of', () => {
  const others = {
    'writes': ({ ben }: Two) => typeText(ben.editor, 'x'),
    'moves their caret': ({ ana, ben }: Two) => showCaret(ben, ana),
  }
  const hands = { 'a click': new MouseEvent('pointerdown'), 'a key': new KeyboardEvent('keydown', { key: 'End' }), 'dragging': new MouseEvent('pointermove', { buttons: 1 }) }
  const cases = Object.keys(hands).flatMap((hand) => Object.keys(others).map((other) => ({ hand, other })))

  test.each(cases)('ED33: $hand is not lost when somebody else $other in that moment', async ({ hand, other }) => {
    const board = boardOf(['Agenda', 'Welcome'])
    const { ana, ben } = board
    const stop = connect(ana.doc, ben.doc)
    ben.editor.commands.setTextSelection(1)
    focus(ana)
    await tick()
    withholdSelectionChanges()
    ana.editor.view.dom.dispatchEvent(hands[hand as keyof typeof hands])
    placeInPage(ana, 'Agenda', 3)
    others[other as keyof typeof others](board)
    await tick()
    typeText(ana.editor, '!')
    expect(outline(ana.editor)).toMatch(/^paragraph: x?Age!nda\nparagraph: Welcome$/u)
    stop()
  })

  test.each(Object.keys(others))('ED38: what the page has selected from before is not taken for one, though somebody else %s', async (other) => {
    const board = boardOf(['Agenda', 'Welcome'])
    const { ana, ben } = board
    const stop = connect(ana.doc, ben.doc)
    ben.editor.commands.setTextSelection(1)
    withholdSelectionChanges()
    placeInPage(ana, 'Agenda', 3)
    focus(ana)
    others[other as keyof typeof others](board)
    await tick()
    typeText(ana.editor, '!')
    expect(outline(ana.editor)).toMatch(/^paragraph: x?Agenda\nparagraph: Welcome!$/u)
    stop()
  })
})

/** Puts the keyboard on the board without a hand on it, as the Tab key does. */
function focus({ editor }: Peer): void {
  const { dom } = editor.view
  document.body.append(dom)
  onTestFinished(() => dom.remove())
  dom.tabIndex = 0
  dom.focus()
}

/** Makes the browser so late that it tells nothing of a selection before the test is over. */
function withholdSelectionChanges(): void {
  const withhold = (event: Event): void => {
    if (event.isTrusted) event.stopImmediatePropagation()
  }
  window.addEventListener('selectionchange', withhold, true)
  onTestFinished(() => window.removeEventListener('selectionchange', withhold, true))
}

/** Puts the caret into the page as the browser does, which tells it later. */
function placeInPage({ editor }: Peer, line: string, offset: number): void {
  const block = [...editor.view.dom.querySelectorAll('p')].find(({ textContent }) => textContent === line)
  document.getSelection()?.collapse(block?.firstChild ?? null, offset)
}

/** Ben's caret is shown to Ana, as the relay would do. */
function showCaret(ben: Peer, ana: Peer): void {
  const cursor = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(ben.fragment, 1)) as unknown
  ben.awareness.setLocalState({ user: { name: 'Ben', color: 1 }, cursor: { anchor: cursor, head: cursor } })
  applyAwarenessUpdate(ana.awareness, encodeAwarenessUpdate(ben.awareness, [ben.doc.clientID]), 'network')
}

const tick = (): Promise<void> => new Promise((resolve) => {
  setTimeout(resolve, 5)
})

/** A board with an empty line and a table of two rows, `a b` and `c d`, on two computers. */
function tableOfTwo(): Two {
  const { ana, ben } = boardOf([''])
  const row = (...words: string[]): string => `<tr>${words.map((word) => `<td><p>${word}</p></td>`).join('')}</tr>`
  ana.editor.commands.insertContentAt(2, `<table>${row('a', 'b')}${row('c', 'd')}</table>`)
  sync(ana.doc, ben.doc)
  return { ana, ben }
}

/** Positions of the cells of the first table. */
function cellsOf(doc: Peer['editor']['state']['doc']): number[] {
  const positions: number[] = []
  doc.descendants((node, position) => {
    if (node.type.name === 'tableCell') positions.push(position)
  })
  return positions
}
