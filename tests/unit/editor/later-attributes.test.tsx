/** What boards can say since they were first in use, and who does not know it yet (decision 0150). */
import { Schema, type NodeSpec } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import '../../../renderer/editor/outcomes/outcome-editing.ts'
import { contentProblems } from '../../../shared/document/boards/content-guard.ts'
import { boardSchema, laterAttributes, laterImageAttributes } from '../../../shared/document/boards/board-schema.ts'
import { readBoardContent } from '../../../shared/document/read-workshop.ts'
import { outcomeKinds, type RichNode } from '../../../shared/model/workshop.ts'
import { fieldAttribute, laterFieldNames } from '../../../shared/outcomes/kinds.ts'
import { boardOpener, paste, press, type as typeText, workshopWithBoard, type Peer } from './board-test-kit.ts'

const peer = boardOpener()

/** The schema of a Minuta from before. */
const older = new Schema({
  nodes: Object.fromEntries(Object.entries(boardSchema.nodes).map(([name, { spec }]): [string, NodeSpec] => {
    const kept = Object.entries(spec.attrs ?? {}).filter(([attribute, { default: value }]) => !laterAttributes.has(attribute) || value !== null)
    return [name, { ...spec, attrs: Object.fromEntries(kept) }]
  })),
  marks: Object.fromEntries(Object.entries(boardSchema.marks).map(([name, { spec }]) => [name, spec])),
})

function newBoard(): Peer & { readonly said: () => readonly RichNode[] } {
  const { doc, board } = workshopWithBoard()
  return Object.assign(peer(doc, board), { said: () => readBoardContent(doc, board) })
}

describe('an older Minuta (decision 0150)', () => {
  test('ED70: goes on writing on a board with outcomes of every kind, as long as nobody fills in what it does not know', () => {
    const board = newBoard()
    for (const kind of outcomeKinds) {
      board.editor.commands.insertOutcome(kind)
      typeText(board.editor, 'Words')
      press(board.editor, 'Enter')
    }
    expect(board.said().filter(({ type }) => type === 'outcome').map(({ attrs }) => attrs?.['kind'])).toEqual(outcomeKinds)
    expect(contentProblems(board.fragment, older)).toEqual([])
  })

  test.each([...laterFieldNames])('ED70: %s closes the board to it while it is filled in, and opens it again when it is emptied', (name) => {
    const board = newBoard()
    board.editor.commands.insertOutcome('decision')
    const set = (value: string): void => board.editor.view.dispatch(board.editor.state.tr.setNodeAttribute(0, name, fieldAttribute(name, value)))
    set('12')
    expect(board.said()[0]?.attrs?.[name]).toBe('12')
    expect(contentProblems(board.fragment)).toEqual([])
    expect(contentProblems(board.fragment, older)).toEqual([{ kind: 'unknown-attribute', name: `outcome.${name}` }])
    set('')
    expect(Object.hasOwn(board.said()[0]?.attrs ?? {}, name)).toBe(false)
    expect(contentProblems(board.fragment, older)).toEqual([])
  })

  test('ED70: what is read of a board on which nobody filled in anything is what it was, so that digests of it hold', () => {
    const board = newBoard()
    board.editor.commands.insertOutcome('vote')
    expect(Object.keys(board.said()[0]?.attrs ?? {}).filter((name) => laterAttributes.has(name) && name !== 'confidential')).toEqual([])
  })
})

describe('pictures (decision 0152)', () => {
  const picture = { type: 'image', attrs: { blob: 'a'.repeat(64), alt: 'A sheet', caption: 'Table two' } }

  test('ED70: a picture closes no board; what is written on it does, until it is taken off', () => {
    const board = newBoard()
    board.editor.commands.setContent([picture])
    expect(contentProblems(board.fragment, older)).toEqual([])
    for (const name of laterImageAttributes) {
      const set = (value: string | null): void => board.editor.view.dispatch(board.editor.state.tr.setNodeAttribute(0, name, value))
      set('Shared ice\nWho pays?')
      expect(board.said()[0]?.attrs?.[name]).toBe('Shared ice\nWho pays?')
      expect(contentProblems(board.fragment, older)).toEqual([{ kind: 'unknown-attribute', name: `image.${name}` }])
      set(null)
      expect(contentProblems(board.fragment, older)).toEqual([])
    }
  })

  test('ED71: copies carry what is written on a sheet, line by line', () => {
    const board = newBoard()
    const told = { transcription: 'Shared ice\n• who pays?', sheet: '2 of 3', takenAt: '14:20' }
    board.editor.commands.setContent([{ ...picture, attrs: { ...picture.attrs, ...told } }])
    board.editor.commands.selectAll()
    const html = board.editor.view.serializeForClipboard(board.editor.state.selection.content()).dom.innerHTML
    const target = newBoard()
    paste(target.editor, html)
    expect(target.said().find(({ type }) => type === 'image')?.attrs).toMatchObject(told)
  })
})

test('ED71: copies carry every field of an outcome, and undo takes a field back', () => {
  const board = newBoard()
  board.editor.commands.insertOutcome('vote')
  typeText(board.editor, 'Adopt?')
  for (const [name, value] of [['inFavour', '12'], ['against', '3'], ['result', 'adopted']] as const) {
    board.editor.view.dispatch(board.editor.state.tr.setNodeAttribute(0, name, value))
  }
  board.editor.commands.selectAll()
  const html = board.editor.view.serializeForClipboard(board.editor.state.selection.content()).dom.innerHTML
  const target = newBoard()
  paste(target.editor, html)
  expect(target.said().find(({ type }) => type === 'outcome')?.attrs).toMatchObject({ kind: 'vote', inFavour: '12', against: '3', result: 'adopted' })
  target.editor.commands.undo()
  expect(target.said().filter(({ type }) => type === 'outcome')).toEqual([])
})
