import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { messageYjsSyncStep2, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { dialects, type DialectName } from '../../bench/relay/wire/dialect.ts'
import { encodeMinutaFrame } from '../../../shared/protocol/minuta-frames.ts'

const update = Uint8Array.from({ length: 300 }, (_, index) => index % 256)
const room = 'bench-röm'

describe.each(Object.keys(dialects) as DialectName[])('dialect %s', (name) => {
  const dialect = dialects[name]

  it('reads what it writes', () => {
    for (const kind of ['step1', 'step2', 'update', 'awareness'] as const) {
      const written = dialect[kind](room, update)
      const bytes = Uint8Array.from([1, 2, ...written, 3])
      const { kind: read, start, end } = dialect.read(bytes, 2, bytes.length - 1)
      expect(read).toBe(kind)
      expect(bytes.slice(start, end)).toEqual(update)
    }
  })
})

describe('dialects', () => {
  it('y-websocket writes what y-protocols writes', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'x')
    const step1 = encoding.createEncoder()
    encoding.writeVarUint(step1, 0)
    writeSyncStep1(step1, doc)
    expect(dialects['y-websocket'].step1(room, Y.encodeStateVector(doc))).toEqual(encoding.toUint8Array(step1))
    const live = encoding.createEncoder()
    encoding.writeVarUint(live, 0)
    writeUpdate(live, update)
    expect(dialects['y-websocket'].update(room, update)).toEqual(encoding.toUint8Array(live))
    expect(dialects['y-websocket'].step2(room, update)[1]).toBe(messageYjsSyncStep2)
  })

  it('minuta.1 reads acks of the relay and passes over its other frames', () => {
    const ack = encodeMinutaFrame({ type: 'ack', count: 300, seq: 12 })
    expect(dialects['minuta.1'].read(ack, 0, ack.length)).toMatchObject({ kind: 'acked', acked: 300 })
    for (const frame of [encodeMinutaFrame({ type: 'hello', lineage: 'a', seq: 1 }), encodeMinutaFrame({ type: 'head', seq: 1 })]) {
      expect(dialects['minuta.1'].read(frame, 0, frame.length).kind).toBe('other')
    }
  })
})
