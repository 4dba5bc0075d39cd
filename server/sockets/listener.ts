/** One port: HTTP or HTTPS, with limits against requests that come slowly or not at all. */
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { KeyAndCertificate } from '../../shared/node/certificate.ts'
import { limits } from '../../shared/protocol/messages.ts'

export type ListenerOptions = {
  readonly port: number
  readonly host: string
  readonly tls: KeyAndCertificate | null
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void
  readonly onUpgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void
  /** A request of which nothing more comes, or an answer of which nothing more is read, is cut off after this. Websockets have no such limit. */
  readonly idleTimeoutMs?: number
}

export type Listener = {
  readonly port: number
  /** Takes no more connections; resolves when the last is gone. Idle ones go at once, the others with `cut`. */
  close(): Promise<void>
  cut(): void
}

/** A request's head has to be here after this; the same for a TLS handshake. */
const headTimeoutMs = 5_000
/** A whole request: the largest blob over the slowest line. One of which nothing more comes is cut off long before. */
const requestTimeoutMs = headTimeoutMs + limits.maxBlobBytes / limits.slowestLineBytesPerMs
const maxHeaderBytes = 8 * 1024
const maxSockets = 16_384

/** Rejects with the error of `listen` (`code`: EADDRINUSE …), or of TLS for a key that does not fit. */
export async function listen({ port, host, tls, onRequest, onUpgrade, idleTimeoutMs = 20_000 }: ListenerOptions): Promise<Listener> {
  const timeouts = { maxHeaderSize: maxHeaderBytes, headersTimeout: headTimeoutMs, requestTimeout: requestTimeoutMs, connectionsCheckingInterval: 1_000 }
  const server: HttpServer | HttpsServer = tls === null
    ? createServer(timeouts, onRequest)
    : createTlsServer({ ...timeouts, key: tls.key, cert: tls.certificate, minVersion: 'TLSv1.2', handshakeTimeout: headTimeoutMs }, onRequest)
  server.maxConnections = maxSockets
  server.setTimeout(idleTimeoutMs)
  server.on('upgrade', onUpgrade)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => {
      server.close(() => {
        resolve()
      })
      server.closeIdleConnections()
    }),
    cut: () => {
      server.closeAllConnections()
    },
  }
}
