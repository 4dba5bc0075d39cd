import { describe, expect, it } from 'vitest'
import { opcode } from '../../bench/relay/wire/client-frame.ts'
import { FrameReader } from '../../bench/relay/wire/frame-reader.ts'
import { serverFrame } from '../../bench/relay/limits/forwarder.ts'
import { seededRandom } from '../../helpers/random.ts'

type Received = { readonly op: number; readonly bytes: string }

/** What a reader finds in `bytes` when they come in pieces of the given sizes, each in the same overwritten buffer. */
function readInPieces(bytes: Buffer, nextSize: () => number): Received[] {
  const received: Received[] = []
  const reader = new FrameReader((op, from, start, end) => {
    received.push({ op, bytes: from.toString('base64', start, end) })
  })
  const buffer = Buffer.alloc(1 << 20)
  for (let at = 0; at < bytes.length;) {
    const size = Math.min(nextSize(), bytes.length - at)
    buffer.fill(0xee)
    bytes.copy(buffer, 5, at, at + size)
    reader.push(buffer, 5, 5 + size)
    at += size
  }
  return received
}

function payload(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 31 + length) % 251))
}

describe('frames found in the bytes of a connection', () => {
  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000, 3]
  const bytes = Buffer.concat(lengths.map((length) => serverFrame(payload(length))))
  const expected = lengths.map((length) => ({ op: opcode.binary, bytes: payload(length).toString('base64') }))

  it('come out whole when they arrive at once', () => {
    expect(readInPieces(bytes, () => bytes.length)).toEqual(expected)
  })

  it.each([1, 2, 3])('seed %i: come out whole however TCP cuts them', (seed) => {
    const random = seededRandom(seed)
    expect(readInPieces(bytes, () => 1 + random.below(random.chance(0.5) ? 7 : 40_000))).toEqual(expected)
  })

  it('come out whole when they arrive byte by byte', () => {
    const short = Buffer.concat([0, 125, 126, 300].map((length) => serverFrame(payload(length))))
    expect(readInPieces(short, () => 1)).toEqual([0, 125, 126, 300].map((length) => ({ op: opcode.binary, bytes: payload(length).toString('base64') })))
  })

  it('fragments become one message, a ping between them stays its own', () => {
    const fragment = (first: number, text: string): Buffer => Buffer.concat([Buffer.from([first, text.length]), Buffer.from(text)])
    const frames = Buffer.concat([fragment(opcode.binary, 'one '), fragment(opcode.continuation, 'two '), fragment(0x80 | opcode.ping, 'p'), fragment(0x80 | opcode.continuation, 'three')])
    const expected = [{ op: opcode.ping, bytes: Buffer.from('p').toString('base64') }, { op: opcode.binary, bytes: Buffer.from('one two three').toString('base64') }]
    expect(readInPieces(frames, () => frames.length)).toEqual(expected)
    expect(readInPieces(frames, () => 1)).toEqual(expected)
  })
})
