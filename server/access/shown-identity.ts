/** Who somebody says they are, as others are to read it. */
import type { PeerIdentity } from '../../shared/protocol/admission.ts'
import { shownText } from '../../shared/util/shown-text.ts'

export function shownIdentity({ name, organisation, person }: PeerIdentity): PeerIdentity {
  return { name: shownText(name), organisation: shownText(organisation), person: shownText(person) }
}
