/** Images of a page that do not come. */
import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { BrowserBlobs } from '../../../renderer/document/browser-blobs.ts'
import { BrowserStore } from '../../../renderer/document/browser-store.ts'
import { newId, type BlobId, type WorkshopId } from '../../../shared/model/ids.ts'
import { presentBlob, presentImage } from '../../fixtures/workshops.ts'

/** A relay that answers as `answers` says, by the first letter of the blob; anything else is silence. */
async function relay(answers: (letter: string, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => answers(/\/([^/])[^/]*$/.exec(request.url ?? '')?.[1] ?? '', response))
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
  const blobs = new BrowserBlobs(store, { origin, authorization: () => null }, 50)
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
