import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { formatStay } from '../../../shared/document/attendance.ts'
import { addBoard, deleteBoard } from '../../../shared/document/commands/board-commands.ts'
import { addPerson, addPersonFromRoom } from '../../../shared/document/commands/people-commands.ts'
import { readBallots, readResponses } from '../../../shared/document/responses/read-responses.ts'
import { boardFragment, readPeople, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { freeRespondent, personNamed, respondentKey, respondentOf } from '../../../shared/document/responses/respondents.ts'
import {
  addComment, askQuestion, castBallot, checkIn, closeVote, openVote, reopenVote, replyToComment, setCommentWithdrawn, setHands, setPhotoConsent,
  setQuestionState, setQuestionWithdrawn, setResolved, setSupport, setVoteWithdrawn,
} from '../../../shared/document/responses/responses-commands.ts'
import { responsesLimits, responsesRootsOf } from '../../../shared/document/responses/responses-roots.ts'
import { outcomePlaces, removeSecondCopies, takeBack, takeOver, type FloorOutcome } from '../../../shared/document/boards/take-over.ts'
import type { BoardId, OutcomeId, PersonId } from '../../../shared/model/ids.ts'
import type { Responses, Vote } from '../../../shared/model/responses.ts'

const ana = freeRespondent('Ana Lúcia', 'CRPM')
const bo = freeRespondent('Bo', '')
const at = (minutes: number): { ms: number; zone: number } => ({ ms: Date.UTC(2026, 8, 19, 7, 0) + minutes * 60_000, zone: 120 })

function only<T>(list: readonly T[]): T {
  const [first, ...others] = list
  if (first === undefined || others.length > 0) throw new Error(`expected one, got ${list.length}`)
  return first
}

function yesNo(doc: Y.Doc): OutcomeId {
  const vote = openVote(doc, null, ana, { question: 'Meet in Naples?', options: ['Yes', 'No'], board: null }, 1)
  if (!vote) throw new Error('no vote')
  return vote
}

function totals(vote: Vote): Record<string, number> {
  return Object.fromEntries(vote.options.map(({ label, total }) => [label, total]))
}

describe('questions from the floor', () => {
  it('RS4: keep their author, gather support once per person, and carry the state that whoever leads gives them', () => {
    const doc = new Y.Doc()
    const question = askQuestion(doc, null, ana, { kind: 'question', text: '  Who pays?\n', board: 'b1' as BoardId }, 5)
    if (!question) throw new Error('not asked')
    setSupport(doc, null, question, bo.key, true)
    setSupport(doc, null, question, bo.key, true)
    setSupport(doc, null, question, ana.key, true)
    expect(only(readResponses(doc).questions)).toEqual({
      id: question, kind: 'question', text: 'Who pays?', board: 'b1', author: ana, at: 5, state: 'new', supporters: [bo.key],
    })
    setQuestionState(doc, null, question, 'parked')
    setSupport(doc, null, question, bo.key, false)
    expect(only(readResponses(doc).questions)).toMatchObject({ state: 'parked', supporters: [] })
  })

  it('RS4: that were taken back are hidden and can be put again; blank ones are not asked', () => {
    const doc = new Y.Doc()
    expect(askQuestion(doc, null, ana, { kind: 'remark', text: ' \n ', board: null }, 1)).toBeNull()
    expect(doc.store.clients.size).toBe(0)
    const question = askQuestion(doc, null, ana, { kind: 'remark', text: 'Well said', board: null }, 1)
    if (!question) throw new Error('not asked')
    expect(setQuestionWithdrawn(doc, null, question, true)).toBe(true)
    expect(readResponses(doc).questions).toEqual([])
    setQuestionWithdrawn(doc, null, question, false)
    expect(only(readResponses(doc).questions).text).toBe('Well said')
    expect(setQuestionState(doc, null, 'nothing' as OutcomeId, 'answered')).toBe(false)
    expect(setSupport(doc, null, 'nothing' as OutcomeId, bo.key, true)).toBe(false)
  })
})

describe('votes', () => {
  it('RS5: count one ballot per person, the last one, and hands counted in the room beside them', () => {
    const doc = new Y.Doc()
    const vote = yesNo(doc)
    castBallot(doc, null, vote, ana.key, 'o1')
    castBallot(doc, null, vote, ana.key, 'o2')
    castBallot(doc, null, vote, bo.key, 'o1')
    expect(castBallot(doc, null, vote, bo.key, 'o9')).toBe(false)
    setHands(doc, null, vote, 'o1', 12)
    expect([-1, 1.5, 1e9].map((count) => setHands(doc, null, vote, 'o2', count))).toEqual([false, false, false])
    // With a program of their own anybody could.
    responsesRootsOf(doc).hands.set(`${vote}:o2`, 1e9)
    const read = only(readResponses(doc).votes)
    expect(totals(read)).toEqual({ Yes: 13, No: 1 })
    expect(read).toMatchObject({ isOpen: true, ballotCount: 2, lateCount: 0 })
    expect(readBallots(doc).get(vote)).toEqual(new Map([[ana.key, 'o2'], [bo.key, 'o1']]))
    castBallot(doc, null, vote, ana.key, null)
    expect(totals(only(readResponses(doc).votes))).toEqual({ Yes: 13, No: 0 })
  })

  it('RS6: stand as they were closed; a ballot that arrives late is told apart, and counts when the vote is opened again', () => {
    const [desk, phone] = [new Y.Doc(), new Y.Doc()]
    const vote = yesNo(desk)
    Y.applyUpdate(phone, Y.encodeStateAsUpdate(desk))
    castBallot(desk, null, vote, ana.key, 'o1')
    castBallot(phone, null, vote, bo.key, 'o2')
    expect(closeVote(desk, null, vote, [])).toBe(true)
    expect(closeVote(desk, null, vote, [])).toBe(false)
    expect(castBallot(desk, null, vote, ana.key, 'o2')).toBe(false)
    Y.applyUpdate(desk, Y.encodeStateAsUpdate(phone))
    expect(only(readResponses(desk).votes)).toMatchObject({ isOpen: false, ballotCount: 1, lateCount: 1 })
    expect(totals(only(readResponses(desk).votes))).toEqual({ Yes: 1, No: 0 })
    reopenVote(desk, null, vote)
    expect(totals(only(readResponses(desk).votes))).toEqual({ Yes: 1, No: 1 })
    setVoteWithdrawn(desk, null, vote, true)
    expect(readResponses(desk).votes).toEqual([])
  })

  it('RS3: somebody who is put on the list keeps one vote, also when they voted under their bare name before', () => {
    const [notes, doc] = [new Y.Doc(), new Y.Doc()]
    const vote = yesNo(doc)
    castBallot(doc, null, vote, ana.key, 'o1')
    const listed = addPerson(notes, null, { name: 'Ana Lucia', organisation: 'crpm' })
    castBallot(doc, null, vote, listed, 'o2')
    expect(totals(only(readResponses(doc, readPeople(notes)).votes))).toEqual({ Yes: 0, No: 1 })
    const fromRoom = addPersonFromRoom(notes, null, bo)
    castBallot(doc, null, vote, bo.key, 'o1')
    expect(fromRoom).toBe(bo.key)
    expect(totals(only(readResponses(doc, readPeople(notes)).votes))).toEqual({ Yes: 1, No: 1 })
  })
})

describe('who answers', () => {
  it('RS3: has a key that follows from name and organisation, whatever their spelling of accents and case', () => {
    expect(respondentKey(' ANA  Lucia', 'crpm')).toBe(ana.key)
    expect(respondentKey('Ana Lúcia', '')).not.toBe(ana.key)
    expect(ana.key).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
  })

  it('RS3: is taken for somebody on the list only when exactly one person fits', () => {
    const notes = new Y.Doc()
    addPerson(notes, null, { name: 'Ana Lúcia', organisation: 'CRPM' })
    addPerson(notes, null, { name: 'Bo', organisation: 'A' })
    addPerson(notes, null, { name: 'Bo', organisation: 'B' })
    const people = readPeople(notes)
    expect(personNamed(people, 'ana lucia', '')?.name).toBe('Ana Lúcia')
    expect(personNamed(people, 'Ana Lúcia', 'Elsewhere')).toBeNull()
    expect(personNamed(people, 'Bo', '')).toBeNull()
    expect(personNamed(people, 'Bo', 'b')?.organisation).toBe('B')
    expect(personNamed(people, '', '')).toBeNull()
  })

  it('RS3: speaks for nobody of the list while two of it have the same name and organisation', () => {
    const [notes, doc] = [new Y.Doc(), new Y.Doc()]
    const vote = yesNo(doc)
    const listed = [1, 2].map(() => addPerson(notes, null, { name: 'Bo' }))
    for (const person of listed) castBallot(doc, null, vote, person, 'o1')
    castBallot(doc, null, vote, bo.key, 'o2')
    expect(totals(only(readResponses(doc, readPeople(notes)).votes))).toEqual({ Yes: 2, No: 1 })
  })
})

describe('attendance', () => {
  it('RS7: comes from check-ins where nobody noted it, with times; what the rapporteur noted stands', () => {
    const [notes, doc] = [new Y.Doc(), new Y.Doc()]
    addPerson(notes, null, { name: 'Ana', attendance: 'expected' })
    addPerson(notes, null, { name: 'Bo', attendance: 'absent' })
    addPerson(notes, null, { name: 'Chen', attendance: 'expected' })
    addPerson(notes, null, { name: 'Dora', attendance: 'expected' })
    const [first, second, third] = readPeople(notes)
    if (!first || !second || !third) throw new Error('nobody')
    checkIn(doc, null, respondentOf(first), 'here', at(0))
    checkIn(doc, null, respondentOf(first), 'here', at(5))
    checkIn(doc, null, respondentOf(first), 'left', at(90))
    checkIn(doc, null, respondentOf(first), 'here', at(120))
    checkIn(doc, null, respondentOf(second), 'here', at(0))
    checkIn(doc, null, respondentOf(third), 'here', at(0))
    checkIn(doc, null, respondentOf(third), 'excused', at(1))
    const { people, floor } = readWorkshop(notes, doc)
    expect(people.map(({ name, attendance }) => `${name} ${attendance}`)).toEqual(['Ana present', 'Bo absent', 'Chen excused', 'Dora expected'])
    expect(floor.checkIns.map(({ name, stays }) => [name, stays.map(formatStay).join(', ')])).toEqual([
      ['Ana', '09:00–10:30, 11:00–'], ['Bo', '09:00–'], ['Chen', ''],
    ])
  })

  it('RS23: consent to be shown fills in what nobody noted; a no of somebody’s own stands, and the answer of the list goes before that of a bare name', () => {
    const [notes, doc] = [new Y.Doc(), new Y.Doc()]
    const noted = (['', 'yes', 'no', '', ''] as const).map((photoConsent, index) => addPerson(notes, null, { name: `P${index}`, organisation: 'CRPM', photoConsent }))
    const listed = readPeople(notes).map((person) => respondentOf(person))
    const [first, second, third, fourth] = listed
    if (!first || !second || !third || !fourth) throw new Error('nobody')
    setPhotoConsent(doc, null, first, 'yes')
    setPhotoConsent(doc, null, second, 'no')
    setPhotoConsent(doc, null, third, 'yes')
    setPhotoConsent(doc, null, freeRespondent('P3', 'CRPM'), 'no')
    const consents = (): readonly string[] => readWorkshop(notes, doc).people.map(({ photoConsent }) => photoConsent)
    expect(consents()).toEqual(['yes', 'no', 'no', 'no', ''])
    setPhotoConsent(doc, null, fourth, 'yes')
    setPhotoConsent(doc, null, first, null)
    expect(consents()).toEqual(['', 'no', 'no', 'yes', ''])
    expect(readPeople(notes).map(({ id }) => id)).toEqual(noted)
    expect(readPeople(notes).map(({ photoConsent }) => photoConsent)).toEqual(['', 'yes', 'no', '', ''])
    responsesRootsOf(doc).photoConsents.set('bad key', 'yes')
    responsesRootsOf(doc).photoConsents.set('someone', { yes: true })
    expect(readResponses(doc, readPeople(notes)).photoConsents.map(({ consent }) => consent).sort()).toEqual(['no', 'yes', 'yes'])
  })

  it('RS7: two facilitators who put the same person on the list at the same time add one', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    addPersonFromRoom(a, null, ana)
    addPersonFromRoom(b, null, ana)
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
    expect(readPeople(a)).toEqual(readPeople(b))
    expect(only(readPeople(a))).toMatchObject({ id: ana.key, name: 'Ana Lúcia', organisation: 'CRPM', attendance: 'expected' })
  })
})

describe('comments', () => {
  it('RS8: stand in threads on a board or an outcome; a resolved one stays readable', () => {
    const doc = new Y.Doc()
    const thread = addComment(doc, null, ana, { kind: 'outcome', id: 'o' as OutcomeId }, 'Is that so?', 1)
    if (thread === null) throw new Error('not written')
    replyToComment(doc, null, bo, thread, 'It is.', 3)
    const other = replyToComment(doc, null, ana, thread, 'Then fine.', 2)
    expect(replyToComment(doc, null, bo, 'nowhere', 'Lost', 3)).toBeNull()
    setResolved(doc, null, thread, true)
    expect(only(readResponses(doc).threads)).toMatchObject({
      text: 'Is that so?', target: { kind: 'outcome', id: 'o' }, isResolved: true, replies: [{ text: 'Then fine.' }, { text: 'It is.', author: bo }],
    })
    setCommentWithdrawn(doc, null, other ?? '', true)
    expect(only(readResponses(doc).threads).replies.map(({ text }) => text)).toEqual(['It is.'])
  })
})

describe('taking over to a board', () => {
  const question: FloorOutcome = { id: 'q-1' as OutcomeId, kind: 'question', text: 'Who pays?\nAnd when?', fields: { raisedBy: 'Ana' } }

  function workshop(): { notes: Y.Doc; board: BoardId } {
    const notes = new Y.Doc()
    notes.getMap('meta').set('schemaVersion', 1)
    return { notes, board: addBoard(notes, null, { title: 'Debate', item: null }) }
  }

  it('RS9: gives an outcome with its words, author and number, in one update, and never a second one', () => {
    const { notes, board } = workshop()
    let updates = 0
    notes.on('update', () => (updates += 1))
    expect(takeOver(notes, null, board, question)).toBe(true)
    expect(takeOver(notes, null, board, question)).toBe(false)
    expect(takeOver(notes, null, 'nowhere' as BoardId, { ...question, id: 'q-2' as OutcomeId })).toBe(false)
    expect(updates).toBe(1)
    expect(only(readWorkshop(notes).outcomes)).toMatchObject({ id: 'q-1', kind: 'question', label: 'Q-1', text: 'Who pays?\nAnd when?', fields: { raisedBy: 'Ana' }, board })
    expect([...outcomePlaces(notes)]).toEqual([['q-1', board]])
    expect(takeBack(notes, null, { ...question, text: 'Other words' })).toBe(false)
    expect(takeBack(notes, null, question)).toBe(true)
    expect(takeBack(notes, null, question)).toBe(false)
    takeOver(notes, null, board, question)
    expect(only(readWorkshop(notes).outcomes).label).toBe('Q-1')
    deleteBoard(notes, null, board)
    expect(outcomePlaces(notes).size).toBe(0)
  })

  it('RS9: stands before an empty last line, where somebody may be about to write', () => {
    const { notes, board } = workshop()
    const content = boardFragment(notes, board)
    if (!content) throw new Error('no board')
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [new Y.XmlText()])
    content.insert(0, [line])
    takeOver(notes, null, board, question)
    expect(content.toArray().map((child) => (child as Y.XmlElement).nodeName)).toEqual(['outcome', 'paragraph'])
  })

  it('RS10: which of two copies stays depends on who made them, not on the board that stands first for whoever tidies up', () => {
    const { notes: base, board: first } = workshop()
    const second = addBoard(base, null, { title: 'Second', item: null })
    const peerOf = (clientID: number): Y.Doc => {
      const doc = new Y.Doc()
      doc.clientID = clientID
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
      return doc
    }
    for (const [ada, ben] of [[1, 2], [2, 1]] as const) {
      const [onFirst, onSecond] = [peerOf(ada), peerOf(ben)]
      takeOver(onFirst, null, first, question)
      takeOver(onSecond, null, second, question)
      Y.applyUpdate(onFirst, Y.encodeStateAsUpdate(onSecond))
      expect(removeSecondCopies(onFirst, null, [question])).toBe(1)
      expect(outcomePlaces(onFirst).get(question.id)).toBe(ada < ben ? first : second)
    }
  })

  it('RS10: of two copies made at the same time one stays, the same on every peer; one that was edited stays too', () => {
    const { notes: a, board } = workshop()
    const [b, c] = [new Y.Doc(), new Y.Doc()]
    for (const doc of [b, c]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(a))
    const peers = [a, b, c]
    for (const doc of peers) takeOver(doc, null, board, question)
    // Each tidies up as soon as it hears of one other, before the third is heard.
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    Y.applyUpdate(b, Y.encodeStateAsUpdate(c))
    for (const doc of peers) removeSecondCopies(doc, null, [question])
    for (const from of peers) for (const to of peers) Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
    for (const doc of peers) {
      removeSecondCopies(doc, null, [question])
      expect(readWorkshop(doc).outcomes.map(({ id, label }) => [id, label])).toEqual([['q-1', 'Q-1']])
    }
    for (const from of peers) for (const to of peers) Y.applyUpdate(to, Y.encodeStateAsUpdate(from))
    expect(readWorkshop(b)).toEqual(readWorkshop(a))
    expect(readWorkshop(c)).toEqual(readWorkshop(a))

    const second: FloorOutcome = { ...question, id: 'q-9' as OutcomeId }
    const [e, f] = [new Y.Doc(), new Y.Doc()]
    for (const doc of [e, f]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(a))
    takeOver(e, null, board, second)
    takeOver(f, null, board, second)
    const copies = [...(boardFragment(f, board)?.createTreeWalker((node) => node instanceof Y.XmlElement && node.getAttribute('id') === 'q-9') ?? [])]
    for (const copy of copies) if (copy instanceof Y.XmlElement) (copy.get(0) as Y.XmlText).insert(0, 'Really: ')
    Y.applyUpdate(e, Y.encodeStateAsUpdate(f))
    removeSecondCopies(e, null, [second])
    expect(readWorkshop(e).outcomes.map(({ text }) => text)).toContain('Really: Who pays?\nAnd when?')
  })
})

/** Values that no version of ours writes. */
const junk = fc.oneof(
  fc.anything({ withMap: false, withSet: false, withTypedArray: false, withBigInt: false, withDate: false, withSparseArray: false, withNullPrototype: false, withObjectString: true, maxDepth: 3 })
    .filter((value) => typeof value !== 'function' && typeof value !== 'symbol' && value !== undefined),
  fc.record({
    text: fc.string(), question: fc.string(), name: fc.string(), author: fc.string(), at: fc.double(), about: fc.string(), id: fc.string(), answers: fc.string(),
    options: fc.array(fc.record({ id: fc.oneof(fc.constant('o1'), fc.string()), label: fc.string() })), closed: fc.boolean(),
    counts: fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.constant(3))), stays: fc.array(fc.record({ in: fc.double(), out: fc.oneof(fc.nat(), fc.constant(null)), zone: fc.double() })), state: fc.string(),
  }, { requiredKeys: [] }),
  // Yjs takes plain objects only.
).map((value) => structuredClone(value))

function expectBounded({ checkIns, questions, votes, threads }: Responses): void {
  expect(checkIns.length).toBeLessThanOrEqual(responsesLimits.maxCheckIns)
  expect(new Set(checkIns.map(({ key }) => key)).size).toBe(checkIns.length)
  for (const list of [questions, votes, threads]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
  for (const text of [...questions.map(({ text }) => text), ...votes.map(({ question }) => question), ...threads.map(({ text }) => text)]) {
    expect(text.length).toBeLessThanOrEqual(responsesLimits.maxTextLength)
  }
  for (const { options } of votes) {
    expect(options.length).toBeLessThanOrEqual(responsesLimits.maxOptions)
    for (const { total } of options) expect(Number.isInteger(total) && total >= 0).toBe(true)
  }
  for (const { stays } of checkIns) for (const stay of stays) expect(formatStay(stay)).toMatch(/^\d\d:\d\d–(\d\d:\d\d)?$/)
}

describe('a hostile participant', () => {
  it('RS1: can put anything anywhere: reading never throws, never writes, and stays within its limits', () => {
    const key = fc.oneof(fc.constantFrom('a', 'a:b', 'v', 'v:o1', 'v:x', 'constructor', '__proto__', ':', ''), fc.string())
    const root = fc.constantFrom('checkIns', 'questions', 'questionStates', 'support', 'votes', 'voteStates', 'ballots', 'hands', 'comments', 'commentStates', 'meta')
    fc.assert(
      fc.property(fc.array(fc.tuple(root, key, junk), { maxLength: 40 }), (writes) => {
        const doc = new Y.Doc()
        for (const [name, at, value] of writes) doc.getMap(name).set(at, value)
        doc.getMap('questions').set('nested', new Y.Map([['text', 'x']]))
        const before = Y.encodeStateVector(doc)
        const read = readResponses(doc)
        expectBounded(read)
        readBallots(doc)
        expect(readResponses(doc)).toEqual(read)
        expect(Y.encodeStateVector(doc)).toEqual(before)
        expect(read.questions.some(({ id }) => id === 'nested')).toBe(false)
      }),
      { seed: 20_260_919, numRuns: 150 },
    )
  })

  it('RS1: who floods the room gets no further than the limits, and what is left out is counted', () => {
    const doc = new Y.Doc()
    const over = 25
    doc.transact(() => {
      const { questions, checkIns, votes } = responsesRootsOf(doc)
      for (let index = 0; index < responsesLimits.maxQuestions + over; index += 1) questions.set(`q${index}`, { text: 'x'.repeat(index === 0 ? 100_000 : 1) })
      checkIns.set('long', { name: '😀'.repeat(400), stays: Array.from({ length: 1000 }, () => ({ in: 1 })) })
      votes.set('v', { question: 'All?', options: Array.from({ length: 1000 }, (_, index) => ({ id: `o${index}`, label: 'Yes' })) })
    })
    const read = readResponses(doc)
    expectBounded(read)
    expect(read.questions.length).toBe(responsesLimits.maxQuestions)
    expect(read.leftOut).toBe(over)
    expect(only(read.checkIns).stays.length).toBe(responsesLimits.maxStays)
    expect(only(read.checkIns).name).toBe('😀'.repeat(150))
  })

  it('RS2: who says that the document is from the future locks nobody out', () => {
    const doc = new Y.Doc()
    doc.getMap('meta').set('schemaVersion', 999)
    expect(askQuestion(doc, null, ana, { kind: 'question', text: 'Still here?', board: null }, 1)).not.toBeNull()
    expect(only(readResponses(doc).questions).text).toBe('Still here?')
    expect(doc.getMap('meta').get('schemaVersion')).toBe(999)
  })

  it('RS1: cannot take the key of somebody’s ballot apart to vote twice under one key', () => {
    const doc = new Y.Doc()
    const vote = yesNo(doc)
    const { ballots } = responsesRootsOf(doc)
    for (const key of [`${vote}:${ana.key}`, `${vote}::${ana.key}`, `${vote}:${ana.key}:`, `:${vote}:${ana.key}`, `${vote}: ${ana.key}`]) ballots.set(key, 'o1')
    expect(only(readResponses(doc).votes).ballotCount).toBe(1)
    expect([...(readBallots(doc).get(vote)?.keys() ?? [])]).toEqual([ana.key] satisfies PersonId[])
  })
})
