import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { repeatsKnown, withoutKnown } from '../../../server/updates/update-parts.ts'
import { advance, walkUpdate, type Clocks } from '../../../shared/protocol/update-walk.ts'
import { editAtRandom } from '../../helpers/hostile-updates.ts'
import { seededRandom } from '../../helpers/random.ts'

const clocksOf = (doc: Y.Doc): Clocks => Y.decodeStateVector(Y.encodeStateVector(doc))
const contentOf = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc)

describe('what is new in an update', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('RL34: brings the same as the whole of it, and nothing that was there (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const [writer, reader] = [new Y.Doc({ gc: random.chance(0.5) }), new Y.Doc()]
    writer.clientID = 7
    let cuts = 0
    for (let round = 0; round < 40; round += 1) {
      // A writer that tells anew, from some earlier moment on, what it has told before.
      const from = random.pick([new Uint8Array([0]), Y.encodeStateVector(reader)])
      for (let step = 0; step < 1 + random.below(4); step += 1) editAtRandom(writer, random)
      const update = Y.encodeStateAsUpdate(writer, from)
      const known = clocksOf(reader)
      const shape = walkUpdate(update)
      const advanced = advance(known, shape) ?? new Map<number, number>()
      const news = withoutKnown(update, shape, advanced, known)
      if (repeatsKnown(shape, known)) cuts += 1
      expect(repeatsKnown(walkUpdate(news), known)).toBe(false)
      expect(news.length).toBeLessThanOrEqual(update.length)
      const other = new Y.Doc()
      Y.applyUpdate(other, contentOf(reader))
      Y.applyUpdate(other, update)
      Y.applyUpdate(reader, news)
      expect(contentOf(reader)).toEqual(contentOf(other))
    }
    expect(cuts).toBeGreaterThan(5)
  })
})
