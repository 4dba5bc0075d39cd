/** What can be told about an address: whether it is near, and how browsers reach the same relay. */
import type { RoomState } from '../../shared/ipc/desktop-api.ts'
import { mayGoUnencrypted, type Role } from '../../shared/model/roles.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'

/** Addresses that only lead somewhere on the same network (RFC 1918, 3927, 4193, 4291, 6762), and names without a dot. */
const nearHosts = [
  /^10\./, /^127\./, /^192\.168\./, /^169\.254\./, /^172\.(?:1[6-9]|2\d|3[01])\./, /^\[f[cd]/i, /^\[fe80:/i, /^\[::1\]$/, /\.local$/i, /^[^.:]+$/,
] as const

/** Whether every address of `relay` is one on a local network: a room, not a server on the Internet. */
export function isNear(relay: RelayAddress): boolean {
  return relay.urls.every((url) => nearHosts.some((pattern) => pattern.test(hostnameOf(url))))
}

/** Whether others on the way can read what goes through `relay`. Inside this computer nobody reads along. */
export function isUnencrypted({ urls, pin }: RelayAddress): boolean {
  return pin === null && urls.some((url) => url.startsWith('ws:')) && !urls.every((url) => /^ws:\/\/(?:127\.|localhost|\[::1\])/i.test(url))
}

/** Host and port, as people compare them: "192.168.1.7:4455". */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** How a relay is named to people. */
export function nameOf({ urls }: RelayAddress): string {
  return hostOf(urls[0] ?? '')
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url
}

/** Whether both are the same relay, whatever addresses it has at the moment. */
export function isSameRelay(a: RelayAddress | null, b: RelayAddress | null): boolean {
  if (a === null || b === null) return a === b
  return a.pin === null ? b.pin === null && a.urls.some((url) => b.urls.includes(url)) : a.pin === b.pin
}

/** Where a browser finds the pages of `relay`; empty when it cannot be reached by one. */
export function browserOrigins(relay: RelayAddress, room: RoomState): readonly string[] {
  if (room.kind === 'open' && isSameRelay(room.relay, relay)) return room.guestOrigins
  // A certificate of its own is one that no browser knows.
  return relay.pin === null ? relay.urls.map((url) => url.replace(/^ws/, 'http')) : []
}

/** Whether an invite for `role` may go out through `origin`: over plain http only what others on the network may read along. */
export function mayGoThrough(origin: string, role: Role): boolean {
  return origin.startsWith('https:') || mayGoUnencrypted(role)
}

/** A pin in groups that can be read aloud and compared. */
export function pinGroups(pin: string): readonly string[] {
  return pin.match(/.{1,4}/gu) ?? []
}
