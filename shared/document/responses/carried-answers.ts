/**
 * Answers on their way from a page in a browser to one at another address: a room that another computer took over has a new one, and a browser shows
 * the new page nothing of what the old one keeps. They travel as plain entries, so that nothing of the first document need be in the second.
 */
import type * as Y from 'yjs'
import { responsesRootsOf } from './responses-roots.ts'

/** What a participant writes; what those who lead write is theirs to bring. */
const carriedRoots = ['checkIns', 'photoConsents', 'photoNames', 'questions', 'support', 'ballots', 'comments', 'commentStates', 'signatures'] as const
export type CarriedRoot = (typeof carriedRoots)[number]

/** An entry of the second document: `value` as `readResponses` finds it under `key`. */
export type CarriedAnswer = { readonly root: CarriedRoot; readonly key: string; readonly value: unknown }

/** More than anybody says while a room is away. */
const maxAnswers = 500
/** `vote:respondent`, each of them an id or a hash. */
const maxKeyLength = 140
const maxDepth = 4

/** What stands in `doc` and was written by one of `since` at its clock or later. */
export function answersSince(doc: Y.Doc, since: ReadonlyMap<number, number>): readonly CarriedAnswer[] {
  const roots = responsesRootsOf(doc)
  return carriedRoots.flatMap((root) => [...roots[root]._map].flatMap(([key, { id, deleted }]) => {
    const from = since.get(id.client)
    return deleted || from === undefined || id.clock < from ? [] : [{ root, key, value: roots[root].get(key) }]
  }))
}

/** Reads what came with a link, which anybody may have made; null when it is not a list of answers. */
export function readCarriedAnswers(value: unknown): readonly CarriedAnswer[] | null {
  if (!Array.isArray(value) || value.length > maxAnswers) return null
  const answers: CarriedAnswer[] = []
  for (const entry of value as unknown[]) {
    const { root, key, value: said } = (typeof entry === 'object' && entry !== null ? entry : {}) as Readonly<Record<string, unknown>>
    const known = carriedRoots.find((candidate) => candidate === root)
    if (known === undefined || typeof key !== 'string' || key === '' || key.length > maxKeyLength || !isPlain(said, maxDepth)) return null
    answers.push({ root: known, key, value: said })
  }
  return answers
}

/** Whether a relay takes it: see the names that it refuses in docs/PROTOCOL.md. */
function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  return Object.keys(value).every((name) => name !== '__proto__') && Object.values(value).every((part) => isPlain(part, depth - 1))
}
