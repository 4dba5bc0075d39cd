/** What an earlier meeting left open, and what of it a later one has already. */
import { describe, expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import type { BoardId, ItemId, MatterId, OutcomeId } from '../../../shared/model/ids.ts'
import { noResponses, type FloorQuestion, type RespondentKey } from '../../../shared/model/responses.ts'
import type { Board, Matter, ProgrammeItem, Workshop } from '../../../shared/model/workshop.ts'
import { carriedPoints } from '../../../shared/series/follow-on.ts'
import { openPoints, pointDigest, type OpenPoint } from '../../../shared/series/open-points.ts'
import { findPointsHere } from '../../../shared/series/points-here.ts'
import { outcome, p } from '../../fixtures/rich.ts'
import { board, emptyWorkshop, fullWorkshop, withBoards } from '../../fixtures/workshops.ts'

const matter: Matter = { id: 'm1' as MatterId, label: '2025-02/A-4', what: 'Publish the map', owner: 'Corsica', due: '2026-03-01', status: 'open', note: 'Half of it', confidential: false }

/** An earlier meeting with number 2026-01. */
function meeting(boards: readonly Board[], more: Partial<Workshop> = {}): Workshop {
  const made = withBoards(emptyWorkshop('Kick-off'), boards)
  return { ...made, details: { ...made.details, seriesNumber: '2026-01' }, ...more }
}

const told = (points: readonly OpenPoint[]): readonly string[] => points.map(({ kind, fields: { label, what } }) => `${kind} ${label} ${what}`)

describe('MI70: what is open', () => {
  test('are actions neither done nor dropped, questions without an answer, parked points, and earlier matters that are still open, with the number of their meeting', () => {
    const earlier = meeting([board('b1', 'Notes', null, [
      outcome('a1', 'action', 'Send the PDF', { owner: 'Ana', due: '2026-05-01', note: 'With the ports' }),
      outcome('a2', 'action', 'Ask the ports', { status: 'open' }),
      outcome('a3', 'action', 'Book the room', { status: 'done' }),
      outcome('a4', 'action', 'Print it', { status: 'dropped' }),
      outcome('q1', 'question', 'Who pays?', { raisedBy: 'Bo', owner: 'Ana', carriedTo: 'next meeting' }),
      outcome('q2', 'question', 'May we?', { answer: 'Yes' }),
      outcome('k1', 'parked', 'The logo'),
      outcome('d1', 'decision', 'Adopt the plan'),
      outcome('a5', 'action', ' '),
    ])], { matters: [matter, { ...matter, id: 'm2' as MatterId, what: 'Found', status: 'done' }] })
    const points = openPoints(earlier)
    expect(told(points)).toEqual([
      'earlier 2025-02/A-4 Publish the map', 'action 2026-01/A-1 Send the PDF', 'action 2026-01/A-2 Ask the ports', 'question 2026-01/Q-1 Who pays?', 'parked 2026-01/K-1 The logo',
    ])
    expect(points.map(({ fields: { owner, due, status, note } }) => [owner, due, status, note])).toEqual([
      ['Corsica', '2026-03-01', 'open', 'Half of it'], ['Ana', '2026-05-01', 'open', 'With the ports'], ['', '', 'open', ''], ['Ana', '', 'open', 'next meeting'], ['', '', 'open', ''],
    ])
  })

  test('a meeting without a number in its series gives the numbers as they are, and one without anything nothing', () => {
    const bare = withBoards(emptyWorkshop('Kick-off'), [board('b1', 'Notes', null, [outcome('a1', 'action', 'Send it')])])
    expect(told(openPoints(bare))).toEqual(['action A-1 Send it'])
    expect(openPoints(emptyWorkshop('Kick-off'))).toEqual([])
  })
})

describe('MI91: what the room asked', () => {
  const asked = (id: string, text: string, more: Partial<FloorQuestion> = {}): FloorQuestion =>
    ({ id: id as OutcomeId, kind: 'question', text, board: null, author: { key: 'n:ana' as RespondentKey, name: 'Ana', organisation: 'Crete' }, at: 1, state: 'new', supporters: [], ...more })
  const earlier = meeting([board('b1', 'Notes', null, [outcome('q1', 'question', 'Who pays?')])], {
    floor: { ...noResponses, questions: [
      asked('f1', 'When do we meet?'), asked('f2', 'Is it free?', { state: 'answered' }), asked('f3', 'And the islands?', { state: 'parked' }), asked('q1', 'Who pays?', { state: 'taken' }),
      asked('f4', 'Well said', { kind: 'remark' }), asked('f5', 'Mind the ice', { kind: 'remark', state: 'parked' }), asked('f6', ' '), asked('f7', 'Of the secret board', { board: 'b9' as BoardId }),
    ] },
  })

  test('and nobody answered or put on a board is open, without a number and a name; a remark only where it was parked', () => {
    expect(told(openPoints(earlier))).toEqual(['question 2026-01/Q-1 Who pays?', 'asked  When do we meet?', 'asked  And the islands?', 'asked  Mind the ice', 'asked  Of the secret board'])
    expect(JSON.stringify(openPoints(earlier))).not.toContain('Ana')
  })

  test('on a board that stays in the house, or is gone, is confidential', () => {
    expect(openPoints(earlier).map(({ fields }) => fields.confidential)).toEqual([false, false, false, false, true])
  })

  test('is known again when it was taken over here, and put on a board there afterwards', () => {
    const [, first] = openPoints(earlier)
    const there = meeting([board('b1', 'Notes', null, [outcome('f1', 'question', 'When do we meet?')])])
    expect(first && openPoints(there).map(findPointsHere([{ ...first.fields, id: 'n1' as MatterId }]))).toEqual([true])
  })

  test('does not come along by itself', () => {
    expect(carriedPoints({ details: earlier.details, open: openPoints(earlier) }, earlier.details.body).map(({ kind }) => kind)).toEqual(['question'])
  })
})

describe('MI71: a point is taken over once', () => {
  const earlier = meeting([board('b1', 'Notes', null, [outcome('a1', 'action', 'Send the PDF'), outcome('a2', 'action', 'Ask the ports')])], { matters: [matter] })
  const points = openPoints(earlier)
  const asMatters = (taken: readonly OpenPoint[]): readonly Matter[] => taken.map(({ fields }, index) => ({ ...fields, id: `n${index}` as MatterId }))

  test('what was taken over is known again, whatever became of its words, and from a meeting in between as well', () => {
    const there = asMatters(points).map((taken) => ({ ...taken, what: 'Otherwise', label: '', status: 'open' as const }))
    expect(points.map(findPointsHere(there))).toEqual([true, true, true])
    const between = openPoints({ ...emptyWorkshop('Second'), id: 'workshop-second' as Workshop['id'], matters: there })
    expect(between.map(findPointsHere(asMatters(points)))).toEqual([true, true, true])
    expect(points.map(findPointsHere([]))).toEqual([false, false, false])
  })

  test('so is what somebody typed under its number in its words, and nothing else', () => {
    const typed = (label: string, what: string): Matter => ({ ...matter, id: 'n1' as MatterId, label, what })
    const isSent = (there: Matter): boolean | undefined => points.map(findPointsHere([there]))[1]
    expect(['2026-01/A-1', 'A-1', 'a-1'].map((label) => isSent(typed(label, 'send the pdf.')))).toEqual([true, true, true])
    expect([isSent(typed('A-2', 'Send the PDF')), isSent(typed('A-1', 'Send the DOC')), isSent(typed('', 'Send the PDF'))]).toEqual([false, false, false])
    expect(isSent({ ...typed('A-1', 'Send the PDF'), takenFrom: pointDigest('workshop-other' as Workshop['id'], 'a1') })).toBe(false)
  })

  test('MI86 one without words is no other one without words: a matter that nobody filled in keeps nothing from being taken over', () => {
    const [bare] = openPoints(meeting([], { matters: [{ ...matter, label: '', what: '' }] }))
    if (bare === undefined) throw new Error('nothing is open')
    expect(findPointsHere([{ ...matter, id: 'n1' as MatterId, label: '', what: '', owner: '', due: '', note: '' }])(bare)).toBe(false)
    expect(findPointsHere(asMatters([bare]))(bare)).toBe(true)
  })

  test('nobody finds the earlier meeting by what names the point', () => {
    expect(JSON.stringify(points)).not.toContain(earlier.id)
    expect(points.map(({ fields }) => fields.takenFrom)).toSatisfy((names: readonly string[]) => names.every((name) => /^[0-9a-f]{32}$/u.test(name)) && new Set(names).size === 3)
  })
})

describe('MI72: what stays in the house there stays in the house here', () => {
  const secret = 'Zanzibar'
  const item = (confidential: boolean): ProgrammeItem => ({ ...(fullWorkshop().items[0] as ProgrammeItem), id: 'i1' as ItemId, title: 'Staff', confidential })
  const action = (fields: Readonly<Record<string, string>> = {}) => outcome('a1', 'action', secret, { owner: secret, note: secret, ...fields })
  const places: Readonly<Record<string, Workshop>> = {
    'an outcome that says so': meeting([board('b1', 'Notes', null, [action({ confidential: 'yes' })])]),
    'an item that is confidential': meeting([board('b1', 'Staff', 'i1', [p('x'), action()])], { items: [item(true)] }),
    'a board that is annexed as confidential': meeting([{ ...board('b1', 'Staff', null, [action()]), annex: { kind: 'statements', author: '', organisation: '', date: '', confidential: true } }]),
    'an earlier matter that is confidential': meeting([], { matters: [{ ...matter, what: secret, owner: secret, note: secret, confidential: true }] }),
  }

  test.each(Object.keys(places))('%s', (name) => {
    const points = openPoints(places[name] ?? meeting([]))
    expect(points.map(({ fields }) => [fields.what, fields.confidential])).toEqual([[secret, true]])
    const later: Workshop = { ...fullWorkshop(), matters: points.map(({ fields }, index) => ({ ...fields, id: `n${index}` as MatterId })) }
    expect(JSON.stringify(compileMinutes(later, { language: 'en' }))).toContain(secret)
    const leaving = (['public', 'letter'] as const).filter((profile) => JSON.stringify(compileMinutes(later, { language: 'en', profile, organisation: 'Corsica' })).includes(secret))
    expect(leaving).toEqual([])
  })

  test('what is open to all there is so here', () => {
    const open = meeting([board('b1', 'Staff', 'i1', [action()])], { items: [item(false)] })
    expect(openPoints(open).map(({ fields }) => fields.confidential)).toEqual([false])
  })
})
