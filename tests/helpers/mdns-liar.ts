/** A program that lies on the network: seeded nonsense as mDNS answers, then two hundred rooms that look real. Ends when its input ends. */
import bonjour from 'bonjour-service'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { announcedService, announcementText, newRoomName } from '../../shared/protocol/announcement.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'

const [address] = process.argv.slice(2)
const socket = createSocket({ type: 'udp4', reuseAddr: true })
socket.bind(0, address)
await once(socket, 'listening')
let seed = 7
for (let round = 0; round < 300; round += 1) {
  const bytes = Uint8Array.from({ length: 12 + round * 4 }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed & 255
  })
  // An answer with three records, so that the nonsense is looked at.
  bytes.set([0, 0, 132, 0, 0, 0, 0, 3, 0, 0, 0, 0])
  await new Promise((resolve) => {
    socket.send(bytes, 5353, '224.0.0.251', resolve)
  })
}
socket.close()

const options: object = address === undefined ? {} : { interface: address, bind: '0.0.0.0' }
const responder = new bonjour(options)
for (let count = 0; count < 200; count += 1) {
  const name = newRoomName(nodeSignatures)
  const text = announcementText({ pin: toBase64Url(nodeSignatures.randomBytes(32)), tags: [] })
  responder.publish({ name, type: announcedService, port: 1 + count, host: `${name}.local`, txt: text, probe: false })
}
process.stdin.on('end', () => process.exit(0)).resume()
