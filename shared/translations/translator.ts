/** Which translation belongs to which text, and whether it is older than the text. Both are derived; neither is ever stored. */
import type { Translation, Workshop } from '../model/workshop.ts'
import { textGroups } from './texts.ts'

export type Found =
  | { readonly kind: 'current'; readonly words: string }
  /** The words of `source` have changed since; `from` is what they were. */
  | { readonly kind: 'stale'; readonly words: string; readonly from: string }
  | { readonly kind: 'missing' }

/** "fr" of "fr-CA": translations are kept by language, as labels are. */
export function primaryLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? ''
}

/** How much of two passages of a board has to be the same for one to be the other, changed. */
const minSimilarity = 0.4
/** More outdated translations of one board than this are not compared with what stands there. */
const maxOutdated = 500

/** Looks up the translations of a workshop into one language. */
export class Translator {
  readonly #byUnit = new Map<string, Map<string, Found>>()

  constructor(workshop: Workshop, language: string) {
    const made = new Map<string, Translation[]>()
    for (const translation of workshop.translations) {
      if (translation.language !== language) continue
      made.set(translation.unit, [...(made.get(translation.unit) ?? []), translation])
    }
    if (made.size === 0) return
    const sources = new Map<string, Set<string>>()
    for (const { unit, source } of textGroups(workshop).flatMap(({ texts }) => texts)) sources.set(unit, (sources.get(unit) ?? new Set()).add(source))
    for (const [unit, current] of sources) {
      const translations = made.get(unit)
      if (translations?.some(({ words }) => words.trim() !== '')) this.#byUnit.set(unit, matched([...current], translations))
    }
  }

  /** Whether there is any translation into this language. */
  get isEmpty(): boolean {
    return this.#byUnit.size === 0
  }

  find(unit: string, source: string): Found {
    return this.#byUnit.get(unit)?.get(source) ?? { kind: 'missing' }
  }
}

/**
 * The translations of one unit, by what is written there now. Words that are the same first; what is left over on both sides belongs
 * together when it is the only text of the unit, or alike enough. A text whose translation somebody took back has none, not an older one either.
 */
function matched(sources: readonly string[], translations: readonly Translation[]): Map<string, Found> {
  const bySource = new Map(translations.map((translation) => [translation.source, translation]))
  const found = new Map<string, Found>()
  for (const source of sources) {
    const exact = bySource.get(source)
    if (exact) found.set(source, exact.words.trim() === '' ? { kind: 'missing' } : { kind: 'current', words: exact.words })
  }
  const known = new Set(sources)
  const outdated = translations.filter(({ source, words }) => !known.has(source) && words.trim() !== '').slice(0, maxOutdated)
  const taken = new Set<Translation>()
  for (const source of sources) {
    if (found.has(source)) continue
    const best = bestOf(source, outdated.filter((translation) => !taken.has(translation)), sources.length === 1 ? 0 : minSimilarity)
    if (!best) continue
    taken.add(best)
    found.set(source, { kind: 'stale', words: best.words, from: best.source })
  }
  return found
}

function bestOf(source: string, candidates: readonly Translation[], least: number): Translation | null {
  let best: Translation | null = null
  let most = least
  for (const candidate of candidates) {
    const alike = similarity(source, candidate.source)
    if (alike < most || (alike === most && best)) continue
    best = candidate
    most = alike
  }
  return best
}

/** From 0 to 1: the share of words that two texts have in common (Dice). */
export function similarity(first: string, second: string): number {
  const [a, b] = [wordsOf(first), wordsOf(second)]
  if (a.length + b.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1)
  const common = b.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
  return (2 * common.length) / (a.length + b.length)
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
