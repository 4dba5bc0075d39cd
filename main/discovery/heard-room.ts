/** What a packet says of a room, checked before anybody else sees it: anybody on the network can send one. */
import { isIPv4 } from 'node:net'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'
import { isPrivateAddress } from '../../shared/node/local-addresses.ts'
import { isRoomName, parseAnnouncementText } from '../../shared/protocol/announcement.ts'

/** The parts of a service of bonjour-service that are read here; nothing of it is to be believed. */
export type HeardService = { readonly name?: unknown; readonly port?: unknown; readonly txt?: unknown; readonly addresses?: unknown; readonly referer?: { readonly address?: unknown } }

const maxAddresses = 4

/**
 * Null for what is not a room of ours. Its addresses: where the packet came from, then private ones that it names. A public address
 * is taken from nobody's word: a stranger must not make this computer knock at somebody else's door.
 */
export function readHeardRoom({ name, port, txt, addresses, referer }: HeardService): AnnouncedRoom | null {
  if (typeof name !== 'string' || !isRoomName(name)) return null
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535) return null
  const announcement = parseAnnouncementText(txt)
  if (announcement === null) return null
  const named = (Array.isArray(addresses) ? (addresses as unknown[]) : []).filter((address) => isAddress(address) && isPrivateAddress(address))
  const hosts = [...new Set([referer?.address, ...named].filter(isAddress))].slice(0, maxAddresses)
  if (hosts.length === 0) return null
  return { name, relay: { urls: hosts.map((host) => `wss://${host}:${port}`), pin: announcement.pin }, tags: announcement.tags }
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && isIPv4(value)
}
