/**
 * Which names in a `Host` header are this relay's. A page of a stranger can make a browser connect here under a name of its own
 * (DNS rebinding), and a relay in between can pass on what was meant for it: both name another host. The port is not compared,
 * because whoever owns another port of this computer owns this computer.
 */
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** Addresses change when a laptop moves; reading them costs a system call. */
const maxAgeMs = 1_000
const portPattern = /:\d+$/
/** Of http and of https; which of the two a proxy in front speaks is not known here. */
const impliedPort = /:(?:80|443)$/

export class OwnHosts {
  /** Names that were given without a port, and hosts that were given with one, as browsers write them: without what the scheme implies. */
  readonly #names: ReadonlySet<string>
  readonly #hosts: ReadonlySet<string>
  #addresses: ReadonlySet<string> = new Set()
  #readAt = -Infinity
  /** The last host that was asked for: hundreds come at once by one. */
  #judged: { readonly host: string; readonly isOwn: boolean; readonly at: number } = { host: '', isOwn: false, at: -Infinity }

  /** `configured`: names under which the relay is reached otherwise, with or without a port. */
  constructor(configured: readonly string[]) {
    const known = configured.map(asBrowsersWrite)
    this.#names = new Set(known.filter((name) => !portPattern.test(name)))
    this.#hosts = new Set(known.flatMap((name) => (portPattern.test(name) ? [name, name.replace(impliedPort, '')] : [])))
  }

  /** The relay's address as the request named it (lower case, with the port if it has one); null when it is not ours. */
  audienceOf({ headers }: IncomingMessage): string | null {
    const host = headers.host?.toLowerCase()
    if (host === undefined) return null
    const now = performance.now()
    if (host !== this.#judged.host || now - this.#judged.at > maxAgeMs) this.#judged = { host, isOwn: this.#isOwnHost(host), at: now }
    return this.#judged.isOwn ? host : null
  }

  /** Whether the request comes from no page, or from a page of this relay. */
  isOwnOrigin({ headers }: IncomingMessage): boolean {
    const { origin } = headers
    if (origin === undefined) return true
    if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return false
    return new URL(origin).host === new URL(`${origin.split(':')[0] ?? 'http'}://${headers.host ?? ''}`).host
  }

  #isOwnHost(host: string): boolean {
    if (!/^[a-z0-9.\-[\]:_]+$/.test(host) || !URL.canParse(`http://${host}`)) return false
    return this.#hosts.has(host) || this.#isOwn(new URL(`http://${host}`).hostname)
  }

  #isOwn(name: string): boolean {
    return this.#names.has(name) || name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
      || name === localName() || this.#isOwnAddress(name)
  }

  #isOwnAddress(name: string): boolean {
    const now = performance.now()
    if (now - this.#readAt > maxAgeMs) {
      this.#readAt = now
      this.#addresses = new Set(Object.values(networkInterfaces()).flatMap((entries) => entries ?? []).map(({ address, family }) => (
        family === 'IPv6' ? new URL(`http://[${address.split('%')[0] ?? ''}]`).hostname : address
      )))
    }
    return this.#addresses.has(name)
  }
}

/** Letters small, and an address of IPv6 in its brackets and as short as it goes; a port stays. */
function asBrowsersWrite(name: string): string {
  const bracketed = isIPv6(name) ? `[${name}]` : name.toLowerCase()
  return bracketed.replace(/^\[.+\]/, (address) => (URL.canParse(`http://${address}`) ? new URL(`http://${address}`).hostname : address))
}

/** How other computers on the network may call this one. */
function localName(): string {
  return `${hostname().toLowerCase().replace(/\.local$/, '')}.local`
}
