/** Long words, cut for the eye. */

/** Not every browser of a guest has one; there a letter is a code point. */
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null

/** `text` when it has at most `maxLength` letters as people count them, else its beginning of so many and "…". A letter is never cut in two. */
export function beginningOf(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  // So that a text without an end costs nothing, and a letter with a thousand marks on it does not fill the screen.
  const start = text.slice(0, 8 * maxLength)
  const letters = segmenter === null ? (start.match(/./gsu) ?? []) : [...segmenter.segment(start)].map(({ segment }) => segment)
  if (start === text && letters.length <= maxLength) return text
  // What stands at the end of `start` may go on behind it.
  const whole = start === text ? letters : letters.slice(0, -1)
  return `${whole.slice(0, maxLength).join('').trimEnd()}…`
}
