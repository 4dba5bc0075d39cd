/** Images of a page that do not come. */
import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { BrowserBlobs } from '../../../renderer/document/browser-blobs.ts'
import { BrowserStore } from '../../../renderer/document/browser-store.ts'
import { newId, type BlobId, type WorkshopId } from '../../../shared/model/ids.ts'
import { when } from '../../helpers/when.ts'
import { presentBlob, presentImage } from '../../fixtures/workshops.ts'

/** A relay that answers as `answers` says, by the first letter of the blob; anything else is silence. */
async function relay(answers: (letter: string, response: ServerResponse, id: string) => void): Promise<string> {
  const server = createServer((request, response) => {
    const id = (request.url ?? '').split('/').at(-1) ?? ''
    answers(id.slice(0, 1), response, id)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const blob = (letter: string): BlobId => letter.repeat(64) as BlobId

test('GU105 an image of which nothing comes, or nothing more, holds up none behind it', async () => {
  const origin = await relay((letter, response) => {
    // Of one the beginning, of one nothing.
    if (letter === 'a') response.writeHead(200, { 'content-length': 1_000 }).write('beginning')
    else if (letter !== 'b') response.end(presentImage)
  })
  const store = await BrowserStore.open(undefined)
  const blobs = new BrowserBlobs(store, { origin, authorization: () => null }, { silenceMs: 50, firstRetryMs: 4_000 })
  const arrived = new Promise<void>((resolve) => {
    blobs.onChange(() => {
      if (blobs.url(presentBlob) !== null) resolve()
    })
  })
  blobs.want(newId<WorkshopId>(), [blob('a'), blob('b'), presentBlob])
  await arrived
  expect(await blobs.read(presentBlob)).toEqual(presentImage)
  // They are still wanted.
  expect(blobs.pending).toBeGreaterThan(0)
})

test('GU125 many images that are not on the relay yet are asked for again as soon as one, and a new one as soon as the first was', async () => {
  const images = Array.from({ length: 12 }, (_, index) => new Uint8Array([index]))
  const ids = images.map((bytes) => createHash('sha256').update(bytes).digest('hex') as BlobId)
  const asked = new Map<string, number>()
  const ask = (id: string): number => asked.get(id) ?? 0
  const origin = await relay((_letter, response, id) => {
    asked.set(id, ask(id) + 1)
    if (ask(id) === 1 || !ids.includes(id as BlobId)) response.writeHead(404).end()
    else response.end(images[ids.indexOf(id as BlobId)])
  })
  const blobs = new BrowserBlobs(await BrowserStore.open(undefined), { origin, authorization: () => null }, { silenceMs: 5_000, firstRetryMs: 20 })
  const workshop = newId<WorkshopId>()
  const [late = blob('f'), ...first] = ids
  blobs.want(workshop, first)
  await when('all of them', () => blobs.pending === 0, 4_000)
  expect(first.map(ask)).toEqual(first.map(() => 2))
  // One that nobody has is asked for more and more rarely.
  blobs.want(workshop, [blob('0')])
  await when('it is not there again and again', () => ask(blob('0')) === 7, 4_000)
  blobs.want(workshop, [late])
  await when('the new one', () => ask(late) === 2, 1_000)
})
