import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Connection } from '../../../server/connection.ts'
import { subprotocol } from '../../../shared/protocol/messages.ts'
import { when } from '../../helpers/when.ts'

describe('the heartbeat of a connection', () => {
  const releases: (() => void)[] = []

  afterEach(() => {
    for (const release of releases.splice(0).reverse()) release()
  })

  /** One connection over a real socket, whose heart beats when the test says. The peer answers pings, so it is never silent for long. */
  const connect = async (protocols: string[]) => {
    const server = createServer()
    const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
    releases.push(() => server.close())
    let probes = 0
    const connected = new Promise<{ connection: Connection; stream: Duplex }>((resolve) => {
      server.on('upgrade', (request, stream: Duplex, head) => {
        sockets.handleUpgrade(request, stream, head, (socket) => {
          const connection = new Connection(socket, stream, socket.protocol === subprotocol, () => undefined)
          socket.on('pong', (content) => {
            if (content.length === 0) connection.noteSignOfLife()
            else probes += 1
          })
          releases.push(() => socket.terminate())
          resolve({ connection, stream })
        })
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const received: string[] = []
    const peer = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/room`, protocols)
    peer.on('message', () => received.push('message'))
    peer.on('ping', () => received.push('ping'))
    releases.push(() => peer.terminate())
    const { connection, stream } = await connected
    connection.isReading = true
    /** What the peer gets at one beat. A ping of the test's own comes behind it; its answer comes behind everything that the peer sent before. */
    return async (): Promise<string[]> => {
      const sent = probes + 1
      connection.heartbeat(1)
      connection.pingAlone()
      stream.write(Uint8Array.of(0x89, 1, 7))
      await when('the answer to the last ping', () => probes === sent)
      return received.splice(0)
    }
  }

  it('RL20: a stock client in a quiet room sees a frame well before it gives up after 30 s, a peer of ours at every beat', async () => {
    const [stock, ours] = [await connect([]), await connect([subprotocol])]
    const seen = { stock: 0, stockPings: 0, ours: 0 }
    for (let beat = 0; beat < 13; beat += 1) {
      const kinds = await stock()
      seen.stock += kinds.filter((kind) => kind === 'message').length
      seen.stockPings += kinds.filter((kind) => kind === 'ping').length - 1
      seen.ours += (await ours()).filter((kind) => kind === 'message').length
    }
    expect(seen).toEqual({ stock: 3, stockPings: 6, ours: 12 })
  })
})
