import { afterEach, describe, expect, test } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { initials, readPeers } from '../../../renderer/room/presence.ts'

const open: Awareness[] = []
function peer(state: Record<string, unknown> | null): Awareness {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(state)
  open.push(awareness)
  return awareness
}
afterEach(() => {
  for (const awareness of open.splice(0)) awareness.destroy()
})

function meet(self: Awareness, ...others: readonly Awareness[]): void {
  for (const other of others) applyAwarenessUpdate(self, encodeAwarenessUpdate(other, [other.clientID]), 'test')
}

const user = (name: string, organisation = ''): Record<string, unknown> => ({ user: { name, organisation, color: 3 }, board: null })

describe('people in the room', () => {
  test('are the others, by name, never oneself', () => {
    const self = peer(user('Maëlle'))
    meet(self, peer(user('Zoé')), peer(user('Ana')))
    expect(readPeers(self).map(({ user: { name } }) => name)).toEqual(['Ana', 'Zoé'])
  })

  test('UI32 with two windows on the same board count once', () => {
    const self = peer(user('Maëlle'))
    meet(self, peer(user('Ana')), peer(user('Ana')))
    expect(readPeers(self)).toHaveLength(1)
  })

  test('are here themselves when they are passed on from elsewhere as well', () => {
    const self = peer(user('Maëlle'))
    const passedOn = (name: string): Record<string, unknown> => ({ user: { name, organisation: '', color: 3, through: 'Guy' }, board: null })
    meet(self, peer(passedOn('Ana')), peer(user('Ana')), peer(passedOn('Ana')), peer(passedOn('Zoé')))
    expect(readPeers(self).map(({ user: { name, through } }) => [name, through])).toEqual([['Ana', null], ['Zoé', 'Guy']])
  })

  test('UI32 whose state is not one of ours are left out', () => {
    const self = peer(user('Maëlle'))
    meet(self, peer({ user: 'Ana' }), peer({ user: { name: '' } }), peer({ cursor: { anchor: null } }), peer({ user: { name: { toString: 'x' } } }))
    expect(readPeers(self)).toEqual([])
  })
})

describe('initials', () => {
  test.each([
    ['Guy Esclopé', 'GE'],
    ['Andreu Puigdomènech i Ferrer', 'AF'],
    ['Ana', 'A'],
    ['فاطمة الزهراء', 'ف'],
    ['  ', ''],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
})
