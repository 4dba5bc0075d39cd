/** What undo brings back, letter by letter. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { followUntilDestroyed } from '../../../shared/document/undo-step.ts'
import { seededRandom } from '../../helpers/random.ts'

type Board = { readonly manager: Y.UndoManager; readonly words: () => string; readonly act: (change: (text: Y.XmlText) => void) => void; readonly pour: () => void }

/** As whoever selects three letters and types them anew. */
function writeOver(text: Y.XmlText, at: number): void {
  const words = text.toString().slice(at, at + 3)
  text.delete(at, words.length)
  text.insert(at, words)
}

/** One line, as a board has it. */
function boardWith(words: string): Board {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment('board')
  const manager = new Y.UndoManager(fragment, { captureTimeout: 0, trackedOrigins: new Set(['me']) })
  followUntilDestroyed(manager)
  const lineOf = (text: string): Y.XmlElement => {
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [new Y.XmlText(text)])
    return line
  }
  fragment.insert(0, [lineOf(words)])
  const textNow = (): Y.XmlText => (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
  return {
    manager,
    words: () => textNow().toString(),
    act: (change) => doc.transact(() => change(textNow()), 'me'),
    // As the editor writes down that a line became one of another kind.
    pour: () => doc.transact(() => {
      const line = lineOf(textNow().toString())
      fragment.delete(0, 1)
      fragment.insert(0, [line])
    }, 'me'),
  }
}

test('ED112: words that came back by undo, and in which somebody wrote since, come back in their order with their line', () => {
  const { act, pour, manager, words } = boardWith('agrees now')
  act((text) => text.delete(0, 6))
  manager.undo()
  act((text) => text.delete(6, 4))
  manager.undo()
  act((text) => text.insert(3, '-'))
  expect(words()).toBe('agr-ees now')
  pour()
  manager.undo()
  expect(words()).toBe('agr-ees now')
  manager.redo()
  expect(words()).toBe('agr-ees now')
})

test('ED122: what was written among words that redo brought back stays where it is when their line comes back', () => {
  const { act, pour, manager, words } = boardWith('abcdefghij')
  const actTwice = (change: (text: Y.XmlText) => void): void => {
    act(change)
    manager.undo()
    manager.redo()
  }
  actTwice((text) => writeOver(text, 4))
  actTwice((text) => text.insert(5, 'x'))
  actTwice((text) => writeOver(text, 6))
  expect(words()).toBe('abcdexfghij')
  pour()
  manager.undo()
  expect(words()).toBe('abcdexfghij')
  manager.redo()
  expect(words()).toBe('abcdexfghij')
  for (let step = 0; step < 4; step += 1) manager.undo()
  expect(words()).toBe('abcdefghij')
  for (let step = 0; step < 4; step += 1) manager.redo()
  expect(words()).toBe('abcdexfghij')
})

test.each([...Array(40).keys()])('ED112: whatever was deleted, written and brought back before (seed %i)', (seed) => {
  const random = seededRandom(seed)
  const { act, pour, manager, words } = boardWith('abcdefghij')
  for (let step = 0; step < 30; step += 1) {
    const before = words()
    const what = random.pick(['pour', 'write', 'write over', 'delete'])
    if (what === 'pour') pour()
    else {
      act((text) => {
        const from = random.below(text.length)
        if (what === 'write') text.insert(from, random.pick(['x', 'yz', 'uvw']))
        else if (what === 'write over') writeOver(text, from)
        else text.delete(from, Math.min(text.length - from, 1 + random.below(4)))
      })
    }
    const after = words()
    // Written words stay, what was deleted and poured comes back.
    for (const command of what.startsWith('write') ? (['undo', 'redo'] as const) : (['undo', 'redo', 'undo'] as const)) {
      manager[command]()
      expect(words()).toBe(command === 'undo' ? before : after)
    }
  }
})
