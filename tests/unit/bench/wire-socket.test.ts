import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { WireSocket } from '../../bench/relay/wire/wire-socket.ts'

describe('websocket client of the load tool', () => {
  it('a real server reads its frames of every length, and it reads the answers', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
    await once(server, 'listening')
    const address = server.address()
    const paths: (string | undefined)[] = []
    server.on('connection', (socket, request) => {
      paths.push(request.url)
      socket.ping('are you there')
      socket.on('pong', (data) => {
        socket.send(data)
      })
      socket.on('message', (data) => {
        socket.send(data as Buffer)
      })
    })
    const lengths = [0, 125, 126, 65_535, 65_536, 1_000_000]
    const received: Buffer[] = []
    const closed = new Promise<string>((resolve) => {
      const socket = new WireSocket({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        path: '/room',
        subprotocol: null,
        onOpen: () => {
          for (const length of lengths) socket.send(new Uint8Array(length).fill(length % 256))
        },
        onMessage: (_op, bytes, start, end) => {
          received.push(Buffer.from(bytes.subarray(start, end)))
          if (received.length === lengths.length + 1) for (const client of server.clients) client.close(4_321)
        },
        onClose: resolve,
      })
    })
    expect(await closed).toBe('closed with 4321')
    expect(paths).toEqual(['/room'])
    const pong = received.findIndex((bytes) => bytes.toString() === 'are you there')
    expect(pong).toBeGreaterThanOrEqual(0)
    expect(received.toSpliced(pong, 1).map(({ length }) => length)).toEqual(lengths)
    expect(received.toSpliced(pong, 1).every((bytes) => bytes.every((byte) => byte === bytes.length % 256))).toBe(true)
    server.close()
    await once(server, 'close')
  })
})
