/** The socket of a page, under a clock that somebody sets. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { guestSocketClass, type GuestSocket } from '../../../renderer/document/browser-socket.ts'

test('GU106 a relay that falls silent is noticed though the clock of the device was set back', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const Socket = guestSocketClass(() => ({ writeFrames: 0, patienceMs: 10_000 }), () => undefined)
  const socket = new Socket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`) as GuestSocket
  onTestFinished(async () => {
    for (const client of server.clients) client.terminate()
    server.close()
    await once(server, 'close')
  })
  await once(socket, 'open')
  const closed = vi.fn<() => void>()
  socket.addEventListener('close', closed)
  const clock = vi.spyOn(Date, 'now')
  onTestFinished(() => clock.mockRestore())
  const anHourAgo = Date.now() - 3_600_000
  clock.mockReturnValue(anHourAgo)
  socket.check()
  expect(closed).not.toHaveBeenCalled()
  clock.mockReturnValue(anHourAgo + 10_001)
  socket.check()
  expect(closed).toHaveBeenCalled()
})
