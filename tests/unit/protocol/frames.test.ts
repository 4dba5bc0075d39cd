import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import { encodeMinutaFrame, readRelayFrame, type PeerFrame, type RelayFrame } from '../../../shared/protocol/minuta-frames.ts'
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
  const decode = (bytes: Uint8Array): RelayFrame | null | 'refused' => {
    try {
      const decoder = decoding.createDecoder(bytes)
      return readRelayFrame(decoding.readVarUint(decoder), decoder)
    } catch {
      return 'refused'
    }
  }
  const ana = { name: 'Ana', organisation: 'Région Occitanie', person: 'p-1' }
  const auth = { capability: Uint8Array.from([1, 0, 9]), identity: ana, signature: new Uint8Array(64).fill(3) }
  const frames: readonly RelayFrame[] = [
    { type: 'hello', lineage: 'a-b-c', seq: 300 },
    { type: 'ack', count: 7, seq: 2 ** 40 },
    { type: 'head', seq: 0 },
    { type: 'devices', count: 3 },
    { type: 'challenge', challenge: new Uint8Array(32).fill(7), proof: Uint8Array.from([1, 2]) },
    { type: 'admitted', role: 'participant', time: 1_795_000_000_000, session: new Uint8Array(16).fill(5) },
    { type: 'revoked', subject: new Uint8Array(32).fill(9) },
    { type: 'peers', peers: [{ ...ana, role: 'facilitator', device: 2 ** 40, kind: 'browser', secondsConnected: 65 }] },
  ]
  const peerFrames: readonly PeerFrame[] = [
    { type: 'stored', seq: 129 },
    { type: 'device', device: 2 ** 40, kind: 'app' },
    { type: 'prove', auth },
    { type: 'revoke', revocation: Uint8Array.from([1, 2, 3]) },
    { type: 'queryPeers' },
  ]

  it('PR1: minuta.1 frames come back as they were, and cut or lengthened ones are refused, foreign ones are null', () => {
    for (const frame of frames) {
      const bytes = encodeMinutaFrame(frame)
      expect(decode(bytes)).toEqual(frame)
      expect(decode(Uint8Array.from([...bytes, 0]))).toBe('refused')
      for (let length = 0; length < bytes.length; length += 1) expect(decode(bytes.slice(0, length))).toBe('refused')
    }
    for (const frame of peerFrames) expect(decode(encodeMinutaFrame(frame))).toBeNull()
    expect(decode(Uint8Array.from([0, 0, 0]))).toBeNull()
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

  it('PR4: a peer may send sync, awareness, query and its own frames of minuta.1, and nothing else', () => {
    expect(readPeerFrame(encodeStep1(new Map([[1, 2]])))).toMatchObject({ type: 'step1' })
    expect(readPeerFrame(encodeSync(syncType.update, Uint8Array.from([0, 0])))).toMatchObject({ type: 'update' })
    expect(readPeerFrame(encodeAwareness([{ client: 1, clock: 2, state: '{"a":1}' }]))).toEqual({ type: 'awareness', entries: [{ client: 1, clock: 2, state: '{"a":1}' }] })
    expect(readPeerFrame(Uint8Array.from([3]))).toEqual({ type: 'queryAwareness' })
    for (const frame of peerFrames) expect(readPeerFrame(encodeMinutaFrame(frame))).toEqual(frame)
    for (const frame of frames) expect(refusal(encodeMinutaFrame(frame))).toBe('malformed')
    for (const bytes of [[], [2, 0], [4], [0, 3, 0], [0, 2, 5, 0], [3, 0], [0, 0, 2, 1, 1], [1, 3, 1, 1, 1]]) expect(refusal(Uint8Array.from(bytes))).toBe('malformed')
  })

  it('PR4: awareness has limits of its own', () => {
    expect(refusal(encodeAwareness([{ client: 1, clock: 1, state: JSON.stringify('x'.repeat(limits.maxAwarenessBytes)) }]))).toBe('limit')
    expect(refusal(encodeAwareness([{ client: 1, clock: 1, state: '{' }]))).toBe('malformed')
    expect(refusal(encodeAwareness([{ client: 1, clock: 1, state: '['.repeat(100) + ']'.repeat(100) }]))).toBe('limit')
  })
})
