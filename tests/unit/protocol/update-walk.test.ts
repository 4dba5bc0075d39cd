import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { advance, applyAdvance, walkUpdate, type Clocks } from '../../../shared/protocol/update-walk.ts'
import { hasPending } from '../../../shared/storage/integrate.ts'
import { editAtRandom, emptySections, mutate, repeatedDeletions, waitingSections } from '../../helpers/hostile-updates.ts'
import { seededRandom } from '../../helpers/random.ts'

const sorted = (clocks: Iterable<[number, number]>): [number, number][] => [...clocks].sort(([a], [b]) => a - b)
const stateOf = (doc: Y.Doc): [number, number][] => sorted(Y.decodeStateVector(Y.encodeStateVector(doc)))

/** Writes varuints; a string is written as lib0 does. */
const raw = (...parts: (number | string)[]): Uint8Array => encoding.encode((encoder) => {
  for (const part of parts) {
    if (typeof part === 'string') encoding.writeVarString(encoder, part)
    else encoding.writeVarUint(encoder, part)
  }
})
const verdict = (update: Uint8Array): 'taken' | 'hole' | 'malformed' | 'limit' => {
  try {
    return advance(new Map(), walkUpdate(update)) === null ? 'hole' : 'taken'
  } catch (error) {
    if (error instanceof MalformedError) return error.isLimit ? 'limit' : 'malformed'
    throw error
  }
}

/** Null for everything that the walk refuses; anything but a MalformedError is a failure. */
const advanceOrNull = (known: Clocks, update: Uint8Array): Clocks | null => {
  try {
    return advance(known, walkUpdate(update))
  } catch (error) {
    if (error instanceof MalformedError) return null
    throw error
  }
}

describe('walking an update', () => {
  it.each([1, 2, 3, 4, 5, 6])('RL10: follows honest editing of three people exactly, live and in whole answers (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
    const clocks = new Map<number, number>()
    const mirror = new Y.Doc()
    const take = (update: Uint8Array): void => {
      const advanced = advance(clocks, walkUpdate(update))
      expect(advanced).not.toBeNull()
      applyAdvance(clocks, advanced ?? new Map())
      Y.applyUpdate(mirror, update)
      expect(sorted(clocks)).toEqual(stateOf(mirror))
      expect(hasPending(mirror)).toBe(false)
    }
    for (const doc of docs) doc.on('update', (update, origin) => {
      if (origin !== 'remote') take(update)
    })
    for (let step = 0; step < 300; step += 1) {
      const doc = random.pick([...docs])
      if (random.chance(0.8)) doc.transact(() => {
        editAtRandom(doc, random)
        if (random.chance(0.3)) editAtRandom(doc, random)
      })
      else Y.applyUpdate(doc, Y.encodeStateAsUpdate(mirror, Y.encodeStateVector(doc)), 'remote')
    }
    take(Y.encodeStateAsUpdate(mirror))
    const fresh = advance(new Map(), walkUpdate(Y.encodeStateAsUpdate(mirror)))
    expect(sorted(fresh ?? [])).toEqual(stateOf(mirror))
  })

  it.each([11, 12, 13, 14])('RL10: what it lets through integrates without an error and leaves nothing pending (seed %i)', (seed) => {
    const random = seededRandom(seed)
    let taken = 0
    for (let round = 0; round < 60; round += 1) {
      const author = new Y.Doc()
      author.clientID = 1 + random.below(3)
      const updates: Uint8Array[] = []
      author.on('update', (update) => {
        updates.push(update)
      })
      for (let step = 0; step < 12; step += 1) editAtRandom(author, random)
      const last = updates.pop() ?? new Uint8Array()
      const base = Y.encodeStateAsUpdate(author)
      for (let variant = 0; variant < 40; variant += 1) {
        const hostile = mutate(random.chance(0.5) ? last : base, random)
        const room = new Y.Doc()
        const clocks = new Map<number, number>()
        for (const update of updates) {
          Y.applyUpdate(room, update)
          applyAdvance(clocks, advance(clocks, walkUpdate(update)) ?? new Map())
        }
        const advanced = advanceOrNull(clocks, hostile)
        if (advanced === null) continue
        taken += 1
        Y.applyUpdate(room, hostile)
        applyAdvance(clocks, advanced)
        expect(hasPending(room), `pending after ${Buffer.from(hostile).toString('hex')}`).toBe(false)
        expect(sorted(clocks)).toEqual(stateOf(room))
        const reader = new Y.Doc()
        Y.applyUpdate(reader, Y.encodeStateAsUpdate(room))
        expect(stateOf(reader)).toEqual(stateOf(room))
      }
    }
    expect(taken).toBeGreaterThan(50)
  })

  it('RL10: an edit without the one before it is a hole, and whole together with it', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update) => {
      updates.push(update)
    })
    doc.getText('t').insert(0, 'a')
    doc.getText('t').insert(1, 'b')
    expect(verdict(updates[1] ?? new Uint8Array())).toBe('hole')
    expect(verdict(Y.mergeUpdates(updates))).toBe('taken')
    doc.getText('t').insert(2, 'c')
    // Merged without the one between, Yjs marks the place as skipped.
    expect(verdict(Y.mergeUpdates(updates.filter((_, index) => index !== 1)))).toBe('hole')
  })

  it('RL10: a deletion of what nobody has is a hole', () => {
    expect(verdict(raw(0, 1, 5, 1, 0, 3))).toBe('hole')
  })

  it.each([
    ['nothing', new Uint8Array(), 'malformed'],
    ['an empty update', raw(0, 0), 'taken'],
    ['bytes after the end', raw(0, 0, 0), 'malformed'],
    ['2^24 structs in seven bytes', raw(1, 2 ** 24, 1, 0), 'limit'],
    ['half a million clients without a struct and one', emptySections(500_001), 'limit'],
    ['half a million deleted ranges and one', repeatedDeletions(500_001), 'limit'],
    ['more sections than bytes', raw(100, 1, 1, 0), 'malformed'],
    ['two sections of one client', raw(2, 1, 7, 0, 0, 1, 1, 7, 1, 0, 1, 0), 'malformed'],
    ['a struct of length 0', raw(1, 1, 7, 0, 0, 0, 0), 'malformed'],
    ['a collected run of 2^30 in eleven bytes', raw(1, 1, 7, 0, 0, 2 ** 30, 0), 'limit'],
    ['a clock near 2^53', raw(1, 1, 7, 2 ** 52, 0, 1, 0), 'limit'],
    ['a subdocument', raw(1, 1, 7, 0, 9, 1, 'root', 'guid', 118, 0, 0), 'malformed'],
    ['content of unknown kind', raw(1, 1, 7, 0, 11, 1, 'root', 0), 'malformed'],
    ['a type of unknown kind', raw(1, 1, 7, 0, 7, 1, 'root', 9, 0), 'malformed'],
    ['an embed that is not JSON', raw(1, 1, 7, 0, 5, 1, 'root', '{"a":', 0), 'malformed'],
    ['a format value nested 65 deep', raw(1, 1, 7, 0, 6, 1, 'root', 'bold', '['.repeat(65) + ']'.repeat(65), 0), 'limit'],
    ['a value that sets a prototype', raw(1, 1, 7, 0, 5, 1, 'root', '{"__proto__":{}}', 0), 'malformed'],
    ['an item whose left neighbour is itself', Uint8Array.from([1, 1, 7, 0, 0x84, 7, 0, 1, 0x78, 0]), 'malformed'],
    ['two items that wait for each other', Uint8Array.from([2, 1, 7, 0, 0x84, 8, 0, 1, 0x78, 1, 8, 0, 0x84, 7, 0, 1, 0x79, 0]), 'hole'],
    ['text that is not UTF-8', Uint8Array.from([1, 1, 7, 0, 4, 1, 1, 0x61, 2, 0xc3, 0x28, 0]), 'malformed'],
    ['V2 bytes', Y.encodeStateAsUpdateV2(new Y.Doc()), 'malformed'],
  ] as const)('RL11: %s', (_, update, expected) => {
    expect(verdict(update)).toBe(expected)
  })

  it('RL36: however many parts wait for one, finding their order takes time in proportion to their number', () => {
    const before = process.cpuUsage()
    expect(verdict(waitingSections(130_000))).toBe('taken')
    // The square of it takes a minute. Not by the clock: others may have the machine meanwhile.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(5_000)
  })

  it('RL38: deleted ranges that overlap or follow each other count once, and keep what lies between others', () => {
    const ranges = [0, 1, 0, 1, 1, 4, 3, 1, 7, 2, 2, 6, 20, 1]
    expect(walkUpdate(raw(0, 2, 5, 7, ...ranges, 6, 1, 0, 9)).deletes).toEqual([5, 0, 5, 5, 7, 2, 5, 2, 6, 5, 20, 1, 6, 0, 9])
  })

  it('RL11: reads nothing beyond its own bytes, even in a larger buffer', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'a longer piece of text')
    const update = Y.encodeStateAsUpdate(doc)
    const buffer = new Uint8Array(update.length + 100)
    buffer.set(update, 50)
    for (let length = 0; length < update.length; length += 1) expect(verdict(buffer.subarray(50, 50 + length))).toBe('malformed')
    expect(verdict(buffer.subarray(50, 50 + update.length))).toBe('taken')
  })

  it('RL73: takes clients of any id that Yjs can write', () => {
    const doc = new Y.Doc()
    for (const client of [2 ** 32, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER]) {
      doc.clientID = client
      doc.getText('text').insert(doc.getText('text').length, 'ab')
      doc.getText('text').delete(0, 1)
    }
    const update = Y.encodeStateAsUpdate(doc)
    expect(sorted(advance(new Map(), walkUpdate(update)) ?? [])).toEqual(stateOf(doc))
  })

  it('RL11: refuses deep values without running out of stack', () => {
    const deep = encoding.encode((encoder) => {
      for (const part of [1, 1, 7, 0, 8, 1]) encoding.writeVarUint(encoder, part)
      encoding.writeVarString(encoder, 'root')
      encoding.writeVarUint(encoder, 1)
      for (let depth = 0; depth < 100_000; depth += 1) {
        encoding.writeUint8(encoder, 117)
        encoding.writeVarUint(encoder, 1)
      }
    })
    expect(verdict(deep)).toBe('limit')
  })
})
