import { describe, expect, it } from 'vitest'
import { DeliveryBook } from '../../bench/relay/scenarios/delivery-book.ts'
import { Keystrokes } from '../../bench/relay/wire/keystrokes.ts'

/** A book of two writers in one room of three: each keystroke has to reach two. */
function bookOfTwo() {
  const typists = [new Keystrokes(0), new Keystrokes(1)] as const
  const book = new DeliveryBook(typists, 2)
  book.isMeasuring = true
  for (const _ of [1, 2, 3]) book.noteSent(0)
  const at = (clock: number): number => typists[0].base + clock
  return { book, client: typists[0].client, at, base: typists[0].base, onlooker: book.reader(0, 2, -1), other: book.reader(0, 2, 1), self: book.reader(0, 2, 0) }
}

describe('book of deliveries', () => {
  it('counts a keystroke once per reader, single or merged, and none for its writer', () => {
    const { book, client, at, onlooker, other, self } = bookOfTwo()
    const arrived: number[] = []
    book.onArrived = (writer) => arrived.push(writer)
    onlooker(client, at(0), 1)
    onlooker(client, at(1), 2)
    self(client, at(0), 3)
    expect(book.deliveries).toBe(3)
    expect(book.onTheWay).toBe(3)
    other(client, at(0), 3)
    expect(book).toMatchObject({ deliveries: 6, onTheWay: 0, gaps: 0, duplicates: 0, sentWhileMeasuring: 3 })
    expect(arrived).toEqual([0, 0, 0])
    expect(book.latencies.count).toBe(6)
  })

  it('the opening of a document is no keystroke, also in one run with them', () => {
    const { book, client, base, onlooker } = bookOfTwo()
    onlooker(client, 0, base)
    expect(book.deliveries).toBe(0)
    onlooker(client, 0, base + 2)
    expect(book).toMatchObject({ deliveries: 2, duplicates: 0, gaps: 0 })
  })

  it('tells of gaps and of what came twice', () => {
    const { book, client, at, onlooker } = bookOfTwo()
    onlooker(client, at(1), 1)
    expect(book).toMatchObject({ deliveries: 1, gaps: 1, duplicates: 0 })
    onlooker(client, at(1), 2)
    expect(book).toMatchObject({ deliveries: 2, gaps: 1, duplicates: 1 })
  })

  it('counts only what arrives while it measures', () => {
    const { book, client, at, onlooker } = bookOfTwo()
    book.isMeasuring = false
    onlooker(client, at(0), 2)
    book.noteSent(1)
    expect(book).toMatchObject({ deliveries: 0, sentWhileMeasuring: 3, onTheWay: 4 })
  })
})
