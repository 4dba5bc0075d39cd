import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { undoOfActs } from '../../../renderer/base/undo-of-acts.ts'
import { writeContent } from '../../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import { takeOver } from '../../../shared/document/boards/take-over.ts'
import { addBoard, deleteBoard, renameBoard, restoreBoard } from '../../../shared/document/commands/board-commands.ts'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { importItems, importPeople } from '../../../shared/document/commands/import-lists.ts'
import { addPerson, updatePerson } from '../../../shared/document/commands/people-commands.ts'
import { addItem, updateItem } from '../../../shared/document/commands/programme-commands.ts'
import { boardFragment, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { addCorrection, readCorrections, updateCorrection } from '../../../shared/document/versions/corrections.ts'
import type { BoardId, OutcomeId } from '../../../shared/model/ids.ts'

const act = { name: 'act' }
let ana: Y.Doc
let ben: Y.Doc
let history: Y.UndoManager

beforeEach(() => {
  ana = new Y.Doc()
  ben = new Y.Doc()
  history = undoOfActs(ana, new Set([act]), 0)
})
afterEach(() => {
  history.destroy()
  ana.destroy()
  ben.destroy()
})

function meet(): void {
  for (const [to, from] of [[ana, ben], [ben, ana]] as const) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'network')
}

function write(doc: Y.Doc, board: BoardId, words: string): void {
  const fragment = boardFragment(doc, board)
  if (!fragment) throw new Error('no board')
  doc.transact(() => writeContent(fragment, boardSchema.node('doc', null, [boardSchema.node('paragraph', null, boardSchema.text(words))])), 'typed')
}

/** What everybody sees on boards. */
function shown(doc = ana): readonly (readonly [string, string])[] {
  return readWorkshop(doc).boards.map(({ title, content }) => [title, JSON.stringify(content)])
}

describe('undo of an act', () => {
  it('DO50: takes no board away on which somebody else has written, nor its item, and goes on to the act before', () => {
    const { item } = addItem(ana, act, { title: 'Welcome' })
    const { board } = addItem(ana, act, { title: 'Debate' })
    meet()
    write(ben, board, 'Forty minutes of discussion')
    meet()
    history.undo()
    meet()
    expect(readWorkshop(ben).items.map(({ title }) => title)).toEqual(['Debate'])
    expect(shown(ben)).toEqual([['Debate', expect.stringContaining('Forty minutes') as string]])
    expect(shown()).toEqual(shown(ben))
    history.redo()
    expect(readWorkshop(ana).items.map(({ id }) => id)).toContain(item)
  })

  it('DO50: leaves an item on which somebody else has put a board', () => {
    const { item } = addItem(ana, act, { title: 'Debate' })
    meet()
    const board = addBoard(ben, act, { title: 'Table 2', item })
    write(ben, board, 'Ours')
    meet()
    history.undo()
    expect(shown().map(([title]) => title)).toEqual(['Debate', 'Table 2'])
  })

  it('DO51: hides what it takes back: what somebody wrote there without a network is there when it is shown again, by whom ever', () => {
    const board = addBoard(ana, act, { title: 'Wall', item: null })
    meet()
    write(ben, board, 'Written in the train')
    history.undo()
    expect(shown()).toEqual([])
    meet()
    expect([shown(), shown(ben)]).toEqual([[], []])
    history.redo()
    meet()
    expect(shown(ben)).toEqual([['Wall', expect.stringContaining('Written in the train') as string]])
    deleteBoard(ana, act, board)
    meet()
    restoreBoard(ben, act, board)
    meet()
    expect(shown()).toEqual(shown(ben))
    expect(shown()).toHaveLength(1)
  })

  it('DO51: is one step for what came in one act, forth and back, as often as wanted', () => {
    addPerson(ana, act, { name: 'Chair' })
    importItems(ana, act, [{ fields: { title: 'One' }, lines: ['a'] }, { fields: { title: 'Two' }, lines: ['b'] }])
    importPeople(ana, act, { added: [{ name: 'Bo' }, { name: 'Cy' }], filled: [] })
    const board = addBoard(ana, act, { title: 'Wall', item: null })
    renameBoard(ana, act, board, 'Big wall')
    const all = readWorkshop(ana)
    const states = [() => readWorkshop(ana).boards.at(-1)?.title, () => readWorkshop(ana).boards.length, () => readWorkshop(ana).people.length, () => readWorkshop(ana).items.length]
    for (let round = 0; round < 3; round += 1) {
      expect(states.map((state) => { history.undo(); return state() })).toEqual(['Wall', 2, 1, 0])
      history.undo()
      expect([readWorkshop(ana).people, history.undo()]).toEqual([[], null])
      for (let step = 0; step < 5; step += 1) history.redo()
      expect(readWorkshop(ana)).toEqual(all)
      expect(history.redo()).toBeNull()
    }
  })

  it('DO51: takes back deleting and bringing back of what was added before it', () => {
    const board = addBoard(ana, act, { title: 'Wall', item: null })
    deleteBoard(ana, act, board)
    restoreBoard(ana, act, board)
    const counts = [0, 1, 2].map(() => { history.undo(); return shown().length })
    expect(counts).toEqual([0, 1, 0])
  })

  it('DO50: leaves a person about whom, a request on which and an outcome in which somebody else has said something', () => {
    setDetails(ana, act, { title: 'T' })
    const { board } = addItem(ana, 'before', { title: 'Debate' })
    const person = addPerson(ana, act, { name: 'Bo' })
    meet()
    updatePerson(ben, act, person, { attendance: 'excused' })
    meet()
    history.undo()
    expect(readWorkshop(ana).people).toMatchObject([{ name: 'Bo', attendance: 'excused' }])
    const request = addCorrection(ana, act, { version: 'a'.repeat(64), place: '1', request: 'Twelve', by: '' })
    meet()
    updateCorrection(ben, act, request, { decision: 'accepted' })
    meet()
    history.undo()
    expect(readCorrections(ana)).toMatchObject([{ request: 'Twelve', decision: 'accepted' }])
    takeOver(ana, act, board, { id: 'q-1' as OutcomeId, kind: 'question', text: 'Why?', fields: {} })
    meet()
    const element = boardFragment(ben, board)?.get(0) as Y.XmlElement
    ;(element.get(0) as Y.XmlText).insert(4, ' Because.')
    meet()
    history.undo()
    expect(readWorkshop(ana).outcomes).toMatchObject([{ id: 'q-1', kind: 'question', text: 'Why? Because.' }])
    takeOver(ana, act, board, { id: 'q-2' as OutcomeId, kind: 'question', text: 'When?', fields: {} })
    history.undo()
    expect(readWorkshop(ana).outcomes).toHaveLength(1)
  })

  it('DO50: leaves alone what others changed of an item that it renames back', () => {
    const { item } = addItem(ana, 'before', { title: 'Debate' })
    updateItem(ana, act, item, { title: 'Discussion', plannedStart: '09:00' })
    meet()
    updateItem(ben, act, item, { plannedStart: '10:00' })
    meet()
    history.undo()
    expect(readWorkshop(ana).items).toMatchObject([{ title: 'Debate', plannedStart: '10:00' }])
  })

  it.each([[1, 2], [2, 1]])('DO53: of what two people wrote at the same time gives back what stood there before, or leaves what the other wrote: never nothing (clients %i and %i)', (first, second) => {
    ana.clientID = first
    ben.clientID = second
    const board = addBoard(ana, 'before', { title: 'Debate', item: null })
    meet()
    const title = (): string | undefined => readWorkshop(ana).boards[0]?.title
    for (let round = 0; round < 3; round += 1) {
      renameBoard(ana, act, board, 'Hers, for now')
      renameBoard(ana, act, board, 'Hers')
      renameBoard(ben, act, board, 'His')
      meet()
      const won = title()
      history.undo()
      meet()
      expect(title()).toBe(won === 'Hers' ? 'Hers, for now' : 'His')
      history.redo()
      expect(title()).toBe(won)
      history.undo()
      history.undo()
      expect(title()).toBe(won === 'Hers' ? 'Debate' : 'His')
      renameBoard(ana, 'before', board, 'Debate')
      meet()
    }
  })
})
