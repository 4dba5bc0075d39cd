/** HTTP to the relay of a workshop: as websockets go, so that a pinned certificate is checked before anything is said. */
import http from 'node:http'
import https from 'node:https'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { pinnedConnection } from './pinned-connection.ts'

export type RelayRequest = {
  readonly method: 'HEAD' | 'GET' | 'PUT'
  /** As in `RelayPlace`. */
  readonly pin: string | null
  /** What the relay gave when it let this computer in; null where it asks nobody. */
  readonly session: Uint8Array | null
  readonly body?: Uint8Array
  readonly maxBytes: number
  /** For how long nothing may move in either direction, on a line of any speed from `limits.slowestLineBytesPerMs` on. */
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
const pieceBytes = 64 * 1024
/** What this computer keeps of what it took for sending: of that nobody hears how much has gone, nor when. */
const maxBufferedBytes = 4 * 1024 * 1024

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
  let silence: NodeJS.Timeout | undefined
  const allowSilence = (ms: number): void => {
    clearTimeout(silence)
    silence = setTimeout(() => request.destroy(new Error('nothing moved for too long')), ms)
  }
  request.once('close', () => clearTimeout(silence))
  request.once('error', reject)
  request.once('response', (response) => {
    allowSilence(silenceMs)
    const { statusCode: status = 0, headers } = response
    const chunks: Buffer[] = []
    let byteLength = 0
    response.on('data', (chunk: Buffer) => {
      allowSilence(silenceMs)
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
    const end = Math.min(at + pieceBytes, body?.byteLength ?? 0)
    // All that was taken may be on its way still.
    allowSilence(silenceMs + Math.min(end, maxBufferedBytes) / limits.slowestLineBytesPerMs)
    if (body === undefined || at === end) request.end()
    else {
      request.write(body.subarray(at, end), (error) => {
        if (!error) sendFrom(end)
      })
    }
  }
  sendFrom(0)
  return promise
}
