/** How annexes are counted. */

/** A to Z. */
export const latinLetters: readonly string[] = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))

/** The letter of the annex that is the `count`th, from 1: A … Z, AA, AB … in the letters of the language. */
export function annexLetter(count: number, letters: readonly string[]): string {
  const rest = count - 1
  const { length } = letters
  return (rest >= length ? annexLetter(Math.floor(rest / length), letters) : '') + (letters[rest % length] ?? '')
}
