/**
 * The links by which people join. In the app: `minuta://join?relay=wss%3A%2F%2F…&relay=…&pin=…&workshop=…#<token>`; in a browser:
 * `https://relay.example/w/<workshop>#<token>`. What lets somebody in stands behind the `#`, which no browser sends and no server
 * logs; a link without it leads to a relay that asks nobody.
 */
import * as encoding from 'lib0/encoding'
import { isWorkshopId, type WorkshopId } from '../model/ids.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { decodeCapability, encodeCapability, type Capability } from './capability.ts'
import { Cursor, MalformedError } from './cursor.ts'
import { secretLength } from './signatures.ts'

/** Where a relay can be reached. */
export type RelayAddress = {
  /** `ws://` or `wss://`, without a slash at the end; at least one, the most likely first. All lead to the same relay. */
  readonly urls: readonly string[]
  /** SHA-256 of the public key (SPKI) of the relay's own certificate, base64url; null where the system's authorities decide. */
  readonly pin: string | null
}

/** What an invite gives: who invited to what, and the secret by which whoever has the link proves it. */
export type InviteToken = { readonly capability: Capability; readonly secret: Uint8Array }

export type JoinTarget = {
  readonly relay: RelayAddress
  readonly workshop: WorkshopId
  /** Null for a relay that asks nobody. */
  readonly token: InviteToken | null
}

/** A venue has a few networks; a link with more addresses is not one of ours. */
const maxUrls = 8
const pinPattern = /^[A-Za-z0-9_-]{43}$/

/** The link for the app. */
export function joinLink({ relay, workshop, token }: JoinTarget): string {
  const query = new URLSearchParams(relay.urls.map((url): [string, string] => ['relay', url]))
  if (relay.pin !== null) query.set('pin', relay.pin)
  query.set('workshop', workshop)
  return `minuta://join?${query.toString()}${token === null ? '' : `#${encodeInviteToken(token)}`}`
}

/** The link for a browser, on the relay whose pages are at `origin` (`http://192.168.1.7:4456`). */
export function guestLink(origin: string, workshop: WorkshopId, token: InviteToken | null): string {
  return `${origin}/w/${workshop}${token === null ? '' : `#${encodeInviteToken(token)}`}`
}

/** Reads a pasted or clicked link of either kind; null when it is none, or one with a part that is damaged. */
export function parseJoinLink(text: string): JoinTarget | null {
  const app = /^minuta:\/\/join\/?\?(?<query>[^#]*)(?:#(?<token>.*))?$/i.exec(text.trim())
  if (app !== null) return parseAppLink(new URLSearchParams(app.groups?.['query']), app.groups?.['token'] ?? '')
  return parseGuestLink(text.trim())
}

function parseAppLink(query: URLSearchParams, tokenText: string): JoinTarget | null {
  const urls = query.getAll('relay').map(relayAddress)
  const workshop = query.get('workshop') ?? ''
  const pin = query.get('pin')
  const token = parseToken(tokenText)
  if (urls.length === 0 || urls.length > maxUrls || urls.includes(null) || !isWorkshopId(workshop) || token === undefined) return null
  if (pin !== null && !pinPattern.test(pin)) return null
  return { relay: { urls: urls as string[], pin }, workshop, token }
}

function parseGuestLink(text: string): JoinTarget | null {
  if (!URL.canParse(text)) return null
  const { protocol, host, pathname, hash } = new URL(text)
  const workshop = /^(?<base>.*)\/w\/(?<workshop>[^/]+)$/.exec(pathname)?.groups
  const token = parseToken(hash.slice(1))
  if ((protocol !== 'http:' && protocol !== 'https:') || workshop?.['workshop'] === undefined || !isWorkshopId(workshop['workshop']) || token === undefined) return null
  const url = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}${workshop['base'] ?? ''}`
  return { relay: { urls: [url], pin: null }, workshop: workshop['workshop'], token }
}

/** Undefined for a token that is damaged. */
function parseToken(text: string): InviteToken | null | undefined {
  return text === '' ? null : (decodeInviteToken(text) ?? undefined)
}

/** The token alone: what stands behind the `#`. */
export function encodeInviteToken({ capability, secret }: InviteToken): string {
  return toBase64Url(encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, secret)
    encoding.writeUint8Array(encoder, encodeCapability(capability))
  }))
}

/** Null for text that is not a token. Whether it is good for anything only the relay can say. */
export function decodeInviteToken(text: string): InviteToken | null {
  const bytes = fromBase64Url(text)
  if (bytes === null) return null
  try {
    const cursor = new Cursor(bytes)
    const secret = cursor.take(secretLength, 'secret').slice()
    return { secret, capability: decodeCapability(cursor.take(cursor.remaining, 'capability')) }
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}

/** `text` as the address of a relay (ws:// or wss://, no query), without a slash at its end; null when it is none. */
export function relayAddress(text: string): string | null {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return null
  if (url.hostname === '' || url.search !== '' || url.hash !== '' || url.username !== '') return null
  return trimmed.replace(/\/+$/, '')
}
