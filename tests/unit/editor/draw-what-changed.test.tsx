/** What somebody else changes is drawn, and nothing else: elements of the page that a keyboard is composing in stay what they are. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { seededRandom, type Random } from '../../helpers/random.ts'
import { boardOpener, outline, paste, press, replicaOf, sync, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const openBoard = boardOpener()

type Two = { readonly ana: Peer; readonly ben: Peer }

/** Both have a board with lines, some of them empty or alike, a list and a table. */
function twoPeople(): Two {
  const { doc, board } = workshopWithBoard()
  const ana = openBoard(doc, board)
  const cell = (words: string): string => `<td><p>${words}</p></td>`
  const row = (...words: string[]): string => `<tr>${words.map(cell).join('')}</tr>`
  ana.editor.commands.setContent(`<p>Agenda</p><p></p><p>Yes</p><p>Yes</p><p></p><ul><li><p>one</p></li><li><p>two</p></li></ul><table>${row('a', 'b')}${row('c', 'd')}</table><p>Caf</p>`)
  return { ana, ben: openBoard(replicaOf(doc), board) }
}

type Shown = ReadonlyMap<Y.XmlElement, { readonly element: Node | null; readonly content: string }>

/** Every block of the shared document with the element of the page that shows it, and what it holds. */
function shownBy({ editor: { state, view }, fragment }: Peer): Shown {
  let position = 0
  return new Map(fragment.toArray().filter((child) => child instanceof Y.XmlElement).map((block, index) => {
    const node = state.doc.child(index)
    const element = view.nodeDOM(position)
    position += node.nodeSize
    return [block, { element, content: JSON.stringify(node.toJSON()) }]
  }))
}

/** The words of blocks that hold the same as before and have another element now. Of several that are alike, any may have it. */
function moved(before: Shown, after: Shown): readonly string[] {
  const isAlone = (content: string): boolean => [before, after].every((shown) => [...shown.values()].filter((other) => other.content === content).length === 1)
  return [...after].flatMap(([block, { element, content }]) => {
    const was = before.get(block)
    return was?.content === content && isAlone(content) && was.element !== element ? [content] : []
  })
}

function goAnywhere(ben: Peer, random: Random): void {
  const places: number[] = []
  ben.editor.state.doc.descendants((node, position) => {
    if (node.isTextblock) for (let offset = 0; offset <= node.content.size; offset += 1) places.push(position + 1 + offset)
    return !node.isTextblock
  })
  ben.editor.commands.setTextSelection(places[random.below(places.length)] ?? 1)
}

function writeSomething(ben: Peer, random: Random): void {
  goAnywhere(ben, random)
  random.pick([
    () => typeText(ben.editor, 'x'),
    () => press(ben.editor, 'Enter'),
    () => press(ben.editor, 'Backspace'),
    () => paste(ben.editor, '<p>Pasted</p><p></p><ul><li><p>one</p></li></ul>'),
    () => ben.editor.commands.toggleHeading({ level: 2 }),
    () => ben.editor.commands.addRowAfter(),
  ])()
}

describe('ED61 a change of somebody else', () => {
  test('above leaves every other line, item, row and cell in its element', () => {
    const { ana, ben } = twoPeople()
    const elements = (): Element[] => [...ana.editor.view.dom.querySelectorAll('p, li, tr, td')].filter(({ textContent }) => /^(?:two|a|b|cd|c|d|Caf)$/u.test(textContent ?? ''))
    const before = elements()
    const caretBefore = (words: string): void => {
      ben.editor.state.doc.descendants((node, position) => {
        if (node.isTextblock && node.textContent === words) ben.editor.commands.setTextSelection(position + 1)
      })
    }
    const acts = [
      () => caretBefore('Agenda'), () => press(ben.editor, 'Enter'),
      () => caretBefore('one'), () => press(ben.editor, 'Enter'),
      () => caretBefore('a'), () => press(ben.editor, 'Enter'),
      () => ben.editor.commands.addRowBefore(), () => ben.editor.commands.addColumnBefore(),
    ]
    for (const act of acts) {
      act()
      sync(ana.doc, ben.doc)
    }
    expect(elements().map((element, index) => element === before[index])).toEqual(before.map(() => true))
    expect(outline(ana.editor)).toBe(outline(ben.editor))
  })

  test.each([...Array(30).keys()])('leaves in its element what it does not change, and shows what it changes (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const { ana, ben } = twoPeople()
    for (let round = 0; round < 12; round += 1) {
      const before = shownBy(ana)
      writeSomething(ben, random)
      sync(ana.doc, ben.doc)
      expect(moved(before, shownBy(ana))).toEqual([])
      // Her own edits tell what she left alone by what is shown.
      if (random.chance(0.5)) writeSomething(ana, random)
      sync(ana.doc, ben.doc)
      expect(ana.editor.getJSON()).toEqual(ben.editor.getJSON())
    }
    for (const peer of [ana, ben]) {
      peer.binding.checkForDrift()
      expect(peer.drifts).toEqual([])
    }
  })

  test('leaves nothing to be written by whoever only sees it', () => {
    const { ana, ben } = twoPeople()
    ana.takeEmitted()
    const random = seededRandom(7)
    for (let round = 0; round < 20; round += 1) {
      writeSomething(ben, random)
      sync(ana.doc, ben.doc)
    }
    expect(ana.takeEmitted()).toBe(0)
  })
})
