/** Numbers as people type them. */
import { westernDigits } from '../../shared/search/fold.ts'

/** The whole number that was typed, in the digits of whichever keyboard; null for anything else. */
export function readWholeNumber(typed: string): number | null {
  const digits = westernDigits(typed).trim()
  return /^\d+$/u.test(digits) ? Number(digits) : null
}
