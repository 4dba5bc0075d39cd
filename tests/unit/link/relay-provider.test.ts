/** What a connection leaves in a document that lives on. */
import { expect, test } from 'vitest'
import { Doc } from 'yjs'
import { makeRelayProvider } from '../../../shared/link/relay-provider.ts'
import { DisposableStore } from '../../../shared/util/disposable-store.ts'
import { collectGarbage } from '../../helpers/held-resources.ts'

test('EN202 a document that is connected anew, as by working offline for a while or by a room, holds nothing of the connections before', async () => {
  const doc = new Doc()
  const held: WeakRef<object>[] = []
  const connectAndLeave = (): void => {
    const releases = new DisposableStore()
    const provider = makeRelayProvider({ url: 'ws://127.0.0.1:1', room: 'room', doc, socketClass: WebSocket }, releases)
    held.push(new WeakRef(provider), new WeakRef(provider.awareness))
    releases.dispose()
  }
  for (let count = 0; count < 20; count += 1) connectAndLeave()
  await collectGarbage()
  expect(held.filter((reference) => reference.deref() !== undefined)).toEqual([])
  doc.destroy()
})
