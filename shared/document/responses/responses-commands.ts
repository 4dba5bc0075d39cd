/**
 * Changes to the responses of a workshop, each one transaction with the caller's origin. Every entry is written as a whole under
 * its key (see `responses-roots.ts`). Times come from the caller: shared code reads no clock.
 */
import { uuidv4 } from 'lib0/random'
import type * as Y from 'yjs'
import { newId, type BoardId, type OutcomeId } from '../../model/ids.ts'
import type { CheckInState, CommentTarget, Moment, QuestionKind, QuestionState, Respondent, RespondentKey, Stay } from '../../model/responses.ts'
import type { Person } from '../../model/workshop.ts'
import type { CarriedAnswer } from './carried-answers.ts'
import { readResponses } from './read-responses.ts'
import { respondentKey } from './respondents.ts'
import { responsesLimits as limits, responsesRootsOf, responsesSchemaVersion, type ResponsesRoots } from './responses-roots.ts'

function change(doc: Y.Doc, origin: unknown, write: (roots: ResponsesRoots) => void): void {
  doc.transact(() => {
    const roots = responsesRootsOf(doc)
    if (roots.meta.get('schemaVersion') === undefined) roots.meta.set('schemaVersion', responsesSchemaVersion)
    write(roots)
  }, origin)
}

function signature({ key, name, organisation }: Respondent) {
  return { author: key, name: name.slice(0, limits.maxNameLength), organisation: organisation.slice(0, limits.maxNameLength) }
}

/**
 * Notes that somebody is here, takes part from elsewhere, left, or excuses themselves; `now` begins or ends a stay. Saying the
 * same again changes nothing. `people` as for `readResponses`: who came under a bare name and leaves as a person of the list keeps their stays.
 */
export function checkIn(doc: Y.Doc, origin: unknown, who: Respondent, state: CheckInState, now: Moment, people: readonly Person[] = []): void {
  const before = readResponses(doc, people).checkIns.find(({ key }) => key === who.key)
  if (before?.state === state && before.name === who.name && before.organisation === who.organisation) return
  const stays = staysAfter(before?.stays ?? [], state, now)
  const { name, organisation } = signature(who)
  change(doc, origin, ({ checkIns }) => checkIns.set(who.key, { name, organisation, state, stays: stays.map((stay) => ({ ...stay })) }))
}

function staysAfter(stays: readonly Stay[], state: CheckInState, now: Moment): readonly Stay[] {
  const last = stays.at(-1)
  const isInside = last !== undefined && last.out === null
  switch (state) {
    case 'here':
    case 'remote':
      return isInside ? stays : [...stays, { in: now.ms, out: null, zone: now.zone }].slice(-limits.maxStays)
    case 'left':
      return isInside ? [...stays.slice(0, -1), { ...last, out: Math.max(now.ms, last.in) }] : stays
    case 'excused':
      // Whoever excuses themselves was not here: a stay that is still open was a wrong tap.
      return isInside ? stays.slice(0, -1) : stays
    default:
      return state satisfies never
  }
}

/** Says whether somebody agrees to be shown in published photographs; null takes it back. The name of somebody who is on no list goes with it. */
export function setPhotoConsent(doc: Y.Doc, origin: unknown, who: Respondent, consent: 'yes' | 'no' | null): void {
  const { key } = who
  const isListed = key !== respondentKey(who.name, who.organisation)
  change(doc, origin, ({ photoConsents, photoNames }) => {
    if (consent === null) photoConsents.delete(key)
    else photoConsents.set(key, consent)
    if (consent === null || isListed) photoNames.delete(key)
    else photoNames.set(key, signature(who).name)
  })
}

export type NewQuestion = { readonly kind: QuestionKind; readonly text: string; readonly board: BoardId | null }

/** Asks; null when there are no words. Longer texts than `responsesLimits.maxTextLength` are cut. */
export function askQuestion(doc: Y.Doc, origin: unknown, author: Respondent, { kind, text, board }: NewQuestion, now: number): OutcomeId | null {
  const words = text.trim().slice(0, limits.maxTextLength)
  if (words === '') return null
  const id = newId<OutcomeId>()
  change(doc, origin, ({ questions }) => questions.set(id, { kind, text: words, board: board ?? '', at: now, ...signature(author) }))
  return id
}

/** Takes a question back, or puts it again. False when there is no such question. */
export function setQuestionWithdrawn(doc: Y.Doc, origin: unknown, question: OutcomeId, withdrawn: boolean): boolean {
  return replace(doc, origin, 'questions', question, { withdrawn })
}

/** For whoever leads: what became of a question. False when there is no such question. */
export function setQuestionState(doc: Y.Doc, origin: unknown, question: OutcomeId, state: QuestionState): boolean {
  if (!responsesRootsOf(doc).questions.has(question)) return false
  change(doc, origin, ({ questionStates }) => questionStates.set(question, state))
  return true
}

/** "I ask the same", once per person. False when there is no such question. */
export function setSupport(doc: Y.Doc, origin: unknown, question: OutcomeId, supporter: RespondentKey, isSupported: boolean): boolean {
  if (!responsesRootsOf(doc).questions.has(question)) return false
  change(doc, origin, ({ support }) => support.set(`${question}:${supporter}`, isSupported))
  return true
}

export type NewVote = { readonly question: string; readonly options: readonly string[]; readonly board: BoardId | null }

/** Opens a vote; null when there is no question or fewer than two options with words. */
export function openVote(doc: Y.Doc, origin: unknown, author: Respondent, { question, options, board }: NewVote, now: number): OutcomeId | null {
  const words = question.trim().slice(0, limits.maxTextLength)
  const labels = [...new Set(options.map((label) => label.trim().slice(0, limits.maxNameLength)).filter((label) => label !== ''))].slice(0, limits.maxOptions)
  if (words === '' || labels.length < 2) return null
  const id = newId<OutcomeId>()
  const choices = labels.map((label, index) => ({ id: `o${index + 1}`, label }))
  change(doc, origin, ({ votes }) => votes.set(id, { question: words, options: choices, board: board ?? '', at: now, ...signature(author) }))
  return id
}

/** Takes a vote off the list, or puts it back with every ballot. False when there is no such vote. */
export function setVoteWithdrawn(doc: Y.Doc, origin: unknown, vote: OutcomeId, withdrawn: boolean): boolean {
  return replace(doc, origin, 'votes', vote, { withdrawn })
}

/**
 * Closes a vote with what has arrived here by now: ballots that arrive or change later are told apart and do not count. Counts are
 * written down, so that the result is the same for everybody at once. `people` as for `readResponses`. False when there is no such vote, or it is closed.
 */
export function closeVote(doc: Y.Doc, origin: unknown, vote: OutcomeId, people: readonly Person[]): boolean {
  const found = readResponses(doc, people).votes.find(({ id }) => id === vote)
  if (!found?.isOpen) return false
  const counts = Object.fromEntries(found.options.map(({ id, ballots }) => [id, ballots]))
  change(doc, origin, ({ voteStates }) => voteStates.set(vote, { closed: true, counts }))
  return true
}

/** Opens a closed vote again; what arrived late counts from then on. False when there is no such vote. */
export function reopenVote(doc: Y.Doc, origin: unknown, vote: OutcomeId): boolean {
  if (!responsesRootsOf(doc).votes.has(vote)) return false
  change(doc, origin, ({ voteStates }) => voteStates.set(vote, { closed: false }))
  return true
}

/** One person's vote; null takes it back. The last choice counts. False when there is no such vote or option, or it is closed. */
export function castBallot(doc: Y.Doc, origin: unknown, vote: OutcomeId, voter: RespondentKey, option: string | null): boolean {
  const found = readResponses(doc).votes.find(({ id }) => id === vote)
  if (!found?.isOpen || (option !== null && !found.options.some(({ id }) => id === option))) return false
  change(doc, origin, ({ ballots }) => ballots.set(`${vote}:${voter}`, option ?? ''))
  return true
}

/** Hands counted in the room for an option; null when nobody counted. False when there is no such option or the number is none. */
export function setHands(doc: Y.Doc, origin: unknown, vote: OutcomeId, option: string, count: number | null): boolean {
  const found = readResponses(doc).votes.find(({ id }) => id === vote)
  if (!found?.options.some(({ id }) => id === option)) return false
  if (count !== null && !(Number.isInteger(count) && count >= 0 && count <= limits.maxHands)) return false
  change(doc, origin, ({ hands }) => hands.set(`${vote}:${option}`, count))
  return true
}

/** Begins a thread on a board or an outcome; null when there are no words. */
export function addComment(doc: Y.Doc, origin: unknown, author: Respondent, target: CommentTarget, text: string, now: number): string | null {
  return writeComment(doc, origin, author, { about: target.kind, id: target.id }, text, now)
}

/** Answers in a thread; null when there are no words or no such thread. */
export function replyToComment(doc: Y.Doc, origin: unknown, author: Respondent, thread: string, text: string, now: number): string | null {
  return responsesRootsOf(doc).comments.has(thread) ? writeComment(doc, origin, author, { answers: thread }, text, now) : null
}

function writeComment(doc: Y.Doc, origin: unknown, author: Respondent, place: object, text: string, now: number): string | null {
  const words = text.trim().slice(0, limits.maxTextLength)
  if (words === '') return null
  const id = uuidv4()
  change(doc, origin, ({ comments }) => comments.set(id, { text: words, at: now, ...place, ...signature(author) }))
  return id
}

/** Takes a comment back, or shows it again; the answers of a thread go with its beginning. False when there is no such comment. */
export function setCommentWithdrawn(doc: Y.Doc, origin: unknown, comment: string, withdrawn: boolean): boolean {
  return replace(doc, origin, 'comments', comment, { withdrawn })
}

/** Marks a thread as resolved, or not; it stays readable. False when there is no such thread. */
export function setResolved(doc: Y.Doc, origin: unknown, thread: string, isResolved: boolean): boolean {
  if (!responsesRootsOf(doc).comments.has(thread)) return false
  change(doc, origin, ({ commentStates }) => commentStates.set(thread, isResolved))
  return true
}

/** Says once more what somebody said where it did not arrive; twice is as good as once. */
export function sayAgain(doc: Y.Doc, origin: unknown, answers: readonly CarriedAnswer[]): void {
  change(doc, origin, (roots) => {
    for (const { root, key, value } of answers) roots[root].set(key, value)
  })
}

function replace(doc: Y.Doc, origin: unknown, root: 'questions' | 'votes' | 'comments', key: string, fields: object): boolean {
  const entry = responsesRootsOf(doc)[root].get(key)
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false
  change(doc, origin, (roots) => roots[root].set(key, { ...entry, ...fields }))
  return true
}
