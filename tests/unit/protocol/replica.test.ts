/** What a copy of a document takes in, and how. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { Replica } from '../../../shared/protocol/replica.ts'
import { nestedMaps } from '../../helpers/hostile-updates.ts'

const author = 7

test('EN103 types that lie in more others than a relay of ours lets through are not taken in, in one update or over many', () => {
  const replica = new Replica()
  expect(() => replica.receive(nestedMaps(author, null, 10_000), 'relay')).toThrow(MalformedError)
  expect(Y.getState(replica.doc.store, author)).toBe(0)
  expect(replica.receive(nestedMaps(author, null, limits.maxTypeDepth), 'relay')).toBe(true)
  expect(() => replica.receive(nestedMaps(author, limits.maxTypeDepth - 1, 2), 'relay')).toThrow(MalformedError)
  // The outermost goes, and everything in it: Yjs calls itself for each.
  replica.doc.getMap('root').delete('inside')
  expect(replica.doc.getMap('root').size).toBe(0)
  replica.dispose()
})

test('EN103 what was stored counts as well, however deep it is', () => {
  const replica = new Replica()
  expect(replica.load([nestedMaps(author, null, 400), nestedMaps(author, 399, 101)], 'log')).toBe(true)
  expect(() => replica.receive(nestedMaps(author, 500, 1), 'relay')).toThrow(MalformedError)
  expect(replica.receive(nestedMaps(author, 500, 1), 'window', true)).toBe(true)
  replica.dispose()
})

test('EN104 a log of any length is one transaction, and leaves the same document as its updates one by one', () => {
  const updates: Uint8Array[] = []
  for (let writer = 1; writer <= 20; writer += 1) {
    const doc = new Y.Doc()
    doc.clientID = writer
    for (const update of updates) Y.applyUpdate(doc, update)
    doc.on('update', (update) => updates.push(update))
    for (const letter of 'words') doc.getText('text').insert(0, letter)
    doc.getText('text').delete(1, 2)
    doc.destroy()
  }
  const [loaded, oneByOne] = [new Replica(), new Replica()]
  let transactions = 0
  loaded.doc.on('afterTransaction', () => {
    transactions += 1
  })
  expect(loaded.load(updates, 'log')).toBe(true)
  for (const update of updates) oneByOne.receive(update, 'log')
  expect(transactions).toBe(1)
  expect(Y.encodeStateAsUpdate(loaded.doc)).toEqual(Y.encodeStateAsUpdate(oneByOne.doc))
  // What comes next builds on it.
  const next = new Y.Doc()
  Y.applyUpdate(next, Y.encodeStateAsUpdate(oneByOne.doc))
  const known = Y.encodeStateVector(next)
  next.getText('text').insert(0, 'and on')
  expect(loaded.receive(Y.encodeStateAsUpdate(next, known), 'relay')).toBe(true)
  expect(new Replica().load(updates.slice(1), 'log')).toBe(false)
})
