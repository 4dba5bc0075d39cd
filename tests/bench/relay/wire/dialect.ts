/**
 * How a relay is spoken to. Two families: y-websocket (room in the path; ours adds the frames of `minuta.1`) and Hocuspocus (one path,
 * the document's name before every message, a token first, an acknowledgement per write).
 */
import * as encoding from 'lib0/encoding'
import { ByteCursor } from './byte-cursor.ts'

export type DialectName = 'y-websocket' | 'minuta.1' | 'hocuspocus'

/**
 * A received message: the payload lies from `start` to `end`. `acked` is how many write frames of the connection are acknowledged so
 * far; `acked-one` says one more.
 */
export type Message = {
  kind: 'step1' | 'step2' | 'update' | 'awareness' | 'allowed' | 'refused' | 'acked' | 'acked-one' | 'other'
  start: number
  end: number
  acked: number
}

export type Dialect = {
  readonly name: DialectName
  readonly subprotocol: string | null
  readonly path: (room: string) => string
  /** What has to be said before step 1, and answered with `allowed`; null when nothing has. */
  readonly greeting: (room: string) => Uint8Array | null
  readonly step1: (room: string, stateVector: Uint8Array) => Uint8Array
  readonly step2: (room: string, update: Uint8Array) => Uint8Array
  readonly update: (room: string, update: Uint8Array) => Uint8Array
  readonly awareness: (room: string, update: Uint8Array) => Uint8Array
  /** Sent now and then by a client that has nothing to say; null when the relay does not mind silence. */
  readonly sign: (room: string) => Uint8Array | null
  /** Reads the message that lies from `start` to `end`; the result is overwritten by the next call. */
  readonly read: (bytes: Uint8Array, start: number, end: number) => Readonly<Message>
}

const type = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, hocuspocusSyncReply: 4, hocuspocusSyncStatus: 8, minutaAck: 101 } as const
const sync = { step1: 0, step2: 1, update: 2 } as const
const auth = { token: 0, refused: 1, allowed: 2 } as const

const cursor = new ByteCursor()
const message: Message = { kind: 'other', start: 0, end: 0, acked: 0 }

type Prefix = (encoder: encoding.Encoder, room: string) => void

function built(room: string, prefix: Prefix, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  prefix(encoder, room)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function writers(prefix: Prefix): Pick<Dialect, 'step1' | 'step2' | 'update' | 'awareness'> {
  const syncMessage = (subtype: number) => (room: string, payload: Uint8Array): Uint8Array => built(room, prefix, (encoder) => {
    encoding.writeVarUint(encoder, type.sync)
    encoding.writeVarUint(encoder, subtype)
    encoding.writeVarUint8Array(encoder, payload)
  })
  return {
    step1: syncMessage(sync.step1),
    step2: syncMessage(sync.step2),
    update: syncMessage(sync.update),
    awareness: (room, update) => built(room, prefix, (encoder) => {
      encoding.writeVarUint(encoder, type.awareness)
      encoding.writeVarUint8Array(encoder, update)
    }),
  }
}

function readSync(): Message {
  const subtype = cursor.varUint()
  const length = cursor.varUint()
  message.kind = subtype === sync.update ? 'update' : subtype === sync.step2 ? 'step2' : 'step1'
  message.start = cursor.at
  message.end = cursor.at + length
  return message
}

function readAwareness(): Message {
  const length = cursor.varUint()
  message.kind = 'awareness'
  message.start = cursor.at
  message.end = cursor.at + length
  return message
}

function other(): Message {
  message.kind = 'other'
  return message
}

function yWebsocket(name: DialectName, subprotocol: string | null): Dialect {
  return {
    name,
    subprotocol,
    path: (room) => `/${encodeURIComponent(room)}`,
    greeting: () => null,
    ...writers(() => {}),
    sign: () => null,
    read: (bytes, start) => {
      cursor.bytes = bytes
      cursor.at = start
      switch (cursor.varUint()) {
        case type.sync:
          return readSync()
        case type.awareness:
          return readAwareness()
        case type.minutaAck:
          message.kind = 'acked'
          message.acked = cursor.varUint()
          return message
        default:
          return other()
      }
    },
  }
}

const named: Prefix = (encoder, room) => {
  encoding.writeVarString(encoder, room)
}

const hocuspocus: Dialect = {
  name: 'hocuspocus',
  subprotocol: null,
  path: () => '/',
  greeting: (room) => built(room, named, (encoder) => {
    encoding.writeVarUint(encoder, type.auth)
    encoding.writeVarUint(encoder, auth.token)
    encoding.writeVarString(encoder, 'bench')
    encoding.writeVarString(encoder, '4.7.0')
  }),
  ...writers(named),
  // It closes a client from which nothing came for a minute.
  sign: (room) => built(room, named, (encoder) => {
    encoding.writeVarUint(encoder, type.queryAwareness)
  }),
  read: (bytes, start) => {
    cursor.bytes = bytes
    cursor.at = start
    cursor.skipBytes()
    switch (cursor.varUint()) {
      case type.sync:
      case type.hocuspocusSyncReply:
        return readSync()
      case type.awareness:
        return readAwareness()
      case type.auth: {
        const answer = cursor.varUint()
        message.kind = answer === auth.allowed ? 'allowed' : answer === auth.refused ? 'refused' : 'other'
        return message
      }
      case type.hocuspocusSyncStatus:
        message.kind = cursor.varUint() === 1 ? 'acked-one' : 'other'
        return message
      default:
        return other()
    }
  },
}

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'y-websocket': yWebsocket('y-websocket', null),
  'minuta.1': yWebsocket('minuta.1', 'minuta.1'),
  hocuspocus,
}
