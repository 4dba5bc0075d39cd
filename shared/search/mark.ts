/** Shows where a query was found in a text: the text as it was written, in parts that match and parts that do not. */
import { foldLetters } from './fold.ts'
import { wordsOf, type PlacedWord, type SearchQuery } from './words.ts'

export type SearchPart = { readonly text: string; readonly isMatch: boolean }

/** What is looked through for the first match: a bound on the time, not on what is found. */
const maxScanned = 20_000
const beforeMatch = 60
const passageLength = 600
/** A row of words that begins in one passage may end this far in the next. */
const maxRowLength = 300
const ellipsis = '…'

type Range = { readonly start: number; readonly end: number }

/** The whole of `text`, marked. */
export function markText(text: string, query: SearchQuery): readonly SearchPart[] {
  return split(text, 0, text.length, rangesIn(text, query, 0, text.length))
}

/** About `length` characters of `text` around the first match, marked; its beginning when nothing of the query stands in it. */
export function snippetOf(text: string, query: SearchQuery, length: number): readonly SearchPart[] {
  const first = firstRange(text, query)
  const start = first === null || first.start <= beforeMatch ? 0 : wordStart(text, first.start - beforeMatch, first.start)
  const end = start + length >= text.length ? text.length : wordEnd(text, start + length)
  const parts = split(text, start, end, rangesIn(text, query, start, end))
  return [
    ...(start > 0 ? [{ text: ellipsis, isMatch: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: ellipsis, isMatch: false }] : []),
  ]
}

/** Folding a passage at once is many times cheaper than word by word: only passages that can hold the match are cut into words. */
function firstRange(text: string, query: SearchQuery): Range | null {
  const scanned = Math.min(text.length, maxScanned)
  for (let start = 0, end = 0; start < scanned; start = end) {
    end = wordEnd(text, Math.min(scanned, start + passageLength))
    const folded = foldLetters(text.slice(start, end))
    if (!query.entries.some(([word = '']) => folded.includes(word))) continue
    const [range] = rangesIn(text, query, start, Math.min(text.length, end + maxRowLength), 1)
    if (range !== undefined) return range
  }
  return null
}

/** Places between `start` and `end` where an entry of the query stands, in order, without overlaps; at most `limit`. */
function rangesIn(text: string, query: SearchQuery, start: number, end: number, limit = Number.POSITIVE_INFINITY): readonly Range[] {
  const longest = Math.max(1, ...query.entries.map((entry) => entry.length))
  const ranges: Range[] = []
  const window: PlacedWord[] = []
  const settle = (): void => {
    const [word] = window
    window.shift()
    if (word === undefined || word.start < (ranges.at(-1)?.end ?? 0)) return
    const row = [word, ...window]
    const found = query.entries.filter((entry) => beginsWith(row, entry)).sort((a, b) => b.length - a.length)[0]
    const last = found === undefined ? undefined : row[found.length - 1]
    if (last !== undefined) ranges.push({ start: word.start, end: last.end })
  }
  for (const word of wordsOf(text, start)) {
    if (word.start >= end || ranges.length >= limit) break
    window.push(word)
    if (window.length === longest) settle()
  }
  while (window.length > 0 && ranges.length < limit) settle()
  return ranges.filter((range) => range.end <= end)
}

function beginsWith(row: readonly PlacedWord[], entry: readonly string[]): boolean {
  return entry.every((word, index) => {
    const placed = row[index]?.folded
    return index === entry.length - 1 ? placed?.startsWith(word) === true : placed === word
  })
}

function split(text: string, start: number, end: number, ranges: readonly Range[]): readonly SearchPart[] {
  const parts: SearchPart[] = []
  const add = (from: number, to: number, isMatch: boolean): void => {
    if (to > from) parts.push({ text: onOneLine(text.slice(from, to)), isMatch })
  }
  let at = start
  for (const range of ranges) {
    add(at, range.start, false)
    add(range.start, range.end, true)
    at = range.end
  }
  add(at, end, false)
  return parts
}

/** Lines are set apart: a name and a function that stand in two lines are two things. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/gu, ' · ').replaceAll(/\s+/gu, ' ')
}

/** The first place after a space between `from` and `to`; never inside a pair of surrogates. */
function wordStart(text: string, from: number, to: number): number {
  const space = text.slice(from, to).search(/\s/u)
  return space === -1 ? whole(text, from) : from + space + 1
}

/** The end of the word that stands around `from`, if it is near. */
function wordEnd(text: string, from: number): number {
  const space = text.slice(from, from + beforeMatch).search(/\s/u)
  return space === -1 ? whole(text, from) : from + space
}

function whole(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff ? index + 1 : index
}
