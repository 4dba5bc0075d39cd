/** Text cut into the words that search knows, and what somebody typed into a search box made into a query. */
import { foldLetters } from './fold.ts'

/** A word of a text: folded, and where it stands in the text as it was written. */
export type PlacedWord = { readonly folded: string; readonly start: number; readonly end: number }

/** Letters, digits and marks in a row. */
const runPattern = /[\p{L}\p{N}\p{M}]+/gu
/** Scripts that put no spaces between words: every sign is a word, and a word of the query is a row of them. */
const hasUnspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u
const unspacedPattern = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu

/** The words of `text` from `from` on, one by one. Punctuation and symbols are no words. */
export function* wordsOf(text: string, from = 0): Generator<PlacedWord> {
  const pattern = new RegExp(runPattern)
  pattern.lastIndex = from
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [run] = match
    const pieces = hasUnspaced.test(run) ? [...run.matchAll(unspacedPattern)].map((piece) => ({ start: match.index + piece.index, written: piece[0] })) : [{ start: match.index, written: run }]
    for (const { start, written } of pieces) {
      const folded = foldLetters(written)
      if (folded !== '') yield { folded, start, end: start + written.length }
    }
  }
}

/** The words of `text` as an index takes them: folded, one space between two. */
export function indexedWords(text: string): string {
  return [...wordsOf(text)].map(({ folded }) => folded).join(' ')
}

/**
 * A query: every entry must be found. An entry is one or more words that stand in a row ("D-3" is d, 3), the last of which may
 * go on.
 */
export type SearchQuery = { readonly entries: readonly (readonly string[])[] }

const maxQueryLength = 300
const maxQueryEntries = 12

/** Reads what somebody typed. Never fails; a query without a single word has no entries and finds nothing. */
export function readQuery(text: string): SearchQuery {
  const entries = text
    .slice(0, maxQueryLength)
    .split(/\s+/u)
    .map((part) => [...wordsOf(part)].map(({ folded }) => folded))
    .filter((entry) => entry.length > 0)
  return { entries: entries.slice(0, maxQueryEntries) }
}
