import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeMinutaFrame, encodeMinutaFrame, type MinutaFrame } from '../../../shared/protocol/minuta-frames.ts'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { closeCode, closeReason, limits, syncType } from '../../../shared/protocol/messages.ts'
import { encodeAwareness, encodeStep1, encodeSync, readPeerFrame } from '../../../shared/protocol/sync-frames.ts'

const refusal = (bytes: Uint8Array): string => {
  try {
    readPeerFrame(bytes)
  } catch (error) {
    if (error instanceof MalformedError) return error.isLimit ? 'limit' : 'malformed'
    throw error
  }
  return 'taken'
}

describe('frames', () => {
  const frames: readonly MinutaFrame[] = [
    { type: 'hello', lineage: 'a-b-c', seq: 300 },
    { type: 'ack', count: 7, seq: 2 ** 40 },
    { type: 'head', seq: 0 },
    { type: 'stored', seq: 129 },
    { type: 'devices', count: 3 },
    { type: 'device', device: 2 ** 40 },
  ]

  it('PR1: minuta.1 frames come back as they were, and cut, lengthened or foreign bytes are null', () => {
    for (const frame of frames) {
      const bytes = encodeMinutaFrame(frame)
      expect(decodeMinutaFrame(bytes)).toEqual(frame)
      expect(decodeMinutaFrame(Uint8Array.from([...bytes, 0]))).toBeNull()
      for (let length = 0; length < bytes.length; length += 1) expect(decodeMinutaFrame(bytes.slice(0, length))).toBeNull()
    }
    expect(decodeMinutaFrame(Uint8Array.from([0, 0, 0]))).toBeNull()
  })

  it('PR2: every close code has one reason, others have none', () => {
    for (const [reason, code] of Object.entries(closeCode)) expect(closeReason(code)).toBe(reason)
    expect(closeReason(1006)).toBeUndefined()
  })

  it('PR3: step 1 is byte for byte what Yjs writes', () => {
    const doc = new Y.Doc()
    for (const client of [5, 900_000, 77]) {
      const other = new Y.Doc()
      other.clientID = client
      other.getText('t').insert(0, 'x'.repeat(client % 7 + 1))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    }
    const vector = Y.encodeStateVector(doc)
    expect(encodeStep1(Y.decodeStateVector(vector))).toEqual(encodeSync(syncType.step1, vector))
  })

  it('PR4: a peer may send sync, awareness, query, stored and device, and nothing else', () => {
    expect(readPeerFrame(encodeStep1(new Map([[1, 2]])))).toMatchObject({ type: 'step1' })
    expect(readPeerFrame(encodeSync(syncType.update, Uint8Array.from([0, 0])))).toMatchObject({ type: 'update' })
    expect(readPeerFrame(encodeAwareness([{ client: 1, clock: 2, state: '{"a":1}' }]))).toEqual({ type: 'awareness', entries: [{ client: 1, clock: 2, state: '{"a":1}' }] })
    expect(readPeerFrame(Uint8Array.from([3]))).toEqual({ type: 'queryAwareness' })
    expect(readPeerFrame(encodeMinutaFrame({ type: 'stored', seq: 5 }))).toEqual({ type: 'stored', seq: 5 })
    for (const frame of frames.filter(({ type }) => type !== 'stored' && type !== 'device')) expect(refusal(encodeMinutaFrame(frame))).toBe('malformed')
    for (const bytes of [[], [2, 0], [4], [0, 3, 0], [0, 2, 5, 0], [3, 0], [0, 0, 2, 1, 1], [1, 3, 1, 1, 1]]) expect(refusal(Uint8Array.from(bytes))).toBe('malformed')
  })

  it('PR4: awareness has limits of its own', () => {
    expect(refusal(encodeAwareness([{ client: 1, clock: 1, state: JSON.stringify('x'.repeat(limits.maxAwarenessBytes)) }]))).toBe('limit')
    expect(refusal(encodeAwareness([{ client: 1, clock: 1, state: '{' }]))).toBe('malformed')
    expect(refusal(encodeAwareness([{ client: 1, clock: 1, state: '['.repeat(100) + ']'.repeat(100) }]))).toBe('limit')
  })
})
