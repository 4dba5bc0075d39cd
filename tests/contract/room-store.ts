/** What every room store must do; run by `memory-room-store.test.ts` and `sqlite-room-store.test.ts`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packUpdates } from '../../shared/storage/packed-updates.ts'
import type { RoomStore } from '../../shared/storage/room-store.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const updates = (room: string, ...values: number[]) => values.map((value) => ({ room, update: bytes(value) }))

/** `open` returns an empty store. */
export function describeRoomStore(name: string, open: () => RoomStore): void {
  describe(`room store: ${name}`, () => {
    let store: RoomStore

    beforeEach(() => {
      store = open()
    })

    afterEach(() => {
      store.close()
    })

    it('ST1: a room that was never written is null and not listed', () => {
      expect(store.load('room-aaaa')).toBeNull()
      expect(store.rooms()).toEqual([])
    })

    it('ST2: updates come back whole and in order, numbered from 1 without gaps, per room', () => {
      expect([...store.append([...updates('room-b', 1, 2), ...updates('room-a', 9), ...updates('room-b', 3)])]).toEqual([['room-b', 3], ['room-a', 1]])
      expect([...store.append(updates('room-b', 4))]).toEqual([['room-b', 4]])
      expect(store.load('room-b')).toMatchObject({ snapshot: null, updates: [bytes(1), bytes(2), bytes(3), bytes(4)], head: 4, isRecovered: false })
      expect(store.load('room-a')).toMatchObject({ updates: [bytes(9)], head: 1 })
      expect(store.rooms()).toEqual(['room-a', 'room-b'])
    })

    it('ST2: the position of a room is that of its log, compacted or not', () => {
      expect(store.position('room-a')).toBeNull()
      store.append(updates('room-a', 1, 2, 3))
      store.compact('room-a', bytes(9), 2)
      expect(store.position('room-a')).toEqual({ lineage: store.load('room-a')?.lineage, head: 3 })
    })

    it('ST2: appending nothing stores nothing', () => {
      expect(store.append([]).size).toBe(0)
      expect(store.rooms()).toEqual([])
    })

    it('ST16: a room that is replaced begins anew, alone, under its name', () => {
      store.append([...updates('room-a', 1, 2), ...updates('room-b', 3)])
      const before = store.position('room-a')
      store.replace({ room: 'room-a', update: bytes(9) })
      store.append(updates('room-a', 8))
      expect(store.load('room-a')).toMatchObject({ snapshot: null, updates: [bytes(9), bytes(8)], head: 2 })
      expect(store.position('room-a')?.lineage).not.toBe(before?.lineage)
      store.replace({ room: 'room-a', update: bytes(7) })
      expect([store.rooms(), store.load('room-a')?.updates, store.load('room-b')?.updates]).toEqual([['room-a', 'room-b'], [bytes(7)], [bytes(3)]])
    })

    it('ST2: empty and large updates come back byte for byte', () => {
      const large = Uint8Array.from({ length: 3_000_000 }, (_, index) => (index * 31) % 251)
      store.append([{ room: 'room-a', update: bytes() }, { room: 'room-a', update: large }])
      expect(store.load('room-a')?.updates.map((update) => update.length)).toEqual([0, 3_000_000])
      expect(Buffer.from(store.load('room-a')?.updates[1] ?? []).equals(large)).toBe(true)
    })

    it('ST2: what the caller does to its bytes afterwards does not change what is stored', () => {
      const update = bytes(1, 2, 3)
      store.append([{ room: 'room-a', update }])
      update.fill(0)
      store.load('room-a')?.updates[0]?.fill(7)
      expect(store.load('room-a')?.updates).toEqual([bytes(1, 2, 3)])
    })

    it('ST3: a room has one lineage for life, its own, and the one that was asked for when it was made', () => {
      store.append([{ room: 'room-a', update: bytes(1), lineage: 'chosen' }, { room: 'room-b', update: bytes(1) }])
      const lineage = store.load('room-b')?.lineage
      store.append([{ room: 'room-a', update: bytes(2), lineage: 'other' }, ...updates('room-b', 2)])
      store.compact('room-b', bytes(50), 2)
      expect(store.load('room-a')?.lineage).toBe('chosen')
      expect(lineage).toMatch(/^[0-9a-f-]{36}$/)
      expect(store.load('room-b')?.lineage).toBe(lineage)
    })

    it('ST4: a snapshot stands for the updates it covers, the later ones follow, and numbering goes on', () => {
      store.append(updates('room-a', 1, 2, 3, 4))
      store.compact('room-a', bytes(30), 3)
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(30), updates: [bytes(4)], head: 4 })
      store.compact('room-a', bytes(40), 4)
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(40), updates: [], head: 4 })
      expect(store.append(updates('room-a', 5)).get('room-a')).toBe(5)
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(40), updates: [bytes(5)], head: 5 })
    })

    it('ST4: any number of compactions leaves the newest snapshot and what follows', () => {
      for (let round = 1; round <= 20; round += 1) {
        store.append(updates('room-a', round, round))
        store.compact('room-a', bytes(100 + round), round * 2)
      }
      store.append(updates('room-a', 77))
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(120), updates: [bytes(77)], head: 41 })
    })

    it('ST4: an older or equal snapshot changes nothing, one beyond the log is refused', () => {
      store.append(updates('room-a', 1, 2))
      store.compact('room-a', bytes(20), 2)
      store.compact('room-a', bytes(99), 2)
      store.compact('room-a', bytes(98), 1)
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(20), updates: [], head: 2 })
      expect(() => {
        store.compact('room-a', bytes(1), 3)
      }).toThrow(RangeError)
      expect(() => {
        store.compact('room-none', bytes(1), 1)
      }).toThrow(RangeError)
      expect(store.load('room-a')).toMatchObject({ snapshot: bytes(20), head: 2 })
    })

    it('ST2: the packed form holds the same updates, also when a snapshot ends within what was appended together', () => {
      expect(store.loadPacked('room-a')).toBeNull()
      store.append(updates('room-a', 1, 2, 3, 4))
      store.append(updates('room-a', 5))
      expect(store.loadPacked('room-a')).toEqual({ snapshot: null, updates: packUpdates([1, 2, 3, 4, 5].map((value) => bytes(value))), updateCount: 5, head: 5 })
      store.compact('room-a', bytes(30), 3)
      expect(store.loadPacked('room-a')).toEqual({ snapshot: bytes(30), updates: packUpdates([bytes(4), bytes(5)]), updateCount: 2, head: 5 })
    })

    it('ST2: a thousand updates appended together, and a long snapshot, come back byte for byte', () => {
      const many = Array.from({ length: 1_000 }, (_, index) => Uint8Array.from({ length: 20 + (index % 7) }, (_, at) => (index + at) % 256))
      store.append(many.map((update) => ({ room: 'room-a', update })))
      expect(store.load('room-a')?.updates).toEqual(many)
      const snapshot = Uint8Array.from({ length: 100_000 }, (_, index) => index % 100)
      store.compact('room-a', snapshot, 999)
      expect(store.load('room-a')).toMatchObject({ updates: [many[999]], head: 1_000 })
      expect(Buffer.from(store.load('room-a')?.snapshot ?? []).equals(snapshot)).toBe(true)
    })

    it('ST15: tidying ends, and changes nothing of what is stored', () => {
      for (let round = 1; round <= 6; round += 1) {
        store.append(updates('room-a', round, round))
        store.compact('room-a', new Uint8Array(200_000).map((_, index) => (index * round) % 251), round * 2)
      }
      const before = store.load('room-a')
      let rounds = 0
      while (store.tidy()) rounds += 1
      expect(rounds).toBeLessThan(100)
      expect(store.load('room-a')).toEqual(before)
    })

    it('ST5: values are kept apart by key and replaced', () => {
      expect(store.getValue('a')).toBeUndefined()
      store.setValue('a', '1')
      store.setValue('b', '2')
      store.setValue('a', 'ж')
      expect([store.getValue('a'), store.getValue('b')]).toEqual(['ж', '2'])
    })
  })
}
