/** The way of answers from a page whose room is gone to the page at its new address. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { decodeCarried, linkElsewhere, splitHash, type Carried, type Departure } from '../../../renderer/document/elsewhere.ts'
import { answersSince, readCarriedAnswers } from '../../../shared/document/responses/carried-answers.ts'
import { readResponses } from '../../../shared/document/responses/read-responses.ts'
import { freeRespondent } from '../../../shared/document/responses/respondents.ts'
import { addComment, askQuestion, castBallot, checkIn, openVote, sayAgain, setSupport } from '../../../shared/document/responses/responses-commands.ts'
import type { BoardId } from '../../../shared/model/ids.ts'
import { encodeInviteToken } from '../../../shared/protocol/join-link.ts'
import { Keys } from '../../helpers/guest-workshop.ts'

const zoe = freeRespondent('Zoé Martin', 'Région Sud')
const board = 'board-of-debate' as BoardId
const keys = new Keys()
const token = encodeInviteToken(keys.invite('participant'))
const carried: Carried = { identity: { name: 'Zoé Martin', organisation: 'Région Sud', person: '' }, answers: [{ root: 'questions', key: 'q1', value: { text: 'Qui paie ? 👋' } }] }
const departure: Departure = { workshop: keys.workshop, origin: 'http://192.168.1.5:4456', token, carried }

function hashOf(address: string): ReturnType<typeof splitHash> {
  const way = linkElsewhere(address, departure)
  return splitHash('link' in way ? new URL(way.link).hash : '')
}

describe('GU122 what was answered without a room', () => {
  test('is said once more in a room that has nothing of the first one but what had arrived, and twice is as good as once', () => {
    const [before, after] = [new Y.Doc(), new Y.Doc()]
    const vote = openVote(before, null, freeRespondent('Ana', ''), { question: 'Adopted?', options: ['Yes', 'No'], board: null }, 1)
    const asked = askQuestion(before, null, freeRespondent('Ana', ''), { kind: 'question', text: 'When?', board: null }, 2)
    if (vote === null || asked === null) throw new Error('nothing to answer')
    Y.applyUpdate(after, Y.encodeStateAsUpdate(before))
    const since = new Map([[before.clientID, Y.getState(before.store, before.clientID)]])

    checkIn(before, null, zoe, 'here', { ms: 3, zone: 60 })
    askQuestion(before, null, zoe, { kind: 'question', text: 'Who pays?', board }, 4)
    setSupport(before, null, asked, zoe.key, true)
    castBallot(before, null, vote, zoe.key, 'o1')
    castBallot(before, null, vote, zoe.key, 'o2')
    addComment(before, null, zoe, { kind: 'board', id: board }, 'Well put.', 5)
    const answers = readCarriedAnswers(JSON.parse(JSON.stringify(answersSince(before, since))))
    expect(answers).toHaveLength(5)
    sayAgain(after, null, answers ?? [])
    sayAgain(after, null, answers ?? [])
    expect(readResponses(after)).toEqual(readResponses(before))
  })

  test('GU123 is not taken from a link in a form that a relay refuses, or that no page makes', () => {
    expect(readCarriedAnswers([{ root: 'ballots', key: 'v:zoe', value: 'o1' }])).toHaveLength(1)
    const wrong: readonly unknown[] = [
      null, 'text', {}, [null], [{ root: 'votes', key: 'v', value: {} }], [{ root: 'meta', key: 'schemaVersion', value: 9 }], [{ root: 'questions', key: '', value: {} }],
      [{ root: 'questions', key: 'q'.repeat(200), value: {} }], JSON.parse('[{"root":"questions","key":"q","value":{"__proto__":{"text":"x"}}}]'),
      [{ root: 'questions', key: 'q', value: { a: { b: { c: { d: { e: 1 } } } } } }], Array.from({ length: 501 }, (_, index) => ({ root: 'support', key: `q${index}:z`, value: true })),
    ]
    expect(wrong.filter((value) => readCarriedAnswers(value) !== null)).toEqual([])
    expect(['', 'é', 'abc', 'bnVsbA', 'e30'].filter((text) => decodeCarried(text) !== null)).toEqual([])
  })
})

describe('GU122 the address to which they go', () => {
  test('may be that of the page there, a part of it, or the link of an invite', () => {
    const page = `http://192.168.1.7:4456/w/${keys.workshop}`
    const others = [page, ` ${page} `, `${page}#`, '192.168.1.7:4456', 'http://192.168.1.7:4456/', '192.168.1.7:4456/w/'].filter((address) => {
      const way = linkElsewhere(address, departure)
      return !('link' in way) || !way.link.startsWith(`${page}#${token}&from=`)
    })
    expect(others).toEqual([])
    expect(decodeCarried(hashOf('192.168.1.7:4456').carried)).toEqual(carried)
  })

  test('keeps its own invite unless that is for less than the one that is held', () => {
    const [more, less] = [encodeInviteToken(keys.invite('participant')), encodeInviteToken(keys.invite('viewer'))]
    const page = `https://minuta.example/relay/w/${keys.workshop}`
    expect(hashOf(`${page}#${more}`).token).toBe(more)
    expect(hashOf(`${page}#${less}`).token).toBe(token)
  })

  test('GU124 says what is wrong with it', () => {
    const problemOf = (address: string): unknown => linkElsewhere(address, departure)
    for (const address of ['', 'hello', 'the new room', '192.168.1.7:4456/index.html', 'http://']) expect([address, problemOf(address)]).toEqual([address, { problem: 'notAddress' }])
    expect(problemOf(`http://192.168.1.7:4456/w/${new Keys().workshop}`)).toEqual({ problem: 'otherWorkshop' })
    expect(problemOf('192.168.1.5:4456')).toEqual({ problem: 'sameAddress' })
    expect(problemOf('minuta://join?relay=wss%3A%2F%2F192.168.1.7%3A4455')).toEqual({ problem: 'appLink' })
  })
})
