/** Blobs over slow lines, against a relay of this process that takes and gives them piece by piece. */
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { BlobStore, blobIdOf } from '../../../main/engine/blobs/blob-store.ts'
import { BlobTransfer } from '../../../main/engine/blobs/blob-transfer.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { newId, type BlobId, type WorkshopId } from '../../../shared/model/ids.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { newFolder, startRelay } from '../../helpers/hosts.ts'
import { when } from '../../helpers/when.ts'

/** A relay that answers as told, and a transfer of `id` to or from it that has begun. `folder`: under which the relay is, '/…'. */
async function beginTransfer(
  blobs: BlobStore, id: BlobId, silenceMs: number, answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>, folder: () => string = () => '',
): Promise<BlobTransfer> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const urlNow = (): string => `ws://127.0.0.1:${(server.address() as AddressInfo).port}${folder()}`
  const transfer = new BlobTransfer({
    room: newId<WorkshopId>(), blobs, values: new EngineValues(new MemoryRoomStore()), memory: 'relay-blobs', silenceMs,
    relay: () => ({ url: urlNow(), lineage: null }), door: () => ({ place: { url: urlNow(), pin: null, mustProve: false }, session: null }),
    mayUpload: () => true, wanted: () => [id], onChange: () => undefined,
  })
  onTestFinished(async () => {
    transfer.dispose()
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  transfer.setOnline(true)
  return transfer
}

test('EN92 an image that takes longer than a silence may arrives all the same', async () => {
  const pieces = 16
  const bytes = Buffer.alloc(pieces * 1_000, 'image')
  const blobs = new BlobStore(newFolder())
  const id = blobIdOf(bytes)
  let asked = 0
  await beginTransfer(blobs, id, 3_000, async (_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-length': bytes.length })
    for (let piece = 0; piece < pieces; piece += 1) {
      response.write(bytes.subarray(piece * 1_000, (piece + 1) * 1_000))
      await pause(250)
    }
    response.end()
  })
  await when('the image is here', () => blobs.has(id))
  expect(asked).toBe(1)
})

// The buffers between the two ends hold all of it, and less than half of it.
test.each([2, 16])('EN94 an image of %i MiB that the relay takes slowly is sent once', async (megabytes) => {
  const bytes = Buffer.alloc(megabytes * 1024 * 1024, 'image')
  const blobs = new BlobStore(newFolder())
  const id = blobs.put(bytes)
  let asked = 0
  const transfer = await beginTransfer(blobs, id, 200, async (request, response) => {
    if (request.method === 'PUT') {
      asked += 1
      let [taken, slept] = [0, 0]
      for await (const chunk of request) {
        taken += (chunk as Buffer).length
        // Four times longer than a silence may, in all.
        if (taken > (slept * bytes.length) / 8) {
          slept += 1
          await pause(100)
        }
      }
    }
    response.writeHead(request.method === 'PUT' ? 201 : 404).end()
  })
  await when('the image is there', () => transfer.pendingCount === 0)
  expect(asked).toBe(1)
})

test('EN94 an image of which the relay takes nothing any more is sent again', async () => {
  const blobs = new BlobStore(newFolder())
  const id = blobs.put(Buffer.alloc(2_000, 'image'))
  let asked = 0
  const transfer = await beginTransfer(blobs, id, 200, async (request, response) => {
    if (request.method === 'PUT') asked += 1
    if (request.method !== 'PUT' || asked > 1) response.writeHead(request.method === 'PUT' ? 201 : 404).end()
  })
  await when('the image is there', () => transfer.pendingCount === 0)
  expect(asked).toBeGreaterThan(1)
})

test('EN92 an image of which nothing arrives any more is asked for again', async () => {
  const bytes = Buffer.alloc(2_000, 'image')
  const blobs = new BlobStore(newFolder())
  const id = blobIdOf(bytes)
  let asked = 0
  await beginTransfer(blobs, id, 200, async (_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-length': bytes.length })
    if (asked === 1) response.write(bytes.subarray(1_000))
    else response.end(bytes)
  })
  await when('the image is here', () => blobs.has(id))
  expect(asked).toBeGreaterThan(1)
})

test('EN19 bytes that are not what an image is named after are not kept, and it is asked for again after a pause', async () => {
  const bytes = Buffer.alloc(2_000, 'image')
  const wrong = Buffer.alloc(2_000, 'other')
  const blobs = new BlobStore(newFolder())
  const id = blobIdOf(bytes)
  const asked: number[] = []
  await beginTransfer(blobs, id, 3_000, async (_request, response) => {
    asked.push(performance.now())
    response.writeHead(200, { 'content-length': bytes.length }).end(asked.length === 1 ? wrong : bytes)
  })
  await when('the image is here', () => blobs.has(id))
  expect([asked.length, blobs.has(blobIdOf(wrong))]).toEqual([2, false])
  expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(900)
})

test('SY44 an image that one relay has taken while the workshop went on to another is sent to that one as well', async () => {
  const blobs = new BlobStore(newFolder())
  const id = blobs.put(Buffer.alloc(2_000, 'image'))
  let folder = '/one'
  const taken: string[] = []
  const transfer: BlobTransfer = await beginTransfer(blobs, id, 3_000, async (request, response) => {
    request.resume()
    await once(request, 'end')
    if (request.method === 'PUT') {
      taken.push(request.url?.split('/')[1] ?? '')
      folder = '/other'
      transfer.refresh()
    }
    response.writeHead(request.method === 'PUT' ? 201 : 404).end()
  }, () => folder)
  await when('the image is there', () => transfer.pendingCount === 0)
  expect(taken).toEqual(['one', 'other'])
})

test('EN180 a relay that lost some of its images, as one set back to an older copy, is sent those again with the next connection, under whatever lineage', async () => {
  const relay = await startRelay()
  const [room, blobs, values] = [newId<WorkshopId>(), new BlobStore(newFolder()), new EngineValues(new MemoryRoomStore())]
  const ids = ['one', 'other'].map((words) => blobs.put(Buffer.alloc(2_000, words)))
  const begin = (): BlobTransfer => {
    const transfer = new BlobTransfer({
      room, blobs, values, memory: 'relay-blobs', relay: () => ({ url: relay.url, lineage: 'one' }), door: () => ({ place: { url: relay.url, pin: null, mustProve: false }, session: null }),
      mayUpload: () => true, wanted: () => ids, onChange: () => undefined,
    })
    onTestFinished(() => transfer.dispose())
    return transfer
  }
  const isThere = async (id: BlobId): Promise<boolean> => (await fetch(`${relay.httpUrl}/blob/${room}/${id}`, { method: 'HEAD' })).ok
  const transfer = begin()
  transfer.setOnline(true)
  await when('both are there', () => transfer.pendingCount === 0)
  const forget = (): void => rmSync(join(relay.dataFolder, 'blobs'), { recursive: true })
  forget()
  transfer.setOnline(false)
  transfer.setOnline(true)
  await expect.poll(() => Promise.all(ids.map(isThere)), { timeout: 15_000 }).toEqual([true, true])
  await when('it is known', () => transfer.pendingCount === 0)
  // Nor does it matter to whom it was told that they are there.
  forget()
  transfer.dispose()
  const next = begin()
  expect(next.pendingCount).toBe(0)
  next.setOnline(true)
  await expect.poll(() => Promise.all(ids.map(isThere)), { timeout: 15_000 }).toEqual([true, true])
})

test('EN180 a relay that does not say what it has, as an older one, is sent nothing again', async () => {
  const blobs = new BlobStore(newFolder())
  const id = blobs.put(Buffer.alloc(2_000, 'image'))
  const asked: string[] = []
  const transfer = await beginTransfer(blobs, id, 3_000, async (request, response) => {
    request.resume()
    await once(request, 'end')
    asked.push(`${request.method} ${request.url?.endsWith('/') === true ? 'list' : 'image'}`)
    response.writeHead(request.method === 'PUT' ? 201 : 404).end()
  })
  await when('the image is there', () => transfer.pendingCount === 0)
  transfer.setOnline(false)
  transfer.setOnline(true)
  await when('it was asked', () => asked.includes('GET list'))
  expect(transfer.pendingCount).toBe(0)
  expect(asked).toEqual(['HEAD image', 'PUT image', 'GET list'])
})
