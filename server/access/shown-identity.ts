/** Who somebody says they are, as others are to read it. */
import type { PeerIdentity } from '../../shared/protocol/admission.ts'

/** Characters that change how others read a name: controls, and those that turn the direction of what follows. */
const misleading = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** `text` without what misleads the eye. */
export function shownText(text: string): string {
  return text.replace(misleading, '').trim()
}

export function shownIdentity({ name, organisation, person }: PeerIdentity): PeerIdentity {
  return { name: shownText(name), organisation: shownText(organisation), person: shownText(person) }
}
