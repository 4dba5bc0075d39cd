import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { BoardView } from '../../../renderer/guest/board-view.tsx'
import { addItem } from '../../../shared/document/commands/programme-commands.ts'
import { boardFragment, readBoardList } from '../../../shared/document/read-workshop.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import { draw, type Drawn } from '../renderer/render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  vi.restoreAllMocks()
  await drawn?.unmount()
  drawn = null
})

function block(name: string, words: string, attributes: Readonly<Record<string, string>> = {}): Y.XmlElement {
  const element = new Y.XmlElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.insert(0, name === 'outcome' ? [block('paragraph', words)] : [new Y.XmlText(words)])
  return element
}

/** The text of the board at `index`. */
function fragmentOf(doc: Y.Doc, index: number): Y.XmlFragment {
  const board = readBoardList(doc)[index]
  const fragment = board && boardFragment(doc, board.id)
  if (!fragment) throw new Error('no board')
  return fragment
}

function workshopOf(boards: number, blocksPerBoard: number): Y.Doc {
  const doc = new Y.Doc()
  for (let board = 0; board < boards; board += 1) addItem(doc, null, { title: `Item ${board}` })
  for (let board = 0; board < boards; board += 1) fragmentOf(doc, board).insert(0, Array.from({ length: blocksPerBoard }, (_, index) => block('paragraph', `said ${index}`)))
  return doc
}

async function show(doc: Y.Doc, index: number): Promise<void> {
  const boards = readBoardList(doc)
  const board = boards[index]
  if (board === undefined) throw new Error('no board')
  drawn = await draw(<BoardView doc={doc} boards={boards} board={board} outcome={null} onOpen={(_board: BoardId) => undefined} />)
}

/** How many lists of children are read while `change` is made and shown. */
async function childrenRead(change: () => void): Promise<number> {
  const read = vi.spyOn(Y.XmlFragment.prototype, 'toArray')
  await act(async () => change())
  const { calls } = read.mock
  read.mockRestore()
  return calls.length
}

test('GU77 a change on a board that is shown reads that board, one elsewhere reads that one only, and neither reads the other boards', async () => {
  const [boards, blocks] = [20, 50]
  const doc = workshopOf(boards, blocks)
  await show(doc, 0)
  const here = await childrenRead(() => fragmentOf(doc, 0).insert(0, [block('paragraph', 'and this')]))
  expect(drawn?.box.textContent).toContain('and this')
  expect(here).toBeGreaterThan(0)
  expect(here).toBeLessThan(4 * blocks)
  expect(await childrenRead(() => fragmentOf(doc, 7).insert(0, [block('paragraph', 'elsewhere')]))).toBeLessThan(4 * blocks)
  expect(drawn?.box.textContent).not.toContain('elsewhere')
})

test('GU77 an outcome that stood on two boards is shown as what it is now when the other one goes', async () => {
  const doc = workshopOf(2, 1)
  fragmentOf(doc, 1).insert(0, [block('outcome', 'older', { id: 'outcome-1', kind: 'decision' })])
  fragmentOf(doc, 0).insert(0, [block('outcome', 'newer', { id: 'outcome-1', kind: 'decision' })])
  await show(doc, 0)
  const shown = (): string | null | undefined => drawn?.box.querySelector('[data-outcome]')?.getAttribute('data-outcome')
  expect(shown()).not.toBe('outcome-1')
  await act(async () => fragmentOf(doc, 1).delete(0, 1))
  expect(shown()).toBe('outcome-1')
})
