import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Connection } from '../../../server/sockets/connection.ts'
import { frameOf } from '../../../server/sockets/websocket-frame.ts'
import { subprotocol } from '../../../shared/protocol/messages.ts'
import { releasesOfEach } from '../../helpers/releases.ts'
import { when } from '../../helpers/when.ts'

const releases = releasesOfEach()


type Ends = { readonly connection: Connection; readonly stream: Duplex; readonly socket: WebSocket; readonly peer: WebSocket; readonly log: readonly string[] }

/** One connection over a real socket. `receivedBytes`: see there. */
async function openConnection(protocols: string[], receivedBytes: () => number = () => 0): Promise<Ends> {
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  releases.push(() => server.close())
  const log: string[] = []
  const connected = new Promise<Omit<Ends, 'peer' | 'log'>>((resolve) => {
    server.on('upgrade', (request, stream: Duplex, head) => {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        releases.push(() => socket.terminate())
        resolve({ connection: new Connection(socket, { stream, receivedBytes }, socket.protocol === subprotocol, (event) => log.push(event)), stream, socket })
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const peer = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/room`, protocols)
  releases.push(() => peer.terminate())
  const [ends] = await Promise.all([connected, once(peer, 'open')])
  return { ...ends, peer, log }
}

describe('the heartbeat of a connection', () => {
  /** A connection whose heart beats when the test says. The peer answers pings, so it is never silent for long. */
  const connect = async (protocols: string[]) => {
    let pongs = 0
    let probes = 0
    const { connection, stream, socket, peer } = await openConnection(protocols, () => pongs)
    socket.on('pong', (content) => {
      if (content.length === 0) pongs += 1
      else probes += 1
    })
    const received: string[] = []
    peer.on('message', () => received.push('message'))
    peer.on('ping', () => received.push('ping'))
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

describe('a peer that does not read', () => {
  const frame = frameOf(new Uint8Array(1_000_000))

  /** Calls `send`, at most a hundred times, until the connection ends; how much of what it sent has not gone out then. */
  const fill = async ({ connection, peer, stream, log }: Ends, send: () => Promise<void> | void): Promise<number> => {
    peer.pause()
    let most = 0
    for (let count = 0; count < 100 && !connection.isClosing; count += 1) {
      await send()
      most = Math.max(most, stream.writableLength)
    }
    expect([connection.isClosing, log]).toEqual([true, ['peer-too-slow']])
    return most
  }

  it('RL22: is sent no second answer on account of the first', async () => {
    const ends = await openConnection([])
    const most = await fill(ends, () => {
      ends.connection.sendAnswer({ frames: frame, longest: frame.length })
      ends.connection.flush()
    })
    // 8 MiB, one answer beside them, and the one that comes on top.
    expect(most).toBeLessThan(11_000_000)
  })

  it('RL22: cannot have more than that queued in one turn', async () => {
    const ends = await openConnection([])
    let queued = 0
    const most = await fill(ends, () => {
      queued += frame.length
      ends.connection.queue(frame)
    })
    expect([most, queued < 11_000_000]).toEqual([0, true])
  })
})
