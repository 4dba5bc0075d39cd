/** Workshop material and statements handed in, as boards of their own in annexes; tables and their numbers. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addBoard, setBoardAnnex } from '../../../shared/document/commands/board-commands.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { recordFromWorkshop } from '../../../shared/document/record/record-export.ts'
import { readBoardList, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { checkMinutes } from '../../../shared/minutes/checks/check-minutes.ts'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import { minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import type { Minutes } from '../../../shared/minutes/minutes.ts'
import type { Board, BoardAnnex, Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { registersOf } from '../../../shared/render/registers/registers.ts'
import { p, table, td } from '../../fixtures/rich.ts'
import { board, fullWorkshop, singleBoardWorkshop, withBoards } from '../../fixtures/workshops.ts'

function annexed(kind: BoardAnnex['kind'], id: string, title: string, item: string | null, words: string, more: Partial<BoardAnnex> = {}): Board {
  return { ...board(id, title, item, words === '' ? [] : [p(words)]), annex: { kind, author: '', organisation: '', date: '', confidential: false, ...more } }
}

function day(...boards: readonly Board[]): Workshop {
  const base = fullWorkshop()
  return withBoards(base, [...base.boards, ...boards])
}

function part(minutes: Minutes, id: string): string {
  return blockText(minutes.parts.find((candidate) => candidate.id === id)?.blocks ?? [])
}

const compile = (workshop: Workshop, options: Partial<MinutesOptions> = {}): Minutes => compileMinutes(workshop, { language: 'en', ...options })

const statement = annexed('statements', 's1', 'On cold stores', 'i2', 'We regret the price of ice.', { author: 'Eléni Παππά', organisation: 'Region of Western Greece', date: '2026-09-20' })
const cards = annexed('material', 'm1', 'Cards of table two', 'i4', 'Ice is dear.')

describe('annexes of boards (MI25)', () => {
  test('material and statements stand in annexes between figures, votes and abbreviations, and not in their sections', () => {
    const minutes = compile(day(statement, cards))
    const annexes = minutes.parts.filter(({ id }) => id.startsWith('annex:')).map(({ id }) => id.slice('annex:'.length))
    expect(annexes.indexOf('material')).toBeLessThan(annexes.indexOf('statements'))
    expect(part(minutes, 'annex:material')).toContain('Ice is dear.')
    for (const words of ['On cold stores', 'Handed in by\nEléni Παππά, vice-governor', 'Region of Western Greece', '20 September 2026', 'Report on cold stores', 'We regret']) expect(part(minutes, 'annex:statements')).toContain(words)
    expect(part(minutes, 'item:i2')).not.toContain('We regret')
    expect(part(minutes, 'item:i2')).toContain('In the annexes: On cold stores')
  })

  test('nothing of them is printed where nothing was written', () => {
    const ids = compile(day(annexed('statements', 's1', 'Promised', null, ''))).parts.map(({ id }) => id)
    expect(ids).not.toContain('annex:statements')
    expect(compile(fullWorkshop()).parts.map(({ id }) => id)).not.toContain('annex:material')
  })

  test('a section names no annex that is not printed: not of an empty board, nor one that the rapporteur left out', () => {
    const empty = { ...annexed('material', 'm1', 'Handout', 'i3', ''), content: [p()] }
    expect(compile(day(empty)).parts.map(({ id }) => id)).not.toContain('item:i3')
    const held = day(annexed('material', 'm1', ' ', 'i3', 'Ice is dear.'))
    expect(part(compile(held), 'item:i3')).toBe('In the annexes: Untitled')
    expect(compile({ ...held, minutes: { ...held.minutes, excluded: ['annex:material'] } }).parts.map(({ id }) => id)).not.toContain('item:i3')
  })

  test('a statement that never arrived is told before the freeze', () => {
    const workshop = day(annexed('statements', 's1', 'Promised', null, ''))
    expect(checkMinutes(workshop, compile(workshop)).filter(({ kind }) => kind === 'table-not-received').map(({ subject }) => subject)).toEqual(['Promised'])
  })

  test('attribution holds for who handed something in', () => {
    expect(part(compile(day(statement), { attribution: 'organisation' }), 'annex:statements')).not.toContain('Eléni')
    expect(part(compile(day(statement), { attribution: 'organisation' }), 'annex:statements')).toContain('Region of Western Greece')
    expect(part(compile(day(statement), { attribution: 'none' }), 'annex:statements')).not.toMatch(/Eléni|Western Greece/)
  })

  test('a confidential one is marked in the house, and outside there is no sign of it', () => {
    const workshop = day({ ...statement, annex: { ...statement.annex as BoardAnnex, confidential: true } })
    expect(part(compile(workshop), 'annex:statements')).toContain('Confidential')
    expect(JSON.stringify(compile(workshop, { profile: 'public' }).parts)).not.toMatch(/On cold stores|We regret|2026-09-20|In the annexes/)
    expect(compile(workshop, { profile: 'public' }).parts[0]?.id).toBe('omissions')
  })

  test.each(minutesLanguages)('have a name in %s', (language) => {
    const minutes = compile(day(statement, cards), { language })
    const titles = minutes.parts.filter(({ id }) => id === 'annex:material' || id === 'annex:statements').map(({ title }) => title)
    expect(new Set(titles).size).toBe(2)
  })

  test('a table on such a board is no register', () => {
    const workshop = day({ ...cards, content: [table([td('a'), td('b')])] })
    expect(registersOf(compile(workshop), workshop).map(({ name }) => name)).not.toContain('material')
  })

  test('a record keeps them', () => {
    const workshop = { ...fullWorkshop(), boards: [statement, cards], outcomes: [] }
    const made = documentFromRecord(JSON.parse(JSON.stringify(recordFromWorkshop(workshop))))
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, made.update)
    expect(readWorkshop(doc).boards.flatMap(({ id, annex }) => (annex ? [[id, annex]] : []))).toEqual([['s1', statement.annex], ['m1', cards.annex]])
    doc.destroy()
  })

  test('two people who fill in different fields at the same time keep both, and a board goes back to its section', () => {
    const [one, two] = [new Y.Doc(), new Y.Doc()]
    const id = addBoard(one, 'test', { title: 'Statement', item: null, annex: statement.annex })
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    setBoardAnnex(one, 'test', id, { author: 'Bo' })
    setBoardAnnex(two, 'test', id, { date: 'in May' })
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    expect(readBoardList(one)[0]?.annex).toMatchObject({ author: 'Bo', date: 'in May' })
    setBoardAnnex(one, 'test', id, null)
    expect(readBoardList(one)[0]).not.toHaveProperty('annex')
    one.destroy()
    two.destroy()
  })
})

describe('tables (MI26)', () => {
  const captions = (minutes: Minutes): readonly string[] => minutes.parts.flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'table' && block.caption !== '' ? [block.caption] : []))

  test('those of boards are counted through the minutes, and no other', () => {
    const workshop = withBoards(singleBoardWorkshop('T', []), [board('b1', 'One', null, [table([td('a')]), p('x')]), board('b2', 'Two', null, [table([td('b')])])])
    expect(captions(compile(workshop))).toEqual(['Table 1', 'Table 2'])
  })

  test('the number is the same in every language, with the word of the language', () => {
    const workshop = singleBoardWorkshop('T', [table([td('a')]), table([td('b')])])
    for (const language of minutesLanguages) expect(captions(compile(workshop, { language })).map((caption) => caption.replace(/^\P{N}+/u, ''))).toEqual(['1', '2'])
    expect(captions(compile(workshop, { language: 'fr' }))[0]).toBe('Tableau 1')
  })

  test('a table that is left out leaves its number free', () => {
    const secret = table([{ ...td(''), content: [{ ...p('secret'), attrs: { confidential: true } }] }])
    const workshop = singleBoardWorkshop('T', [table([td('a')]), secret, table([td('c')])])
    expect(captions(compile(workshop))).toEqual(['Table 1', 'Table 2', 'Table 3'])
    expect(captions(compile(workshop, { profile: 'public' }))).toEqual(['Table 1', 'Table 3'])
  })
})
