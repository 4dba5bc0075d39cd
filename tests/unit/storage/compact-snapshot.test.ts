import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compactSnapshot } from '../../../shared/storage/compact-snapshot.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import { editAtRandom } from '../../helpers/hostile-updates.ts'
import { seededRandom } from '../../helpers/random.ts'

describe('compacting', () => {
  it.each([1, 2, 3])('ST14: a snapshot holds exactly what its log holds, however often it is made again (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const author = new Y.Doc()
    // Compared with a peer that read the log one by one, not with the author: Yjs splits an emoji in the author's copy alone.
    const doc = new Y.Doc()
    let updates: Uint8Array[] = []
    author.on('update', (update) => {
      updates.push(update)
      Y.applyUpdate(doc, update)
    })
    let snapshot: Uint8Array | null = null
    for (let round = 0; round < 10; round += 1) {
      for (let step = 0; step < 50; step += 1) editAtRandom(author, random)
      snapshot = compactSnapshot({ snapshot, updates })
      updates = []
      const copy = new Y.Doc()
      Y.applyUpdate(copy, snapshot ?? new Uint8Array())
      expect(copy.getText('text').toDelta()).toEqual(doc.getText('text').toDelta())
      expect(copy.getMap('map').toJSON()).toEqual(doc.getMap('map').toJSON())
      expect(copy.getXmlFragment('fragment').toJSON()).toBe(doc.getXmlFragment('fragment').toJSON())
      expect(copy.getArray('list').toJSON()).toEqual(doc.getArray('list').toJSON())
      expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc))
    }
  })

  it('ST14: a log with a hole is not compacted, because the hole would be hidden', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update) => {
      updates.push(update)
    })
    doc.getText('text').insert(0, 'a')
    doc.getText('text').insert(1, 'b')
    expect(compactSnapshot({ snapshot: null, updates: updates.slice(1) })).toBeNull()
    expect(compactSnapshot({ snapshot: null, updates })).not.toBeNull()
  })

  it('ST14: a broken update is a StorageError', () => {
    expect(() => compactSnapshot({ snapshot: null, updates: [Uint8Array.from([1, 1, 7])] })).toThrow(StorageError)
  })
})
