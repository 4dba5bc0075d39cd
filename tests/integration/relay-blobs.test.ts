import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../shared/protocol/messages.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

describe('blobs over HTTP', () => {
  const folder = temporaryFolder()
  let relay: RelayProcess

  beforeAll(async () => {
    relay = await RelayProcess.start(folder.path)
  })

  afterAll(async () => {
    await relay.stop()
    folder.remove()
  })

  const idOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
  const urlOf = (id: string, room = 'blob-room-1'): string => `${relay.httpUrl}/blob/${room}/${id}`
  const put = async (id: string, body: Uint8Array<ArrayBuffer>): Promise<number> => (await fetch(urlOf(id), { method: 'PUT', body })).status

  it('RL30: what was put comes back byte for byte, also after a kill, and never as something to run', async () => {
    const bytes = new Uint8Array(randomBytes(3_000_000))
    const id = idOf(bytes)
    expect((await fetch(urlOf(id))).status).toBe(404)
    expect(await put(id, bytes)).toBe(201)
    expect(await put(id, bytes)).toBe(201)
    await relay.kill()
    await relay.restart()
    const answer = await fetch(urlOf(id))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-disposition')).toBe('attachment')
    expect(idOf(new Uint8Array(await answer.arrayBuffer()))).toBe(id)
    const head = await fetch(urlOf(id), { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '3000000'])
  })

  it('RL31: content that is not what its name says is refused and not kept', async () => {
    const id = idOf(new Uint8Array([1, 2, 3]))
    expect(await put(id, new Uint8Array([1, 2, 4]))).toBe(422)
    expect((await fetch(urlOf(id))).status).toBe(404)
  })

  it('RL31: one that is too large is refused', async () => {
    const bytes = new Uint8Array(limits.maxBlobBytes + 1)
    expect(await put(idOf(bytes), bytes)).toBe(413)
  })

  it('RL75: whoever closes the connection behind a file that is too large reads why, and is not cut off while they send it', async () => {
    const body = Buffer.alloc(limits.maxBlobBytes + 1)
    const socket = connect(Number(new URL(relay.url).port), '127.0.0.1')
    let answered = ''
    socket.on('data', (data) => {
      answered += data.toString('latin1')
    })
    const failures: unknown[] = []
    socket.on('error', (error) => failures.push(error))
    socket.write(`PUT /blob/blob-room-1/${idOf(body)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`)
    // Why comes before all of it was sent.
    await when('the answer', () => answered.includes('413'))
    socket.write(body)
    await once(socket, 'close')
    expect([answered.split('\r\n')[0], failures]).toEqual(['HTTP/1.1 413 Payload Too Large', []])
    expect(answered).toContain(`at most ${limits.maxBlobBytes} bytes`)
  })

  it('RL31: an upload that breaks off leaves nothing', async () => {
    const id = idOf(new Uint8Array(100))
    const { port } = new URL(relay.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`PUT /blob/blob-room-1/${id} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhalf`)
    const drafts = (): string[] => readdirSync(join(folder.path, 'blobs', 'drafts'))
    await when('a draft appears', () => drafts().length === 1)
    socket.destroy()
    await when('the draft goes', () => drafts().length === 0)
    expect((await fetch(urlOf(id))).status).toBe(404)
  })

  it('RL41: an upload that cannot be written to its end is answered, read to its end, and the connection goes on', async () => {
    const limitedFolder = temporaryFolder()
    const limited = await RelayProcess.start(limitedFolder.path)
    // A disk that refuses after the first 2 MB of a file (Linux).
    await promisify(execFile)('prlimit', ['--pid', String(limited.pid), '--fsize=2000000'])
    const socket = connect(Number(new URL(limited.url).port), '127.0.0.1')
    let answers = ''
    socket.on('data', (data) => {
      answers += data.toString('latin1')
    })
    const body = Buffer.alloc(24 * 1024 * 1024)
    socket.write(`PUT /blob/blob-room-1/${idOf(body)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${body.length}\r\n\r\n`)
    await new Promise((resolve) => socket.write(body, resolve))
    socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n')
    await once(socket, 'close')
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 500', 'HTTP/1.1 200'])
    expect(readdirSync(join(limitedFolder.path, 'blobs', 'drafts'))).toEqual([])
    await limited.kill()
    limitedFolder.remove()
  })

  it('RL32: a blob belongs to its room', async () => {
    const bytes = new Uint8Array([9, 9])
    const id = idOf(bytes)
    expect(await put(id, bytes)).toBe(201)
    expect((await fetch(urlOf(id, 'blob-room-2'))).status).toBe(404)
    expect((await fetch(urlOf(id, 'BLOB-ROOM-1'))).status).toBe(404)
  })

  it('RL70: it says which blobs a room has, and nothing of drafts and of other rooms', async () => {
    const list = async (room: string): Promise<readonly [number, string]> => {
      const answer = await fetch(urlOf('', room))
      return [answer.status, await answer.text()]
    }
    expect(await list('listed-room')).toEqual([200, ''])
    const ids: string[] = []
    for (const byte of [1, 2, 3]) {
      const bytes = new Uint8Array([byte, byte])
      ids.push(idOf(bytes))
      expect((await fetch(urlOf(idOf(bytes), 'listed-room'), { method: 'PUT', body: bytes })).status).toBe(201)
    }
    const [status, text] = await list('listed-room')
    expect([status, text.split('\n').sort()]).toEqual([200, ['', ...ids.sort()]])
    expect(await list('other-listed-room')).toEqual([200, ''])
    expect((await fetch(urlOf('', 'listed-room'), { method: 'PUT', body: 'x' })).status).toBe(404)
    expect((await fetch(urlOf('', 'no room'))).status).toBe(404)
  })

  it('RL33: names that are no ids, other methods and other paths lead nowhere', async () => {
    const id = idOf(new Uint8Array([1]))
    for (const path of ['/blob/x/y', `/blob/..%2f..%2f/${id}`, `/blob/blob-room-1/${id.toUpperCase()}`, `/blob/blob-room-1/${id}/x`, '/', '/blob/']) {
      expect((await fetch(`${relay.httpUrl}${path}`)).status).toBe(404)
    }
    const deleted = await fetch(urlOf(id), { method: 'DELETE' })
    expect([deleted.status, deleted.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT'])
    expect((await fetch(`${relay.httpUrl}/healthz`)).status).toBe(200)
  })
})
