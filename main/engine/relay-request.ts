/** HTTP to the relay of a workshop: as websockets go, so that a pinned certificate is checked before anything is said. */
import http from 'node:http'
import https from 'node:https'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { pinnedConnection } from './pinned-connection.ts'

export type RelayRequest = {
  readonly method: 'HEAD' | 'GET' | 'PUT'
  /** As in `RelayPlace`. */
  readonly pin: string | null
  /** What the relay gave when it let this computer in; null where it asks nobody. */
  readonly session: Uint8Array | null
  readonly body?: Uint8Array
  readonly maxBytes: number
  /** For how long nothing may move in either direction; a slow line may take as long as it takes. */
  readonly silenceMs: number
  readonly signal: AbortSignal
}

export type RelayResponse = {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  /** Null when it is longer than `maxBytes`, whatever its header says. */
  readonly body: Uint8Array | null
}

const connectTimeoutMs = 8_000
/** Small enough for the slowest line to take one within any silence that is allowed. */
const pieceBytes = 64 * 1024

/** Follows no redirect. Rejects with the error of the network, an OtherCertificateError, or the reason of `signal`; also when nothing moves. */
export function requestRelay(address: string, { method, pin, session, body, maxBytes, silenceMs, signal }: RelayRequest): Promise<RelayResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<RelayResponse>()
  const isSecure = address.startsWith('https:')
  if (pin !== null && !isSecure) return Promise.reject(new Error('a pin is for TLS'))
  const request = (isSecure ? https : http).request(address, {
    method,
    signal,
    headers: {
      ...(session === null ? {} : { authorization: `Minuta ${toBase64Url(session)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/octet-stream', 'content-length': body.byteLength }),
    },
    ...(pin === null ? { agent: false } : { createConnection: pinnedConnection(pin, connectTimeoutMs) }),
  })
  const silence = setTimeout(() => request.destroy(new Error('nothing moved for too long')), silenceMs)
  request.once('close', () => clearTimeout(silence))
  request.once('error', reject)
  request.once('response', (response) => {
    silence.refresh()
    const { statusCode: status = 0, headers } = response
    const chunks: Buffer[] = []
    let byteLength = 0
    response.on('data', (chunk: Buffer) => {
      silence.refresh()
      byteLength += chunk.byteLength
      if (byteLength <= maxBytes) {
        chunks.push(chunk)
        return
      }
      resolve({ status, headers, body: null })
      request.destroy()
    })
    response.once('end', () => resolve({ status, headers, body: Buffer.concat(chunks) }))
    response.once('error', reject)
  })
  const sendFrom = (at: number): void => {
    silence.refresh()
    if (body === undefined || at >= body.byteLength) request.end()
    else {
      request.write(body.subarray(at, at + pieceBytes), (error) => {
        if (!error) sendFrom(at + pieceBytes)
      })
    }
  }
  sendFrom(0)
  return promise
}
