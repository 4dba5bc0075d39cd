/**
 * A room answers at the same time: check-ins, questions, support, votes and comments over a network that delays, repeats, reorders
 * and cuts. In the end everybody reads the same, nobody stands anywhere twice, everybody has one vote, and the counts are right.
 *
 * `MINUTA_FUZZ=long` or `FUZZ_SEEDS=n` runs more seeds.
 */
import * as prng from 'lib0/prng'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readBallots, readResponses } from '../../shared/document/responses/read-responses.ts'
import { freeRespondent } from '../../shared/document/responses/respondents.ts'
import {
  addComment, askQuestion, castBallot, checkIn, closeVote, openVote, reopenVote, replyToComment, setHands, setQuestionState,
  setQuestionWithdrawn, setResolved, setSupport, setVoteWithdrawn,
} from '../../shared/document/responses/responses-commands.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import { checkInStates, questionStates, type Responses } from '../../shared/model/responses.ts'

const seedCount = Number(process.env['FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? 1000 : 40))
const stepCount = 200
const seeds = Array.from({ length: seedCount }, (_, seed) => seed + 1)

type Link = { readonly to: Peer; queue: Uint8Array[] }

class Peer {
  readonly doc = new Y.Doc()
  readonly links: Link[] = []

  constructor(clientId: number) {
    this.doc.clientID = clientId
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') for (const link of this.links) link.queue.push(update)
    })
  }
}

function deliver(gen: prng.PRNG, { to, queue }: Link): void {
  const batch = queue.splice(0, prng.int32(gen, 0, queue.length))
  if (prng.int32(gen, 0, 3) === 0) batch.reverse()
  if (prng.int32(gen, 0, 3) === 0) batch.push(...batch)
  for (const update of batch) Y.applyUpdate(to.doc, update, 'network')
}

const room = ['Ana', 'Bo', 'Chen', 'Dora', 'Élie'].map((name) => freeRespondent(name, 'CRPM'))

/** What was asked and written by anybody, and not taken back by anybody. */
type Ledger = { readonly asked: Set<string>; readonly takenBack: Set<string>; readonly comments: Set<string> }

const acts: readonly ((gen: prng.PRNG, doc: Y.Doc, now: number, ledger: Ledger) => void)[] = [
  (gen, doc, now) => checkIn(doc, 'act', prng.oneOf(gen, room), prng.oneOf(gen, [...checkInStates]), { ms: now, zone: 120 }),
  (gen, doc, now, { asked }) => {
    const id = askQuestion(doc, 'act', prng.oneOf(gen, room), { kind: 'question', text: `Question ${now}`, board: null }, now)
    if (id) asked.add(id)
  },
  (gen, doc, _now, { takenBack }) => withOne(gen, readResponses(doc).questions, ({ id }) => {
    if (prng.int32(gen, 0, 4) > 0) return
    setQuestionWithdrawn(doc, 'act', id, true)
    takenBack.add(id)
  }),
  (gen, doc) => withOne(gen, readResponses(doc).questions, ({ id }) => void setSupport(doc, 'act', id, prng.oneOf(gen, room).key, prng.bool(gen))),
  (gen, doc) => withOne(gen, readResponses(doc).questions, ({ id }) => void setQuestionState(doc, 'act', id, prng.oneOf(gen, [...questionStates]))),
  (gen, doc, now) => {
    if (readResponses(doc).votes.length < 3) openVote(doc, 'act', prng.oneOf(gen, room), { question: `Vote ${now}`, options: ['Yes', 'No', 'Abstain'], board: null }, now)
  },
  (gen, doc) => withOne(gen, readResponses(doc).votes, ({ id }) => void castBallot(doc, 'act', id, prng.oneOf(gen, room).key, prng.oneOf(gen, ['o1', 'o2', 'o3', null]))),
  (gen, doc) => withOne(gen, readResponses(doc).votes, ({ id }) => void castBallot(doc, 'act', id, prng.oneOf(gen, room).key, 'o1')),
  (gen, doc) => withOne(gen, readResponses(doc).votes, ({ id }) => void setHands(doc, 'act', id, 'o2', prng.int32(gen, 0, 9))),
  (gen, doc) => withOne(gen, readResponses(doc).votes, ({ id, isOpen }) => {
    const choice = prng.int32(gen, 0, 9)
    if (choice === 0) setVoteWithdrawn(doc, 'act', id, true)
    else if (choice < 4) void (isOpen ? closeVote(doc, 'act', id, []) : reopenVote(doc, 'act', id))
  }),
  (gen, doc, now, { comments }) => {
    const id = addComment(doc, 'act', prng.oneOf(gen, room), { kind: 'board', id: 'b' as BoardId }, `Comment ${now}`, now)
    if (id !== null) comments.add(id)
  },
  (gen, doc, now) => withOne(gen, readResponses(doc).threads, ({ id }) => void replyToComment(doc, 'act', prng.oneOf(gen, room), id, `Reply ${now}`, now)),
  (gen, doc) => withOne(gen, readResponses(doc).threads, ({ id }) => void setResolved(doc, 'act', id, prng.bool(gen))),
]

function withOne<T>(gen: prng.PRNG, list: readonly T[], act: (entry: T) => void): void {
  if (list.length > 0) act(prng.oneOf(gen, [...list]))
}

function play(seed: number): { peers: readonly Peer[]; ledger: Ledger } {
  const gen = prng.create(seed)
  const ledger: Ledger = { asked: new Set(), takenBack: new Set(), comments: new Set() }
  const peers = Array.from({ length: 2 + (seed % 3) }, (_, index) => new Peer(1 + ((seed * 11 + index * 17) % 1000) + index * 1000))
  for (const peer of peers) peer.links.push(...peers.filter((to) => to !== peer).map((to) => ({ to, queue: [] })))
  for (let step = 1; step <= stepCount; step += 1) {
    const peer = prng.oneOf(gen, [...peers])
    // A link that is not chosen for a while is a network that was cut.
    if (prng.int32(gen, 0, 9) < 7) prng.oneOf(gen, [...acts])(gen, peer.doc, step, ledger)
    else deliver(gen, prng.oneOf(gen, peer.links))
  }
  for (const peer of peers) {
    for (const { to } of peer.links) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(peer.doc, Y.encodeStateVector(to.doc)), 'network')
  }
  return { peers, ledger }
}

function expectOnce(ids: readonly string[]): void {
  expect(new Set(ids).size).toBe(ids.length)
}

function expectRightCounts(doc: Y.Doc, { votes, questions }: Responses): void {
  const cast = readBallots(doc)
  for (const { id, isOpen, options, ballotCount } of votes) {
    for (const option of options) {
      const chosen = [...(cast.get(id) ?? [])].filter(([, choice]) => choice === option.id).length
      // A closed vote stands as it was closed.
      expect(option.ballots).toBe(isOpen ? chosen : Math.min(option.ballots, room.length))
      expect(option.total).toBe(option.ballots + (option.hands ?? 0))
    }
    // One vote per person.
    expect(ballotCount).toBeLessThanOrEqual(room.length)
  }
  for (const { supporters, author } of questions) {
    expectOnce(supporters)
    expect(supporters).not.toContain(author.key)
  }
}

describe('a room that answers at the same time', () => {
  it.each(seeds)('RS11: reads the same in the end, with nobody twice, one vote per person and the right counts (seed %i)', (seed) => {
    const { peers, ledger } = play(seed)
    const [first, ...others] = peers.map(({ doc }) => readResponses(doc))
    if (!first) throw new Error('nobody')
    for (const other of others) expect(other).toEqual(first)
    expectOnce(first.checkIns.map(({ key }) => key))
    expect(first.checkIns.length).toBeLessThanOrEqual(room.length)
    expect(new Set(first.questions.map(({ id }) => id))).toEqual(new Set([...ledger.asked].filter((id) => !ledger.takenBack.has(id))))
    expect(new Set(first.threads.map(({ id }) => id))).toEqual(ledger.comments)
    for (const { doc } of peers) expectRightCounts(doc, first)
  })
})
