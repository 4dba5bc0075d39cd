import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { undoOfAnswers } from '../../../renderer/base/undo-of-answers.ts'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { freeRespondent } from '../../../shared/document/responses/respondents.ts'
import { addComment, askQuestion, castBallot, closeVote, openVote, replyToComment, setQuestionWithdrawn, setSupport } from '../../../shared/document/responses/responses-commands.ts'
import type { BoardId } from '../../../shared/model/ids.ts'

const act = { name: 'act' }
const [chair, guest] = [freeRespondent('Ana', ''), freeRespondent('Ben', '')]
const target = { kind: 'board', id: 'b' as BoardId } as const
let ana: Y.Doc
let ben: Y.Doc
let history: Y.UndoManager

beforeEach(() => {
  ana = new Y.Doc()
  ben = new Y.Doc()
  history = undoOfAnswers(ana, act)
})
afterEach(() => {
  history.destroy()
  ana.destroy()
  ben.destroy()
})

function meet(): void {
  for (const [to, from] of [[ana, ben], [ben, ana]] as const) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'network')
}

describe('undo of an answer', () => {
  it('DO54: takes back no vote in which others have voted, and goes on to the act before', () => {
    askQuestion(ana, act, chair, { kind: 'question', text: 'Why?', board: null }, 1)
    const vote = openVote(ana, act, chair, { question: 'Shall we?', options: ['Yes', 'No'], board: null }, 2)
    if (vote === null) throw new Error('no vote')
    castBallot(ana, act, vote, chair.key, 'o1')
    meet()
    castBallot(ben, act, vote, guest.key, 'o1')
    meet()
    const ballots = (): number | undefined => readResponses(ben).votes[0]?.ballotCount
    for (const [left, asked] of [[1, 1], [1, 0]] as const) {
      history.undo()
      meet()
      expect([ballots(), readResponses(ben).questions.length]).toEqual([left, asked])
    }
    history.redo()
    history.redo()
    expect([readResponses(ana).votes[0]?.ballotCount, readResponses(ana).questions.length]).toEqual([2, 1])
  })

  it('DO54: takes back no question that others share and no comment that they answered, but what nobody has heard', () => {
    const question = askQuestion(ana, act, chair, { kind: 'question', text: 'Why?', board: null }, 1)
    const thread = addComment(ana, act, chair, target, 'Too long', 2)
    if (question === null || thread === null) throw new Error('nothing was said')
    meet()
    setSupport(ben, act, question, guest.key, true)
    replyToComment(ben, act, guest, thread, 'It is', 3)
    meet()
    addComment(ana, act, chair, target, 'Never mind', 4)
    replyToComment(ana, act, chair, thread, 'Is it?', 5)
    for (let step = 0; step < 4; step += 1) history.undo()
    const { questions, threads } = readResponses(ana)
    expect(questions.map(({ supporters }) => supporters)).toEqual([[guest.key]])
    expect(threads.map(({ text, replies }) => [text, replies.map((reply) => reply.text)])).toEqual([['Too long', ['It is']]])
  })

  it.each([[1, 2], [2, 1]])('DO53: gives back what stood there before, where somebody else changed it at the same time (clients %i and %i)', (first, second) => {
    ana.clientID = first
    ben.clientID = second
    const question = askQuestion(ana, 'before', chair, { kind: 'question', text: 'Why?', board: null }, 1)
    const vote = openVote(ana, 'before', chair, { question: 'Shall we?', options: ['Yes', 'No'], board: null }, 2)
    if (question === null || vote === null) throw new Error('nothing was said')
    castBallot(ana, 'before', vote, chair.key, 'o1')
    closeVote(ana, 'before', vote, [])
    meet()
    setQuestionWithdrawn(ben, act, question, true)
    setQuestionWithdrawn(ana, act, question, true)
    meet()
    history.undo()
    meet()
    const left = readResponses(ben).questions.map(({ text }) => text)
    expect([[], ['Why?']]).toContainEqual(left)
    setQuestionWithdrawn(ben, act, question, false)
    meet()
    expect(readResponses(ana).questions.map(({ text }) => text)).toEqual(['Why?'])
    expect(readResponses(ana).votes).toMatchObject([{ isOpen: false, ballotCount: 1 }])
  })
})
