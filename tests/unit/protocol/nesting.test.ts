import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import { Nesting } from '../../../shared/protocol/nesting.ts'
import { advance, applyAdvance, walkUpdate } from '../../../shared/protocol/update-walk.ts'
import { nestedMaps } from '../../helpers/hostile-updates.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'

/** What somebody receives, one update after the other. */
class Receiver {
  readonly #nesting = new Nesting()
  readonly #clocks = new Map<number, number>()

  /** False when it would lie deeper than that; then nothing was taken. */
  receive(update: Uint8Array, maxDepth: number = limits.maxTypeDepth): boolean {
    const shape = walkUpdate(update)
    const order: number[] = []
    const advanced = advance(this.#clocks, shape, order)
    if (advanced === null) throw new Error('a hole')
    try {
      this.#nesting.take(shape, order, this.#clocks, maxDepth)
    } catch (error) {
      if (error instanceof MalformedError && error.isLimit) return false
      throw error
    }
    applyAdvance(this.#clocks, advanced)
    return true
  }
}

type Parent = Y.AbstractType<unknown>

/** In how many types the deepest item of `doc` lies, as Yjs has it. */
function depthOf(doc: Y.Doc): number {
  let deepest = 0
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      let depth = 0
      for (let parent = struct instanceof Y.Item ? struct.parent as Parent | null : null; parent?._item; parent = parent._item.parent as Parent | null) depth += 1
      deepest = Math.max(deepest, depth)
    }
  }
  return deepest
}

/** Puts something somewhere into one of the arrays of `doc`, which may be a new array, or takes something out. */
function nestAtRandom(doc: Y.Doc, random: Random): void {
  let place: Y.Array<unknown> = doc.getArray('list')
  for (;;) {
    const inside = place.toArray().filter((value) => value instanceof Y.Array)
    const next = inside[random.below(inside.length + 1)]
    if (next === undefined) break
    place = next
  }
  const at = random.below(place.length + 1)
  if (random.chance(0.15) && place.length > 0) place.delete(random.below(place.length), 1)
  else place.insert(at, random.pick<unknown[]>([[1, 'value'], [new Y.Array()], ['before', new Y.Array(), 'after'], [new Y.Text('words')]]))
}

describe('how deep types lie in each other', () => {
  it.each([1, 2, 3, 4])('RL42: is known exactly, of what people write together and of whole documents (seed %i)', (seed) => {
    const random = seededRandom(seed)
    // What is thrown away would not say any more where it lay.
    const docs = [new Y.Doc({ gc: false }), new Y.Doc({ gc: false }), new Y.Doc({ gc: false })] as const
    const mirror = new Y.Doc({ gc: false })
    const live = new Receiver()
    for (const doc of docs) doc.on('update', (update, origin) => {
      if (origin === 'remote') return
      const before = depthOf(mirror)
      Y.applyUpdate(mirror, update)
      const depth = depthOf(mirror)
      const isRefused = depth > before && !live.receive(update, depth - 1)
      expect(isRefused).toBe(depth > before)
      expect(live.receive(update, depth)).toBe(true)
    })
    for (let step = 0; step < 200; step += 1) {
      const doc = random.pick([...docs])
      if (random.chance(0.7)) nestAtRandom(doc, random)
      else Y.applyUpdate(doc, Y.encodeStateAsUpdate(mirror, Y.encodeStateVector(doc)), 'remote')
    }
    const depth = depthOf(mirror)
    expect(depth).toBeGreaterThan(2)
    const whole = Y.encodeStateAsUpdate(mirror)
    expect([new Receiver().receive(whole, depth - 1), new Receiver().receive(whole, depth)]).toEqual([false, true])
  })

  it('RL42: too deep is refused in one update and over many, and what was refused is as if it had never come', () => {
    expect(new Receiver().receive(nestedMaps(7, null, 10_000))).toBe(false)
    const slow = new Receiver()
    expect(slow.receive(nestedMaps(7, null, 400))).toBe(true)
    expect(slow.receive(nestedMaps(7, 399, 102))).toBe(false)
    // The last of these lies in 500 others.
    expect(slow.receive(nestedMaps(7, 399, 101))).toBe(true)
    expect(slow.receive(nestedMaps(7, 500, 1))).toBe(false)
  })

  it('RL42: also where everything comes before what it lies in, and where types hang on the neighbours of types', () => {
    const doc = new Y.Doc()
    let place = doc.getArray<unknown>('list')
    for (let depth = 0; depth < 600; depth += 1) {
      // Each level by a client of its own, whose sections Yjs writes from the highest down.
      doc.clientID = 10_000 + depth
      const inner = new Y.Array<unknown>()
      place.insert(0, ['first'])
      place.insert(1, [inner])
      place = inner
    }
    expect(new Receiver().receive(Y.encodeStateAsUpdate(doc))).toBe(false)
    expect(new Receiver().receive(Y.encodeStateAsUpdate(doc), 600)).toBe(true)
  })
})
