/** The certificate of a relay, as whoever connects sees it. */
import { once } from 'node:events'
import { connect } from 'node:tls'
import { pinOf } from '../../shared/node/certificate-pin.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'

/** The pin of whoever answers at `url` (`wss://…`). */
export async function pinAt(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const pin = toBase64Url(pinOf(socket.getPeerCertificate().raw))
  const closed = once(socket, 'close')
  socket.destroy()
  await closed
  return pin
}
