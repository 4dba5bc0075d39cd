/** Whether a file still says what was frozen, and if not, where it begins to say something else. */
import { tellsAll } from '../minutes/tells-all.ts'
import type { WordPlace } from '../versions/minutes-words.ts'
import { minutesWords, wordsDigest, type DocumentWords } from '../versions/minutes-words.ts'
import type { FrozenContent, FrozenDocument } from '../versions/frozen-version.ts'
import { fingerprintOf, entryDigest, isBesideSealed, isSealed, type Proof, type SealEntry } from '../versions/seal.ts'
import { printedDigest } from '../versions/print-version.ts'
import { diffSequences } from '../versions/sequence-diff.ts'
import { approvalsDigest } from './read-json.ts'
import type { ReadDocument, VersionFile } from './read-words.ts'

export type Difference = {
  /** Null for what is printed around the frozen text. */
  readonly place: WordPlace | null
  readonly frozen: string
  readonly found: string
}

/** More would hide the first one. */
const maxDifferences = 5
const wordsAround = 3

/** Whether the words that `entry` seals are the first ones of `found`, with the same numbers. */
export function isSealedText(found: DocumentWords, entry: SealEntry): boolean {
  const sealed = { words: found.words.slice(0, entry.words), citations: found.citations, figures: found.figures }
  return wordsDigest(sealed) === entry.text
}

/** Whether a file proves itself: text → entry → seal, and everything around it as it was written. Says nothing of the fingerprint. */
export function provesItself(found: VersionFile, proof: Proof): boolean {
  return isSealed(proof) && isSealedText(found, proof.entry) && isPrintedText(found, proof) && isSealedData(found, proof)
}

/** Whether nothing around the sealed text was changed since the file was written, and number and fingerprint beside the proof, if any, are its own. */
export function isPrintedText(found: VersionFile, proof: Proof): boolean {
  if (printedDigest(found, found.status) !== proof.printed || !isNamedAs(found, proof) || !isBesideSealed(proof)) return false
  return !('tree' in found) || (found.printedTree === proof.printedTree && found.approvals === approvalsDigest(proof.approvals))
}

/** Whether number and fingerprint, where they stand beside the proof for whoever does not read proofs, are those of the proof. */
function isNamedAs({ named }: ReadDocument, { seal, number }: Proof): boolean {
  return ['', String(number)].includes(named.version) && ['', fingerprintOf(seal)].includes(named.fingerprint)
}

/** In JSON more than the words is sealed. */
export function isSealedData(found: VersionFile, { entry, seal }: Pick<Proof, 'entry' | 'seal'>): boolean {
  return !('tree' in found) || (found.tree === entry.tree && (found.record === null ? !tellsAll(entry) : found.record === seal.record))
}

/** What was added when the file was printed: status and approvals, as they stand. */
export function addedText(found: Pick<ReadDocument, 'words' | 'status'>, entry: SealEntry): string {
  return [found.status, ...found.words.slice(entry.words)].join(' ')
}

/** The places where `found` says something else than `frozen`, the first ones. */
export function findDifferences(found: DocumentWords, { minutes }: FrozenDocument): readonly Difference[] {
  const frozen = minutesWords(minutes)
  const differences = diffSequences(frozen.words, found.words)
    // What follows the last sealed word was added when the file was printed.
    .filter(({ isEqual, before: [from, to] }) => !isEqual && (from < frozen.words.length || to > from))
    .map(({ before: [from, to], after }): Difference => ({
      place: placeOf(frozen.places, from),
      frozen: excerpt(frozen.words, from, to),
      found: excerpt(found.words, ...after),
    }))
  const numbers = (['citations', 'figures'] as const).flatMap((list): readonly Difference[] => {
    const at = frozen[list].findIndex((number, index) => number !== found[list][index])
    if (at === -1 && frozen[list].length === found[list].length) return []
    const index = at === -1 ? frozen[list].length : at
    return [{ place: null, frozen: frozen[list][index] ?? '', found: found[list][index] ?? '' }]
  })
  return [...differences, ...numbers].slice(0, maxDifferences)
}

function placeOf(places: readonly (WordPlace & { readonly from: number })[], word: number): WordPlace | null {
  return places.findLast(({ from }) => from <= word) ?? null
}

function excerpt(words: readonly string[], from: number, to: number): string {
  const [start, end] = [Math.max(0, from - wordsAround), Math.min(words.length, to + wordsAround)]
  const shown = words.slice(start, Math.min(end, start + 24))
  return `${start > 0 ? '… ' : ''}${shown.join(' ')}${start + shown.length < words.length ? ' …' : ''}`
}

export type Candidate = { readonly content: FrozenContent; readonly document: FrozenDocument }

/** The frozen document that a file names, else the one whose text it has, else the one that it resembles most; null without any. */
export function findCandidate(found: ReadDocument, proof: Proof | null, contents: readonly FrozenContent[]): Candidate | null {
  const all = contents.flatMap((content) => content.documents.map((document): Candidate => ({ content, document })))
  const named = proof && all.find(({ content, document }) => content.fingerprint === fingerprintOf(proof.seal) && entryDigest(document.entry) === entryDigest(proof.entry))
  if (named) return named
  const same = all.find(({ document }) => isSealedText(found, document.entry))
  if (same) return same
  const words = new Set(found.words)
  const likeness = ({ document }: Candidate): number => {
    const own = new Set(minutesWords(document.minutes).words)
    const shared = [...own].filter((word) => words.has(word)).length
    return (2 * shared) / Math.max(1, own.size + words.size)
  }
  const [best] = all.map((candidate) => ({ candidate, score: likeness(candidate) })).sort((a, b) => b.score - a.score)
  return best && best.score > 0.5 ? best.candidate : null
}

/** A fingerprint as somebody types it off paper: groups, capitals, as much of it as they like. */
export function matchesTyped(fingerprint: string, typed: string): boolean {
  const digits = typed.toLowerCase().replace(/[^0-9a-f]/g, '')
  return digits.length >= 16 && fingerprint.startsWith(digits)
}

