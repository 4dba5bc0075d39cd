/**
 * Visible numbers of outcomes (D-3, A-7) that stay unique when people number offline.
 *
 * The document holds an append-only list of claims. A number belongs to the first claim of it in the list, whose order is the
 * same on every peer once they have seen the same updates. Whoever loses a number gets the next free one above every number that
 * was ever claimed; the next peer that claims anything writes those down first (`claimOutcomeNumber`), so that they stay.
 * Claims outlive their outcomes, therefore a number is never given twice. Numbers count per kind: an outcome that changes
 * its kind is numbered anew and finds its old number when it changes back.
 */
import type * as Y from 'yjs'
import { rootsOf } from '../document/roots.ts'
import { outcomeKinds, type OutcomeKind } from '../model/workshop.ts'

export type OutcomeClaim = {
  readonly kind: OutcomeKind
  readonly number: number
  readonly outcome: string
}

export type OutcomeNumbers = {
  /** The number of an outcome as one of this kind; null when nobody claimed one. */
  numberOf(kind: OutcomeKind, outcome: string): number | null
  /** The first number above every claimed and every given one of this kind. */
  next(kind: OutcomeKind): number
  /** Numbers that follow from the claims without standing in one of their own; in the order in which they were given. */
  readonly unwritten: readonly OutcomeClaim[]
}

/**
 * Both far above any meeting. The others go on from the highest number up to the first of these: a hostile claim at the end of
 * what is valid must not leave everybody after it without a number.
 */
const maxCountedNumber = 1_000_000
const maxNumber = 2 * maxCountedNumber

/** Narrows a value of the shared list; anything else in it is ignored. */
export function isOutcomeClaim(value: unknown): value is OutcomeClaim {
  if (typeof value !== 'object' || value === null) return false
  const { kind, number, outcome } = value as Readonly<Record<string, unknown>>
  return outcomeKinds.some((known) => known === kind)
    && typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= maxNumber
    && typeof outcome === 'string' && outcome !== ''
}

/** Gives numbers by the rule above. Pure: the same list gives the same numbers on every machine. */
export function numberOutcomes(claims: readonly unknown[]): OutcomeNumbers {
  const tables = new Map<OutcomeKind, KindTable>(outcomeKinds.map((kind) => [kind, new KindTable()]))
  const tableOf = (kind: OutcomeKind): KindTable => tables.get(kind) ?? new KindTable()
  const valid = claims.filter(isOutcomeClaim)
  for (const claim of valid) tableOf(claim.kind).take(claim)
  const unwritten: OutcomeClaim[] = []
  for (const { kind, outcome } of valid) {
    const table = tableOf(kind)
    if (!table.numbers.has(outcome)) unwritten.push({ kind, outcome, number: table.giveNext(outcome) })
  }
  return {
    numberOf: (kind, outcome) => tableOf(kind).numbers.get(outcome) ?? null,
    next: (kind) => tableOf(kind).next,
    unwritten,
  }
}

class KindTable {
  /** Outcome id → number. */
  readonly numbers = new Map<string, number>()
  readonly #taken = new Set<number>()
  #highest = 0

  get next(): number {
    let number = this.#highest + 1
    while (this.#taken.has(number)) number += 1
    return number
  }

  /** The number goes to this claim, unless somebody has it or the outcome has another. */
  take({ number, outcome }: Pick<OutcomeClaim, 'number' | 'outcome'>): void {
    if (number <= maxCountedNumber) this.#highest = Math.max(this.#highest, number)
    if (this.#taken.has(number) || this.numbers.has(outcome)) return
    this.#taken.add(number)
    this.numbers.set(outcome, number)
  }

  giveNext(outcome: string): number {
    const number = this.next
    this.take({ number, outcome })
    return number
  }
}

/** The numbers as they stand in the document. Those that stand in a frozen version come first, whatever was claimed elsewhere. */
export function readOutcomeNumbers(doc: Y.Doc): OutcomeNumbers {
  const { versions, outcomeNumbers } = rootsOf(doc)
  return numberOutcomes([...versions.toArray().flatMap(frozenClaims), ...outcomeNumbers.toArray()])
}

function frozenClaims(version: unknown): readonly unknown[] {
  if (typeof version !== 'object' || version === null) return []
  const { outcomes } = version as Readonly<Record<string, unknown>>
  return Array.isArray(outcomes) ? outcomes : []
}

/**
 * Gives an outcome its number, in one transaction, and returns it. One that has a number of this kind keeps it and nothing is
 * written. Call it in the same task as the insertion of the outcome.
 */
export function claimOutcomeNumber(doc: Y.Doc, origin: unknown, outcome: string, kind: OutcomeKind): number {
  const numbers = readOutcomeNumbers(doc)
  const present = numbers.numberOf(kind, outcome)
  if (present !== null) return present
  const number = numbers.next(kind)
  doc.transact(() => {
    rootsOf(doc).outcomeNumbers.push([...numbers.unwritten, { kind, number, outcome }])
  }, origin)
  return number
}

/**
 * Which outcomes need a new id, by index: those without one and those whose id stands earlier in `ids` or in `taken`
 * (a copy that was pasted beside its original).
 */
export function indexesWithoutOwnId(ids: readonly string[], taken: ReadonlySet<string> = new Set()): number[] {
  const seen = new Set(taken)
  return ids.flatMap((id, index) => {
    if (id === '' || seen.has(id)) return [index]
    seen.add(id)
    return []
  })
}
