import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addItem } from '../../../shared/document/commands/programme-commands.ts'
import { boardFragment, readWorkshop } from '../../../shared/document/read-workshop.ts'
import { WorkshopReader } from '../../../shared/document/workshop-reader.ts'
import { keepEqual } from '../../../shared/util/keep-equal.ts'
import { seededRandom, type Random } from '../../helpers/random.ts'

function paragraph(words: string): Y.XmlElement {
  const block = new Y.XmlElement('paragraph')
  block.insert(0, [new Y.XmlText(words)])
  return block
}

describe('reading a workshop again (MP10)', () => {
  test('gives the very same objects for what nobody touched, down to the blocks of the board that somebody did', () => {
    const [doc, responses] = [new Y.Doc(), new Y.Doc()]
    const [first, second] = ['first', 'second'].map((title) => addItem(doc, null, { title }).board)
    if (first === undefined || second === undefined) throw new Error('no boards')
    for (const board of [first, second]) boardFragment(doc, board)?.insert(0, [paragraph('one'), paragraph('two'), paragraph('three')])
    const reader = new WorkshopReader(doc, responses)
    const before = reader.read()
    boardFragment(doc, first)?.insert(1, [paragraph('in between')])
    const after = reader.read()
    expect(after).toEqual(readWorkshop(doc, responses))
    expect(after.boards[1]).toBe(before.boards[1])
    expect(after.items).toBe(before.items)
    expect(after.people).toBe(before.people)
    const [was, is] = [before.boards[0]?.content ?? [], after.boards[0]?.content ?? []]
    expect([is[0] === was[0], is[2] === was[1], is[3] === was[2]]).toEqual([true, true, true])
    reader.dispose()
  })
})

/** Plain data with little in it, so that much of it is equal by chance. */
function randomData(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 2 : 5)) {
    case 0:
      return random.below(2)
    case 1:
      return random.pick(['a', 'b', null, Number.NaN])
    case 2:
    case 3:
      return Array.from({ length: random.below(4) }, () => randomData(random, depth + 1))
    default:
      return Object.fromEntries(['x', 'y', '__proto__'].filter(() => random.chance(0.6)).map((name) => [name, randomData(random, depth + 1)]))
  }
}

describe('keepEqual', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('gives what it was given, and what was there before where that is equal (seed %i)', (seed) => {
    const random = seededRandom(seed)
    for (let time = 0; time < 50; time += 1) {
      const [previous, next] = [randomData(random), randomData(random)]
      const copy = structuredClone(next)
      expect(keepEqual(previous, next)).toStrictEqual(copy)
      expect(next).toStrictEqual(copy)
      expect(keepEqual(next, copy)).toBe(next)
    }
  })

  test('an item that came or went between others leaves them the same', () => {
    const before = [{ a: 1 }, { a: 2 }, { a: 3 }]
    const more = keepEqual(before, [{ a: 1 }, { a: 9 }, { a: 2 }, { a: 3 }])
    expect([more[0] === before[0], more[2] === before[1], more[3] === before[2]]).toEqual([true, true, true])
    const less = keepEqual(before, [{ a: 1 }, { a: 3 }])
    expect([less[0] === before[0], less[1] === before[2]]).toEqual([true, true])
  })

  test('another order of names is another object', () => {
    const before = { a: 1, b: 2 }
    expect(JSON.stringify(keepEqual(before, { b: 2, a: 1 }))).toBe('{"b":2,"a":1}')
  })
})
