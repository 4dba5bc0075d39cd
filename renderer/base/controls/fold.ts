/** Text made comparable for the boxes that narrow a list, as the full-text search does it. */
import { foldLetters } from '../../../shared/search/fold.ts'

/** Without accents, case or repeated spaces, so that "andalucia" finds "Andalucía". */
export function fold(text: string): string {
  return foldLetters(text).replace(/\s+/gu, ' ').trim()
}

/** Whether every word of `query` begins, or stands inside, a word of `text`. An empty query matches everything. */
export function matches(text: string, query: string): boolean {
  const folded = fold(text)
  return fold(query)
    .split(' ')
    .every((word) => folded.includes(word))
}
