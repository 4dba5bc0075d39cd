/**
 * The responses of the room as plain, readonly data. Pure, tolerant and bounded: every participant may write this document, so that
 * entries of another shape are left out, long texts are cut, and what is more than a meeting has is left out and counted. Nothing
 * here throws or writes.
 */
import * as Y from 'yjs'
import type { BoardId, OutcomeId } from '../../model/ids.ts'
import {
  checkInStates, questionKinds, questionStates, type Ballots, type CheckIn, type CommentTarget, type CommentThread, type FloorQuestion, type FloorReply,
  type PhotoAnswer, type Respondent, type RespondentKey, type Responses, type Stay, type Vote, type VoteOption,
} from '../../model/responses.ts'
import type { Person } from '../../model/workshop.ts'
import { choiceField, flagField, integerField, textField, type FieldSource } from '../fields.ts'
import { countedKeys, type KeyOf } from './respondents.ts'
import { responsesLimits as limits, responsesRootsOf, type ResponsesRoots } from './responses-roots.ts'

/**
 * What the room answered. `people` is the participant list: somebody on it who answered before under name and organisation only
 * counts as one person, and as the one of the list.
 */
export function readResponses(doc: Y.Doc, people: readonly Person[] = []): Responses {
  const roots = responsesRootsOf(doc)
  const left = { out: 0 }
  const keyOf = countedKeys(people)
  return {
    checkIns: readCheckIns(roots.checkIns, keyOf, left),
    photoConsents: readPhotoConsents(roots, keyOf, left),
    questions: readQuestions(doc, keyOf, left),
    votes: readVotes(doc, keyOf, left),
    threads: readThreads(doc, keyOf, left),
    leftOut: left.out,
  }
}

type LeftOut = { out: number }

function readCheckIns(root: Y.Map<unknown>, keyOf: KeyOf, left: LeftOut): CheckIn[] {
  const found = new Map<string, CheckIn>()
  for (const { key, entry } of entriesOf(root, limits.maxCheckIns, left)) {
    const checkIn: CheckIn = {
      key: keyOf(key),
      name: cut(textField(entry, 'name'), limits.maxNameLength),
      organisation: cut(textField(entry, 'organisation'), limits.maxNameLength),
      state: choiceField(entry, 'state', checkInStates, 'here'),
      stays: readStays(entry.get('stays')),
    }
    if (checkIn.name === '') continue
    // What somebody said as a person of the list goes before what they said under a bare name.
    if (!found.has(checkIn.key) || checkIn.key === key) found.set(checkIn.key, checkIn)
  }
  return [...found.values()].sort((a, b) => compareText(a.name, b.name) || compareText(a.key, b.key))
}

/** What somebody said as a person of the list goes before what they said under a bare name. */
function readPhotoConsents({ photoConsents, photoNames }: ResponsesRoots, keyOf: KeyOf, left: LeftOut): PhotoAnswer[] {
  const said = [...photoConsents].flatMap(([key, value]): { readonly key: string; readonly value: 'yes' | 'no' }[] => (isKey(key) && (value === 'yes' || value === 'no') ? [{ key, value }] : [])).sort((a, b) => compareText(a.key, b.key))
  left.out += Math.max(0, said.length - limits.maxCheckIns)
  const found = new Map<RespondentKey, PhotoAnswer>()
  for (const { key, value } of said.slice(0, limits.maxCheckIns)) {
    const person = keyOf(key)
    const name: unknown = photoNames.get(key)
    if (!found.has(person) || person === key) found.set(person, { key: person, name: typeof name === 'string' ? cut(name, limits.maxNameLength) : '', consent: value })
  }
  return [...found.values()]
}

function readStays(value: unknown): Stay[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, limits.maxStays).flatMap((stay: unknown): Stay[] => {
    const source = sourceOf(stay)
    const start = source && timeField(source, 'in')
    if (!source || start === null) return []
    const out = timeField(source, 'out')
    return [{ in: start, out: out !== null && out >= start ? out : null, zone: integerField(source, 'zone', -maxZone, maxZone) ?? 0 }]
  })
}

function readQuestions(doc: Y.Doc, keyOf: KeyOf, left: LeftOut): FloorQuestion[] {
  const roots = responsesRootsOf(doc)
  const support = new Map<string, Map<RespondentKey, boolean>>()
  for (const { first, second, value } of pairsOf(roots.support, left)) {
    const said = support.get(first) ?? new Map<RespondentKey, boolean>()
    const supporter = keyOf(second)
    // As with ballots: whoever takes back as a person of the list what they said under a bare name has taken it back.
    if (!said.has(supporter) || supporter === second) said.set(supporter, value === true)
    support.set(first, said)
  }
  return entriesOf(roots.questions, limits.maxQuestions, left).flatMap(({ key, entry }): FloorQuestion[] => {
    const text = cut(textField(entry, 'text'), limits.maxTextLength)
    if (text.trim() === '' || flagField(entry, 'withdrawn', false)) return []
    const author = readAuthor(entry, keyOf)
    return [{
      id: key as OutcomeId,
      kind: choiceField(entry, 'kind', questionKinds, 'question'),
      text,
      board: readId<BoardId>(entry, 'board'),
      author,
      at: timeField(entry, 'at') ?? 0,
      state: questionStates.find((state) => state === roots.questionStates.get(key)) ?? 'new',
      supporters: [...(support.get(key) ?? [])].flatMap(([supporter, isSupported]) => (isSupported && supporter !== author.key ? [supporter] : [])).sort(compareText),
    }]
  }).sort(byTime)
}

/** Who chose what; `people` as above. Choices that are no option of their vote are among them. */
export function readBallots(doc: Y.Doc, people: readonly Person[] = []): Ballots {
  return castIn(doc, countedKeys(people), { out: 0 })
}

function castIn(doc: Y.Doc, keyOf: KeyOf, left: LeftOut): Map<OutcomeId, Map<RespondentKey, string>> {
  const roots = responsesRootsOf(doc)
  const ballots = new Map<OutcomeId, Map<RespondentKey, string>>()
  for (const { first, second, value } of pairsOf(roots.ballots, left)) {
    if (typeof value !== 'string') continue
    const vote = first as OutcomeId
    const cast = ballots.get(vote) ?? new Map<RespondentKey, string>()
    const voter = keyOf(second)
    if (!cast.has(voter) || voter === second) cast.set(voter, value)
    ballots.set(vote, cast)
  }
  return ballots
}

function readVotes(doc: Y.Doc, keyOf: KeyOf, left: LeftOut): Vote[] {
  const roots = responsesRootsOf(doc)
  const ballots = castIn(doc, keyOf, left)
  return entriesOf(roots.votes, limits.maxVotes, left).flatMap(({ key, entry }): Vote[] => {
    const question = cut(textField(entry, 'question'), limits.maxTextLength)
    const options = readOptions(entry.get('options'))
    if (question.trim() === '' || options.length === 0 || flagField(entry, 'withdrawn', false)) return []
    const closed = readClosed(roots.voteStates.get(key))
    const now = countOf(ballots.get(key as OutcomeId) ?? new Map())
    const counts = closed ?? now
    const shown = options.map(({ id, label }): VoteOption => {
      const counted = counts.get(id) ?? 0
      const raised = roots.hands.get(`${key}:${id}`)
      const hands = typeof raised === 'number' && Number.isInteger(raised) && raised >= 0 && raised <= limits.maxHands ? raised : null
      return { id, label, ballots: counted, hands, total: counted + (hands ?? 0) }
    })
    return [{
      id: key as OutcomeId,
      question,
      board: readId<BoardId>(entry, 'board'),
      at: timeField(entry, 'at') ?? 0,
      isOpen: closed === null,
      options: shown,
      ballotCount: shown.reduce((sum, option) => sum + option.ballots, 0),
      lateCount: closed === null ? 0 : options.reduce((sum, { id }) => sum + Math.max(0, (now.get(id) ?? 0) - (closed.get(id) ?? 0)), 0),
    }]
  }).sort(byTime)
}

function readOptions(value: unknown): { readonly id: string; readonly label: string }[] {
  if (!Array.isArray(value)) return []
  const seen = new Set<string>()
  return value.slice(0, limits.maxOptions).flatMap((option: unknown) => {
    const source = sourceOf(option)
    if (!source) return []
    const id = textField(source, 'id')
    const label = cut(textField(source, 'label'), limits.maxNameLength)
    if (!isKey(id) || id.includes(':') || label.trim() === '' || seen.has(id)) return []
    seen.add(id)
    return [{ id, label }]
  })
}

/** The counts with which a vote was closed; null while it is open. */
function readClosed(value: unknown): ReadonlyMap<string, number> | null {
  const source = sourceOf(value)
  if (!source || !flagField(source, 'closed', false)) return null
  const counts = sourceOf(source.get('counts'))
  const found = new Map<string, number>()
  if (counts) for (const id of counts.keys().slice(0, limits.maxOptions)) found.set(id, integerField(counts, id, 0, limits.maxMarks) ?? 0)
  return found
}

/** Option → how many chose it. */
function countOf(ballots: ReadonlyMap<RespondentKey, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const option of ballots.values()) counts.set(option, (counts.get(option) ?? 0) + 1)
  return counts
}

function readThreads(doc: Y.Doc, keyOf: KeyOf, left: LeftOut): CommentThread[] {
  const roots = responsesRootsOf(doc)
  const replies = new Map<string, FloorReply[]>()
  const starts: { readonly reply: FloorReply; readonly target: CommentTarget }[] = []
  for (const { key, entry } of entriesOf(roots.comments, limits.maxComments, left)) {
    const text = cut(textField(entry, 'text'), limits.maxTextLength)
    if (text.trim() === '' || flagField(entry, 'withdrawn', false)) continue
    const reply: FloorReply = { id: key, text, author: readAuthor(entry, keyOf), at: timeField(entry, 'at') ?? 0 }
    const answers = textField(entry, 'answers')
    const id = textField(entry, 'id')
    if (isKey(answers)) replies.set(answers, [...(replies.get(answers) ?? []), reply])
    else if (isKey(id)) starts.push({ reply, target: entry.get('about') === 'outcome' ? { kind: 'outcome', id: id as OutcomeId } : { kind: 'board', id: id as BoardId } })
  }
  return starts.map(({ reply, target }): CommentThread => ({
    ...reply,
    target,
    isResolved: roots.commentStates.get(reply.id) === true,
    replies: (replies.get(reply.id) ?? []).sort(byTime),
  })).sort(byTime)
}

function readAuthor(entry: Entry, keyOf: KeyOf): Respondent {
  const author = textField(entry, 'author')
  return {
    key: keyOf(isKey(author) ? author : ''),
    name: cut(textField(entry, 'name'), limits.maxNameLength),
    organisation: cut(textField(entry, 'organisation'), limits.maxNameLength),
  }
}

/** A plain object of the document with its own properties only; null for everything else, shared types included. */
type Entry = FieldSource & { keys(): string[] }

function sourceOf(value: unknown): Entry | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Y.AbstractType) return null
  const fields = value as Readonly<Record<string, unknown>>
  return { get: (key) => (Object.hasOwn(fields, key) ? fields[key] : undefined), keys: () => Object.keys(fields) }
}

/** The entries that have a possible key and are plain objects; of more than `max` those with the first keys, the same for everybody. */
function entriesOf(root: Y.Map<unknown>, max: number, left: LeftOut): { readonly key: string; readonly entry: Entry }[] {
  const found: { readonly key: string; readonly entry: Entry }[] = []
  for (const [key, value] of root) {
    const entry = isKey(key) ? sourceOf(value) : null
    if (entry) found.push({ key, entry })
  }
  found.sort((a, b) => compareText(a.key, b.key))
  left.out += Math.max(0, found.length - max)
  return found.slice(0, max)
}

/** The marks that people set on something: `thing:respondent` → value. */
function pairsOf(root: Y.Map<unknown>, left: LeftOut): { readonly first: string; readonly second: string; readonly value: unknown }[] {
  const found: { readonly first: string; readonly second: string; readonly value: unknown }[] = []
  for (const [key, value] of root) {
    const at = key.indexOf(':')
    const [first, second] = [key.slice(0, at), key.slice(at + 1)]
    if (at > 0 && isKey(first) && isKey(second)) found.push({ first, second, value })
  }
  if (found.length <= limits.maxMarks) return found
  left.out += found.length - limits.maxMarks
  return found.sort((a, b) => compareText(a.first, b.first) || compareText(a.second, b.second)).slice(0, limits.maxMarks)
}

const keyPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/u

function isKey(text: string): boolean {
  return text.length <= limits.maxKeyLength && keyPattern.test(text)
}

function readId<T extends string>(entry: Entry, field: string): T | null {
  const id = textField(entry, field)
  return isKey(id) ? (id as T) : null
}

/** What a Date can hold, less the offset of any clock. */
const maxTime = 8_600_000_000_000_000
const maxZone = 14 * 60

function timeField(entry: FieldSource, field: string): number | null {
  return integerField(entry, field, 0, maxTime)
}

/** The first `max` code units, without half a character at the end. */
function cut(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/u, '')
}

function byTime(a: { readonly id: string; readonly at: number }, b: { readonly id: string; readonly at: number }): number {
  return a.at - b.at || compareText(a.id, b.id)
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
