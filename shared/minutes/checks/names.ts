/** Names of people as different hands write them. */
import { foldLetters } from '../../search/fold.ts'

const separators = /[^\p{L}\p{N}]+/u

/** The words of a name without case and accents, in alphabetical order: "ESCLOPÉ, Guy" and "Guy Esclopé" are one. */
function nameWords(name: string): readonly string[] {
  return foldLetters(name).split(separators).filter((word) => word !== '').sort()
}

/** A text under which every spelling of the same words is found; '' for a name without a letter. */
export function nameKey(name: string): string {
  return nameWords(name).join(' ')
}

/** The names that stand beside each other in a field for people, as they are written. */
export function namesBeside(text: string): readonly string[] {
  return text.split(/[;\n]|,(?=\s)|\s&\s/u).map((name) => name.trim()).filter((name) => name !== '')
}

/** Words shorter than this differ by a letter because they are two words. */
const minimumLength = 4

/** Whether two names that are not spelled alike are probably one person's: other order or accents, an initial, one letter. */
export function looksLikeSameName(a: string, b: string): boolean {
  if (a === b) return false
  const [first, second] = [nameWords(a), nameWords(b)]
  if (first.length === 0 || first.length !== second.length) return false
  const onlyFirst = first.filter((word) => !second.includes(word))
  const onlySecond = second.filter((word) => !first.includes(word))
  if (onlyFirst.length === 0 && onlySecond.length === 0) return true
  if (first.length > 1 && fitsByInitials(first, second)) return true
  const [left, right] = [onlyFirst[0] ?? '', onlySecond[0] ?? '']
  return onlyFirst.length === 1 && onlySecond.length === 1 && Math.min(left.length, right.length) >= minimumLength && isOneLetterApart(left, right)
}

/** "j smith" and "john smith": every word is the other's, or its first letter; at least one word is written out in both. */
function fitsByInitials(first: readonly string[], second: readonly string[]): boolean {
  const rest = [...second]
  let whole = 0
  for (const word of [...first].sort((a, b) => b.length - a.length)) {
    const same = rest.indexOf(word)
    const at = same >= 0 ? same : rest.findIndex((other) => (other.length === 1 || word.length === 1) && other[0] === word[0])
    if (at < 0) return false
    if (same >= 0 && word.length > 1) whole += 1
    rest.splice(at, 1)
  }
  return whole > 0
}

/** One letter added, left out, changed, or two neighbours changed places. */
function isOneLetterApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
}
