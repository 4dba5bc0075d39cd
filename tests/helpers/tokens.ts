/** Unique words that tests type, so that every one can be looked for afterwards: `<a2-000123>`. */

export function token(author: number, number: number): string {
  return `<a${author}-${String(number).padStart(6, '0')}>`
}

/** How often each whole token stands in `text`. */
export function countTokens(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/<a\d+-\d{6}>/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
