import { isAtLeast } from '../../shared/model/roles.ts'
import { roleOf } from '../../shared/protocol/capability.ts'
import { decodeInviteToken } from '../../shared/protocol/join-link.ts'

/** Whether `token` is an invite for less than `held`. Whether that one has run out says the relay: the clock of a telephone may be days ahead. */
export function isLess(token: string, held: string): boolean {
  const [theirs, ours] = [decodeInviteToken(token), decodeInviteToken(held)]
  if (theirs === null || ours === null) return false
  return !isAtLeast(roleOf(theirs.capability), roleOf(ours.capability))
}
