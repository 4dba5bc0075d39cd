/**
 * Powers and indices. A board has no raised or lowered letters, and without its power 10⁶ would be the number 106: Unicode has characters for
 * digits and signs. Words (the "er" of 1er) say the same on the line.
 */

/** Names of marks that readers give such words; no board has them, `tidyLine` writes the words and takes the marks away. */
export type Script = 'raised' | 'lowered'

const characters = '0123456789+-−=()n'
const written: Readonly<Record<Script, string>> = { raised: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ', lowered: '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ' }

/** `text` with its digits and signs as they stand above or below the line; as it is, where there is more in it than those. */
export function withScript(text: string, script: Script): string {
  if (!/^[\d+\-−=()n.,;*\s]*$/u.test(text)) return text
  return Array.from(text, (character) => written[script][characters.indexOf(character)] ?? character).join('')
}

/** The script that an element or a style of a page asks for: null for none, undefined where it says nothing of it. */
export function scriptOf(verticalAlign: string | undefined): Script | null | undefined {
  switch (verticalAlign) {
    case 'super':
      return 'raised'
    case 'sub':
      return 'lowered'
    case 'baseline':
      return null
    default:
      return undefined
  }
}
