import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { joinTyped } from '../../../server/compaction/join-typed.ts'
import { walkUpdate } from '../../../shared/protocol/update-walk.ts'
import { editAtRandom } from '../../helpers/hostile-updates.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'

const structsIn = (update: Uint8Array): number => walkUpdate(update, Infinity).sections.reduce((sum, { starts }) => sum + starts.length, 0)

/** What a Y.Doc makes of `update`. */
const contentOf = (update: Uint8Array): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return Y.encodeStateAsUpdate(doc)
}

/** Types a few letters from the left to the right, one after the other, and now and then takes one back. */
function type(doc: Y.Doc, random: Random): void {
  const text = doc.getText('text')
  let at = random.below(text.length + 1)
  for (let count = random.below(8); count > 0; count -= 1) {
    const letter = random.pick(['a', 'é', '漢', '👩', ' '])
    text.insert(at, letter)
    at += letter.length
    if (at > 0 && random.chance(0.15)) {
      at -= 1
      text.delete(at, 1)
    }
  }
}

/** The structs of `updates` as they were written, in one update: what a relay makes of a log. Nothing in it is joined yet. */
function inOneUpdate(updates: readonly Uint8Array[]): Uint8Array {
  return Y.mergeUpdates([...updates])
}

describe('text that was typed letter by letter', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('RL27: joined into long structs, it is byte for byte the document that it was, with three people writing (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const updates: Uint8Array[] = []
    const writers = [3, 1, 2].map((client) => {
      const doc = new Y.Doc({ gc: random.chance(0.7) })
      doc.clientID = client
      doc.on('update', (update, origin) => {
        if (origin !== 'others') updates.push(update)
      })
      return doc
    })
    for (let step = 0; step < 60; step += 1) {
      const writer = writers[random.below(3)] ?? new Y.Doc()
      if (random.chance(0.7)) type(writer, random)
      else editAtRandom(writer, random)
      // Now and then somebody hears of the others; until then all of them write into the same places.
      if (random.chance(0.3)) for (const update of updates) Y.applyUpdate(writer, update, 'others')
    }
    const log = inOneUpdate(updates)
    const joined = joinTyped(log)
    expect(structsIn(joined)).toBeLessThan(structsIn(log) * 0.8)
    expect(joined.length).toBeLessThan(log.length)
    expect(Buffer.from(contentOf(joined)).equals(contentOf(log))).toBe(true)
    expect(joinTyped(joined)).toEqual(joined)
    // Whoever has a part of it takes the rest out of the middle of what was joined.
    const other = new Y.Doc()
    Y.applyUpdate(other, inOneUpdate(updates.slice(0, random.below(updates.length))))
    Y.applyUpdate(other, joined)
    expect(Y.encodeStateVector(other)).toEqual(Y.encodeStateVectorFromUpdate(log))
    expect(other.getText('text').toDelta()).toEqual(reader(log).getText('text').toDelta())
  })

  it.each([[1, 2], [2, 1]])('RL27: a letter that was typed next to another one, but before what had come in between, stays one of its own (clients %i and %i)', (one, two) => {
    const updates: Uint8Array[] = []
    const [typist, other] = [one, two].map((client) => {
      const doc = new Y.Doc()
      doc.clientID = client
      doc.on('update', (update) => {
        updates.push(update)
      })
      return doc
    }) as [Y.Doc, Y.Doc]
    typist.getText('text').insert(0, 'a')
    Y.applyUpdate(other, Y.encodeStateAsUpdate(typist))
    other.getText('text').insert(1, 'c')
    Y.applyUpdate(typist, Y.encodeStateAsUpdate(other))
    typist.getText('text').insert(1, 'b')
    expect(typist.getText('text').toJSON()).toBe('abc')
    const joined = joinTyped(inOneUpdate(updates))
    expect(reader(joined).getText('text').toJSON()).toBe('abc')
    expect(structsIn(joined)).toBe(3)
  })

  it('RL27: a line is one struct, and lines are as many as they were', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update) => {
      updates.push(update)
    })
    const fragment = doc.getXmlFragment('board')
    for (let line = 0; line < 20; line += 1) {
      const text = new Y.XmlText()
      fragment.insert(line, [text])
      for (let at = 0; at < 60; at += 1) text.insert(at, 'x')
    }
    expect(structsIn(inOneUpdate(updates))).toBe(20 * 61)
    expect(structsIn(joinTyped(inOneUpdate(updates)))).toBe(20 * 2)
  })

  it('RL27: an update without structs stays what it is', () => {
    for (const update of [Uint8Array.of(0, 0), Uint8Array.of(0, 1, 7, 1, 0, 1)]) expect(joinTyped(update)).toEqual(update)
  })
})

function reader(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}
