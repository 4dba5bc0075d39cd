/** Blobs over slow lines, against a relay of this process that takes and gives them piece by piece. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { BlobStore, blobIdOf } from '../../../main/engine/blob-store.ts'
import { BlobTransfer } from '../../../main/engine/blob-transfer.ts'
import { EngineValues } from '../../../main/engine/engine-values.ts'
import { newId, type BlobId, type WorkshopId } from '../../../shared/model/ids.ts'
import { MemoryRoomStore } from '../../../shared/storage/memory-room-store.ts'
import { newFolder } from '../../helpers/hosts.ts'
import { when } from '../../helpers/when.ts'

/** A whole transfer takes longer than this, and no piece of it does. */
const silenceMs = 800
const pieces = 16
const pieceMs = 100

/** A relay that answers as told, and a transfer of `id` to or from it that has begun. */
async function beginTransfer(blobs: BlobStore, id: BlobId, answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<BlobTransfer> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const transfer = new BlobTransfer({
    room: newId<WorkshopId>(), blobs, values: new EngineValues(new MemoryRoomStore()), memory: 'relay-blobs', silenceMs,
    relay: () => ({ url, lineage: null }), door: () => ({ place: { url, pin: null, mustProve: false }, session: null }),
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
  const bytes = Buffer.alloc(pieces * 1_000, 'image')
  const blobs = new BlobStore(newFolder())
  const id = blobIdOf(bytes)
  let asked = 0
  await beginTransfer(blobs, id, async (_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-length': bytes.length })
    for (let piece = 0; piece < pieces; piece += 1) {
      response.write(bytes.subarray(piece * 1_000, (piece + 1) * 1_000))
      await pause(pieceMs)
    }
    response.end()
  })
  await when('the image is here', () => blobs.has(id))
  expect(asked).toBe(1)
})

test('EN92 an image that the relay takes slowly is sent all the same', async () => {
  // More than the buffers between the two ends hold.
  const bytes = Buffer.alloc(16 * 1024 * 1024, 'image')
  const blobs = new BlobStore(newFolder())
  const id = blobs.put(bytes)
  let asked = 0
  const transfer = await beginTransfer(blobs, id, async (request, response) => {
    if (request.method === 'PUT') {
      asked += 1
      let taken = 0
      for await (const chunk of request) {
        const before = taken
        taken += (chunk as Buffer).length
        const isNextPiece = Math.floor((taken * pieces) / bytes.length) > Math.floor((before * pieces) / bytes.length)
        if (isNextPiece) await pause(pieceMs)
      }
    }
    response.writeHead(request.method === 'PUT' ? 201 : 404).end()
  })
  await when('the image is there', () => transfer.pendingCount === 0)
  expect(asked).toBe(1)
})

test('EN92 an image of which nothing arrives any more is asked for again', async () => {
  const bytes = Buffer.alloc(2_000, 'image')
  const blobs = new BlobStore(newFolder())
  const id = blobIdOf(bytes)
  let asked = 0
  await beginTransfer(blobs, id, async (_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-length': bytes.length })
    if (asked === 1) response.write(bytes.subarray(1_000))
    else response.end(bytes)
  })
  await when('the image is here', () => blobs.has(id))
  expect(asked).toBe(2)
})
