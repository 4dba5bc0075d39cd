/** Asks whoever answers at the address of a relay who it is: over HTTP, and with nothing in the question that is ours. */
import http from 'node:http'
import https from 'node:https'
import { TLSSocket } from 'node:tls'
import { isPinned } from '../relay/pinned-connection.ts'
import type { RelayPlace } from '../relay/relay-places.ts'

export type Answer = {
  /** True for what a network shows that wants people to log in first: a page, or the way to one. */
  readonly isPage: boolean
  /** Null where there is no TLS, or no certificate was shown. */
  readonly isCertificateGood: boolean | null
}

/** What a network answers that wants people to log in first (RFC 6585). */
const networkAuthenticationRequired = 511

/** Never rejects: silence and noise are answers too. */
export async function knock({ url, pin }: RelayPlace, signal: AbortSignal): Promise<Answer> {
  const address = healthAddress(url)
  const { promise, resolve } = Promise.withResolvers<Answer>()
  // Looked at below, so that a login page behind a certificate of its own is known for what it is.
  const request = address.protocol === 'https:'
    ? https.get(address, { signal, agent: false, rejectUnauthorized: false })
    : http.get(address, { signal, agent: false })
  let isCertificateGood: boolean | null = null
  request.once('socket', (socket) => {
    if (!(socket instanceof TLSSocket)) return
    socket.once('secureConnect', () => {
      isCertificateGood = pin === null ? socket.authorized : isPinned(socket.getPeerCertificate().raw, pin)
    })
  })
  request.once('error', () => resolve({ isPage: false, isCertificateGood }))
  request.once('response', ({ statusCode = 0, headers }) => {
    const isRedirect = statusCode >= 300 && statusCode < 400
    resolve({ isPage: isRedirect || statusCode === networkAuthenticationRequired || (headers['content-type'] ?? '').includes('html'), isCertificateGood })
    request.destroy()
  })
  return promise
}

function healthAddress(url: string): URL {
  const address = new URL(url)
  address.protocol = address.protocol === 'wss:' ? 'https:' : 'http:'
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/healthz`
  return address
}
