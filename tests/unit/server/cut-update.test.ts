import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { cutUpdate } from '../../../server/updates/cut-update.ts'
import { advance, applyAdvance, walkUpdate, type Clocks } from '../../../shared/protocol/update-walk.ts'
import { hasPending } from '../../../shared/storage/integrate.ts'
import { editAtRandom } from '../../helpers/hostile-updates.ts'
import { seededRandom } from '../../helpers/random.ts'

const clocksOf = (doc: Y.Doc): Clocks => Y.decodeStateVector(Y.encodeStateVector(doc))
const docOf = (...updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}
const deletedOf = (doc: Y.Doc): string => JSON.stringify([...Y.createDeleteSetFromStructStore(doc.store).clients].sort(([a], [b]) => a - b))

const contentOf = (doc: Y.Doc): unknown => [doc.getText('words').toDelta(), doc.getText('text').toDelta(), doc.getArray('list').toJSON(), doc.getMap('map').toJSON(), doc.getXmlFragment('fragment').toJSON()]

/** What three people wrote together, with words as long as a page here and there, and much of it deleted. */
function written(seed: number): { readonly doc: Y.Doc; readonly early: Y.Doc } {
  const random = seededRandom(seed)
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
  const early = new Y.Doc()
  for (let step = 0; step < 400; step += 1) {
    const doc = random.pick(docs)
    editAtRandom(doc, random)
    const words = doc.getText('words')
    words.insert(random.below(words.length + 1), 'word '.repeat(1 + random.below(60)))
    if (random.chance(0.3)) words.delete(0, Math.min(words.length, random.below(200)))
    if (random.chance(0.2)) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
    if (step === 100) Y.applyUpdate(early, Y.encodeStateAsUpdate(doc))
  }
  const doc = docOf(...docs.map((one) => Y.encodeStateAsUpdate(one)))
  return { doc, early }
}

describe('a long answer in pieces', () => {
  it.each([1, 2, 3, 4])('GU75: is the same as in one, whoever asks; each piece integrates behind those before it, and shows nothing that is deleted (seed %i)', (seed) => {
    const { doc, early } = written(seed)
    for (const asking of [new Y.Doc(), early]) {
      const known = clocksOf(asking)
      const whole = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(asking))
      const pieces = cutUpdate(whole, known)
      expect(pieces.length).toBeGreaterThan(3)
      const clocks = new Map(known)
      const reader = docOf(Y.encodeStateAsUpdate(asking))
      const shown: string[] = []
      for (const piece of pieces) {
        const advanced = advance(clocks, walkUpdate(piece))
        expect(advanced).not.toBeNull()
        applyAdvance(clocks, advanced ?? new Map())
        Y.applyUpdate(reader, piece)
        expect(hasPending(reader)).toBe(false)
        shown.push(reader.getText('words').toJSON())
      }
      // What comes is deleted as far as it is deleted; what somebody had before is when all of it is there.
      const words = doc.getText('words').toJSON()
      expect(known.size > 0 || shown.every((part) => isSubsequence(part, words))).toBe(true)
      const atOnce = docOf(Y.encodeStateAsUpdate(asking), whole)
      expect(clocksOf(reader)).toEqual(clocksOf(atOnce))
      expect(deletedOf(reader)).toBe(deletedOf(atOnce))
      expect(contentOf(reader)).toEqual(contentOf(atOnce))
    }
  })

  it('GU100: no piece shows words that were deleted before they came, whatever the asking page has, though a relay keeps what was written as it came', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const list = doc.getArray<string>('list')
    for (let line = 0; line < 2_000; line += 1) list.insert(0, [line % 3 === 0 ? `secret ${line} that nobody should have said` : `line ${line} of what was said in the room`])
    const early = docOf(...updates.slice(0, 600))
    for (let index = list.length - 1; index >= 0; index -= 1) if (list.get(index).startsWith('secret')) list.delete(index)
    for (const asking of [new Y.Doc(), early]) {
      const before = asking.getArray<string>('list').toArray()
      const pieces = cutUpdate(Y.mergeUpdates(updates.map((update) => Y.diffUpdate(update, Y.encodeStateVector(asking)))), clocksOf(asking))
      expect(pieces.length).toBeGreaterThan(3)
      for (const piece of pieces) {
        Y.applyUpdate(asking, piece)
        expect(asking.getArray<string>('list').toArray().filter((words) => words.startsWith('secret') && !before.includes(words))).toEqual([])
      }
      expect(asking.getArray('list').toArray()).toEqual(list.toArray())
    }
  })

  it('GU75: what is no update is left as it is, for whoever reads the room to find', () => {
    const damaged = new Uint8Array(100_000).fill(255)
    expect(cutUpdate(damaged, new Map())).toEqual([damaged])
  })

  it('GU75: one that is short stays whole, and a struct that is longer than a piece is not cut', () => {
    const doc = new Y.Doc()
    doc.getText('words').insert(0, 'few')
    expect(cutUpdate(Y.encodeStateAsUpdate(doc), new Map())).toEqual([Y.encodeStateAsUpdate(doc)])
    doc.getText('words').insert(0, 'x'.repeat(100_000))
    const pieces = cutUpdate(Y.encodeStateAsUpdate(doc), new Map())
    expect(pieces.map(({ length }) => length > 100_000)).toContain(true)
    expect(docOf(...pieces).getText('words').toJSON()).toBe(`${'x'.repeat(100_000)}few`)
  })
})

/** Whether `part` is `whole` with characters left out. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0
  for (const character of part) {
    at = whole.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}
