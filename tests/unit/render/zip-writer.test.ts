/** Zip files whose entries come in pieces. */
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { assembled } from '../../../shared/render/file-piece.ts'
import { ZipWriter, type ZipStream } from '../../../shared/render/zip-writer.ts'

const longest = 1000

function piecesOf(count: number, length = 300): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => new Uint8Array(length).fill(65 + index))
}

async function* eachOf(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

/** A zip of these entries, one streamed behind the other. */
function zipOf(entries: readonly (Omit<ZipStream, 'pieces'> & { readonly pieces: readonly Uint8Array[] })[]): Promise<Uint8Array> {
  const zip = new ZipWriter()
  const pieces = async function* (): ReturnType<ZipWriter['stream']> {
    for (const entry of entries) yield* zip.stream({ ...entry, pieces: eachOf(entry.pieces) })
    yield* zip.end()
  }
  return assembled(pieces())
}

describe('entries in pieces (EX14)', () => {
  test.each([[0, longest], [1, longest], [3, longest], [4, longest], [9, longest], [0, 0], [1, 0], [3, 0]])('%i pieces, packed up to %i bytes, are the file that the whole entry would be', async (count, maxPackedBytes) => {
    const pieces = piecesOf(count)
    const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]))
    const zip = new ZipWriter()
    const isStored = maxPackedBytes === 0 || whole.length > maxPackedBytes
    const expected = [...zip.entry({ name: 'ä/first', bytes: whole, isStored }), ...zip.entry({ name: 'second', bytes: whole, isStored }), ...zip.end()]
    const file = await zipOf([{ name: 'ä/first', pieces, maxPackedBytes }, { name: 'second', pieces, maxPackedBytes }])
    expect(Buffer.from(file).equals(Buffer.concat(expected))).toBe(true)
    expect(unzipSync(file)).toEqual({ 'ä/first': whole, second: whole })
  })

  test('a long entry is never held: each piece is on its way before the next one is asked for', async () => {
    const log: string[] = []
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for (const [index, piece] of piecesOf(8).entries()) {
        log.push(`asked ${index}`)
        yield piece
      }
    }
    for await (const piece of new ZipWriter().stream({ name: 'long', pieces: pieces(), maxPackedBytes: 500 })) {
      if (piece instanceof Uint8Array && piece.length === 300) log.push(`given ${(piece[0] ?? 0) - 65}`)
    }
    expect(log).toEqual(['asked 0', 'asked 1', 'given 0', 'given 1', ...[2, 3, 4, 5, 6, 7].flatMap((index) => [`asked ${index}`, `given ${index}`])])
  })

  test('an entry that fails before it is long leaves no trace', async () => {
    const zip = new ZipWriter()
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10)
      throw new Error('cannot be made')
    }
    await expect(assembled(zip.stream({ name: 'failing', pieces: failing(), maxPackedBytes: longest }))).rejects.toThrow('cannot be made')
    const rest = Buffer.concat([...zip.entry({ name: 'other', bytes: new Uint8Array(5) }), ...zip.end()])
    expect(unzipSync(rest)).toEqual({ other: new Uint8Array(5) })
  })
})

test('EX4: a name that is in the file is refused, whichever way it comes', async () => {
  const zip = new ZipWriter()
  zip.entry({ name: 'votes.csv', bytes: new Uint8Array(1) })
  expect(() => zip.entry({ name: 'votes.csv', bytes: new Uint8Array(2) })).toThrow('votes.csv')
  await expect(zipOf(['a', 'a'].map((name) => ({ name, pieces: piecesOf(1), maxPackedBytes: longest })))).rejects.toThrow('holds a already')
})
