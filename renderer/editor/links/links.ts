/** Which links a board may carry: the protocols of `board-schema.ts`, whatever the source. */
import { linkProtocols } from '../../../shared/document/boards/board-schema.ts'

/** True for an absolute address with an allowed protocol. Relative addresses, `javascript:` and the like are not links. */
export function isSafeLink(href: string): boolean {
  try {
    return (linkProtocols as readonly string[]).includes(new URL(href.trim()).protocol)
  } catch {
    return false
  }
}

/** The address that a person meant ("example.org", "ana@example.org"), made absolute; null when it cannot be a link. */
export function completeLink(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || /\s/u.test(text)) return null
  if (isSafeLink(text)) return text
  if (/^[^@/:]+@[^@/:]+\.[^@/:.]+$/u.test(text)) return `mailto:${text}`
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/iu.test(text)) return null
  const guess = `https://${text}`
  return /^[^/?#]+\.[^/?#.]/u.test(text) && isSafeLink(guess) ? guess : null
}

/**
 * True when a word that was typed becomes a link by itself: it says its protocol, starts with "www." or is a mail address.
 * "businnss.it" or "School/Laboratory.pdf" stay words.
 */
export function shouldAutolink(word: string): boolean {
  return /^(https?:\/\/|mailto:|www\.)/iu.test(word) || /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+$/u.test(word)
}
