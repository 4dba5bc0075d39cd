/** The links that lead to a workshop: for Minuta, and for browsers where they are let in. */
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import type { Invite } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { decodeInviteToken, guestLink, joinLink, type RelayAddress } from '../../../shared/protocol/join-link.ts'
import { browserOrigins, isUnencrypted, mayGoThrough } from '../relay-words.ts'

export const wayKinds = ['app', 'browser'] as const

export type WayIn = {
  readonly kind: (typeof wayKinds)[number]
  readonly link: string
  /** False where others on the network could read along. */
  readonly isEncrypted: boolean
}

/**
 * The ways that `invite` opens through `relay`: none while its secret is on another computer. Made of where the relay is now: what the engine has
 * kept may be from the network before, or this computer's own way to its room.
 */
export function waysOf(invite: Invite, workshop: WorkshopId, relay: RelayAddress, room: RoomState): readonly WayIn[] {
  const token = invite.token === null ? null : decodeInviteToken(invite.token)
  if (token === null) return []
  const ways: WayIn[] = [{ kind: 'app', link: joinLink({ relay, workshop, token }), isEncrypted: !isUnencrypted(relay) }]
  const origin = browserOrigins(relay, room).find((candidate) => mayGoThrough(candidate, invite.role))
  if (origin !== undefined) ways.push({ kind: 'browser', link: guestLink(origin, workshop, token), isEncrypted: origin.startsWith('https:') })
  return ways
}

/** The way into a workshop without invites. Browsers are left out: whoever has the link could write over plain http. */
export function waysOfAnybody(workshop: WorkshopId, relay: RelayAddress): readonly WayIn[] {
  return [{ kind: 'app', link: joinLink({ relay, workshop, token: null }), isEncrypted: !isUnencrypted(relay) }]
}
