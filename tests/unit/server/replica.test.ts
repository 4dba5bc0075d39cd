import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Replica } from '../../../server/room/replica.ts'
import { advance, walkUpdate, type Clocks } from '../../../shared/protocol/update-walk.ts'
import { hasPending } from '../../../shared/storage/integrate.ts'
import type { StoredRoom } from '../../../shared/storage/room-store.ts'
import { editAtRandom } from '../../helpers/hostile-updates.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'

const stored = (snapshot: Uint8Array | null, updates: readonly Uint8Array[]): StoredRoom =>
  ({ snapshot, updates, head: updates.length, lineage: 'l', isRecovered: false })
const clocksOf = (doc: Y.Doc): Clocks => Y.decodeStateVector(Y.encodeStateVector(doc))
const sorted = (clocks: Clocks): [number, number][] => [...clocks].sort(([a], [b]) => a - b)
const docOf = (...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}
/** What a document says, and what is deleted in it: state vectors do not know the latter. */
const contentOf = (doc: Y.Doc): string => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')

/** Three people who edit at random and hear of each other now and then; `onUpdate` gets every edit in the order of the room. */
function editTogether(random: Random, steps: number, onUpdate: (update: Uint8Array, mirror: Y.Doc) => void): void {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
  docs.forEach((doc, index) => {
    doc.clientID = index + 1
  })
  const mirror = new Y.Doc()
  for (const doc of docs) doc.on('update', (update, origin) => {
    if (origin === 'remote') return
    Y.applyUpdate(mirror, update)
    onUpdate(update, mirror)
  })
  for (let step = 0; step < steps; step += 1) {
    const doc = random.pick([...docs])
    if (random.chance(0.7)) editAtRandom(doc, random)
    else Y.applyUpdate(doc, Y.encodeStateAsUpdate(mirror, Y.encodeStateVector(doc)), 'remote')
  }
}

describe('what a room holds, in bytes', () => {
  it.each([1, 2, 3, 4, 5, 6])('RL24: whoever has any part of a room gets exactly what they lack, as from Yjs (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const replica = new Replica(null)
    const past: { state: Uint8Array; clocks: Clocks }[] = [{ state: new Uint8Array([0, 0]), clocks: new Map() }]
    const updates: Uint8Array[] = []
    let [snapshot, covered]: [Uint8Array, number] = [new Uint8Array(), 0]
    editTogether(random, 250, (update, mirror) => {
      const shape = walkUpdate(update)
      replica.add(update, shape, advance(replica.clocks, shape) ?? new Map())
      updates.push(update)
      expect(sorted(replica.clocks)).toEqual(sorted(clocksOf(mirror)))
      if (updates.length % 20 === 0) past.push({ state: Y.encodeStateAsUpdate(mirror), clocks: clocksOf(mirror) })
      if (updates.length === 60) [snapshot, covered] = [Y.encodeStateAsUpdate(mirror), updates.length]
    })
    const whole = docOf(...updates)
    for (const loaded of [replica, new Replica(stored(null, updates)), new Replica(stored(snapshot, updates.slice(covered)))]) {
      expect(sorted(loaded.clocks)).toEqual(sorted(clocksOf(whole)))
      for (const { state, clocks } of past) {
        const diff = loaded.diff(clocks)
        expect(advance(clocks, walkUpdate(diff))).not.toBeNull()
        const reader = docOf(state, diff)
        expect(hasPending(reader)).toBe(false)
        expect(contentOf(reader)).toBe(contentOf(whole))
      }
    }
  })

  it('RL24: a state vector that ends inside a run of text, values or deletions gets the rest of it, byte for byte as Yjs cuts it', () => {
    const doc = new Y.Doc()
    doc.clientID = 9
    const list = doc.getArray('list')
    doc.getText('text').insert(0, 'a long run 👩‍🚀 of text ')
    doc.getText('text').insert(4, 'with é in it')
    list.insert(0, [1, 'two', { three: [3] }, null, new Uint8Array([5]), 6])
    list.delete(1, 3)
    doc.getText('text').delete(2, 6)
    const whole = Y.encodeStateAsUpdate(doc)
    const end = clocksOf(doc).get(9) ?? 0
    const replica = new Replica(stored(whole, []))
    for (let clock = 0; clock <= end; clock += 1) {
      const diff = replica.diff(new Map([[9, clock]]))
      const [section] = walkUpdate(diff).sections
      expect(section?.starts[0] ?? end).toBe(clock)
      expect(Buffer.from(diff).toString('hex')).toBe(Buffer.from(Y.diffUpdate(whole, Y.encodeStateVector(new Map([[9, clock]])))).toString('hex'))
    }
  })

  it('RL24: an update that overlaps with what is known adds only what is new', () => {
    const doc = new Y.Doc()
    doc.clientID = 9
    const updates: Uint8Array[] = []
    doc.on('update', (update) => {
      updates.push(update)
    })
    for (const word of ['one ', 'two ', 'three ']) doc.getText('text').insert(doc.getText('text').length, word)
    const overlapping = Y.encodeStateAsUpdate(doc)
    const replica = new Replica(stored(null, [updates[0] ?? new Uint8Array(), overlapping]))
    expect(docOf(replica.diff(new Map())).getText('text').toJSON()).toBe('one two three ')
    expect(walkUpdate(replica.diff(new Map())).sections[0]).toMatchObject({ starts: [0, 4], ends: [4, 14] })
  })

  it('RL24: what follows a skipped part in an update is kept, the mark itself is not', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update) => {
      updates.push(update)
    })
    for (const word of ['a', 'b', 'c']) doc.getText('text').insert(doc.getText('text').length, word)
    const [a, b, c] = updates as [Uint8Array, Uint8Array, Uint8Array]
    const replica = new Replica(stored(null, [a, b, Y.mergeUpdates([a, c])]))
    expect(docOf(replica.diff(new Map())).getText('text').toJSON()).toBe('abc')
  })

  it('RL5: knows what is deleted, from snapshots, from edits and in part', () => {
    const doc = new Y.Doc()
    doc.clientID = 9
    doc.getText('text').insert(0, '0123456789')
    doc.getText('text').delete(2, 3)
    const replica = new Replica(stored(Y.encodeStateAsUpdate(doc), []))
    expect(replica.hasDeletes([9, 2, 3])).toBe(true)
    expect(replica.hasDeletes([9, 3, 1])).toBe(true)
    expect(replica.hasDeletes([9, 2, 4])).toBe(false)
    expect(replica.hasDeletes([8, 2, 1])).toBe(false)
    const update = Uint8Array.from([0, 1, 9, 2, 8, 1, 5, 2])
    replica.add(update, walkUpdate(update), new Map())
    expect(replica.hasDeletes([9, 2, 5, 9, 8, 1])).toBe(true)
    expect(replica.hasDeletes([9, 2, 6])).toBe(false)
  })

  it('RL17: a stored update that refers to something missing, or has no form, is corrupt', () => {
    expect(() => new Replica(stored(null, [Uint8Array.from([0, 1, 5, 1, 0, 3])]))).toThrow('cannot be integrated')
    expect(() => new Replica(stored(Uint8Array.from([1, 2, 3]), []))).toThrow('cannot be integrated')
  })

  it('keeps no reference to the bytes it was given', () => {
    const doc = new Y.Doc()
    doc.getText('text').insert(0, 'words')
    const update = Y.encodeStateAsUpdate(doc)
    const shape = walkUpdate(update)
    const replica = new Replica(null)
    replica.add(update, shape, advance(new Map(), shape) ?? new Map())
    update.fill(0)
    expect(docOf(replica.diff(new Map())).getText('text').toJSON()).toBe('words')
  })
})
