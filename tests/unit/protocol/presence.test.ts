import { expect, test } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { forgetDeparted, readPresence } from '../../../shared/protocol/presence.ts'

test('a flood of clients that come and go leaves no more than a bounded trace, and those who stay are still seen', () => {
  const here = new Awareness(new Y.Doc())
  forgetDeparted(here)
  const flood = new Awareness(new Y.Doc())
  const send = (clients: number[]): void => applyAwarenessUpdate(here, encodeAwarenessUpdate(flood, clients), 'relay')
  flood.states.set(1, { user: { name: 'Ana' } })
  flood.meta.set(1, { clock: 1, lastUpdated: 0 })
  send([1])
  for (let round = 0; round < 20; round += 1) {
    const clients = Array.from({ length: 500 }, (_, index) => 10 + round * 500 + index)
    for (const client of clients) {
      flood.states.set(client, {})
      flood.meta.set(client, { clock: 1, lastUpdated: 0 })
    }
    send(clients)
    removeAwarenessStates(flood, clients, 'leave')
    send(clients)
  }
  expect(here.meta.size).toBeLessThan(6_000)
  expect(here.getStates().get(1)).toEqual({ user: { name: 'Ana' } })
  expect(here.meta.has(here.clientID)).toBe(true)
  for (const awareness of [here, flood]) awareness.destroy()
})

test('texts of a stranger are cut to what a label holds', () => {
  const presence = readPresence({ user: { name: 'x'.repeat(100_000), organisation: 'y'.repeat(100_000), color: 99 }, board: 'z'.repeat(100_000) })
  expect(presence).toEqual({ user: { name: 'x'.repeat(120), organisation: 'y'.repeat(120), color: 0, role: null, through: null }, board: null })
})
