/**
 * TLS to a relay whose certificate no authority knows: its public key is compared with the pin of the invite before any byte of HTTP,
 * and so before anything of ours, goes out.
 */
import type { ClientRequestArgs } from 'node:http'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { pinOf } from '../../../shared/node/certificate-pin.ts'

/** Whoever answers is not the relay that was meant. */
export class OtherCertificateError extends Error {
  constructor() {
    super('the certificate is not that of the relay')
    this.name = 'OtherCertificateError'
  }
}

type Created = (error: Error | null, socket: Duplex) => void

/** For `createConnection` of an HTTPS request (or of `ws`) to a relay with `pin`, base64url. */
export function pinnedConnection(pin: string, timeoutMs: number): (options: ClientRequestArgs, created: Created) => undefined {
  return (options, created) => {
    const host = options.host ?? ''
    const socket = connect({
      host,
      port: Number(options.port),
      // The pin decides, and nothing else: neither dates nor names nor authorities.
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    })
    // The request's own timeout begins when it gets the socket.
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), timeoutMs)
    const fail = (error: Error): void => {
      clearTimeout(timer)
      created(error, socket)
    }
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      if (!isPinned(socket.getPeerCertificate().raw, pin)) {
        socket.destroy(new OtherCertificateError())
        return
      }
      socket.off('error', fail)
      created(null, socket)
    })
    return undefined
  }
}

/** Whether the certificate (DER) has the public key that `pin` names. */
export function isPinned(certificate: Uint8Array | undefined, pin: string): boolean {
  try {
    return certificate !== undefined && toBase64Url(pinOf(certificate)) === pin
  } catch {
    return false
  }
}
