import { expect, onTestFinished, test } from 'vitest'
import { Awareness, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { RelayPresence } from '../../../shared/link/relay-presence.ts'
import { encodeAwarenessEntries } from '../../../shared/protocol/sync-frames.ts'

test('EN93 whoever fell silent behind a relay is forgotten, however many they were, and the relay is not told', () => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  let sent = 0
  const presence = new RelayPresence(awareness, 'relay', () => {
    sent += 1
  })
  onTestFinished(() => {
    presence.dispose()
    doc.destroy()
  })
  const arrive = (clients: readonly number[]): void => presence.receive(encodeAwarenessEntries(clients.map((client) => ({ client, clock: 1, state: '{}' }))))
  // Each night the computer sleeps with a hundred people connected, and in the morning they are others: a window has a new client each time.
  for (let day = 0; day < 21; day += 1) {
    const clients = Array.from({ length: 100 }, (_, index) => 1_000 + day * 100 + index)
    arrive(clients)
    expect(awareness.getStates().size).toBe(100)
    // As an awareness does by itself with those of whom nothing was heard for half a minute.
    removeAwarenessStates(awareness, clients, 'timeout')
  }
  arrive([7])
  expect([[...awareness.getStates().keys()], sent]).toEqual([[7], 0])
})
