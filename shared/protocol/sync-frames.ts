/** Reads and writes the frames of y-websocket (types 0–3), with every limit checked before anything is kept. */
import * as encoding from 'lib0/encoding'
import { readAuth, type AuthMessage } from './admission.ts'
import { encodeAwarenessFrame } from './awareness-frames.ts'
import { Cursor, MalformedError } from './cursor.ts'
import { limits, messageType, syncType } from './messages.ts'
import { peerKinds, type PeerKind } from './minuta-frames.ts'
import { checkJsonDepth } from './update-content.ts'
import type { Clocks } from './update-walk.ts'

export type AwarenessEntry = {
  readonly client: number
  readonly clock: number
  /** The state as JSON text; 'null' when the client is gone. */
  readonly state: string
}

export type SyncFrame =
  | { readonly type: 'step1'; readonly clocks: Clocks; readonly stateVector: Uint8Array }
  | { readonly type: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly entries: readonly AwarenessEntry[] }
  | { readonly type: 'queryAwareness' }
  | { readonly type: 'stored'; readonly seq: number }
  | { readonly type: 'device'; readonly device: number; readonly kind: PeerKind }
  | { readonly type: 'prove'; readonly auth: AuthMessage }
  | { readonly type: 'revoke'; readonly revocation: Uint8Array }
  | { readonly type: 'queryPeers' }

/** The frame that a peer sent. Throws MalformedError for anything that a peer may not send. */
export function readPeerFrame(bytes: Uint8Array): SyncFrame {
  const cursor = new Cursor(bytes)
  const type = cursor.varUint('message type')
  const frame = readFrameOfType(type, cursor)
  cursor.end('the frame')
  return frame
}

function readFrameOfType(type: number, cursor: Cursor): SyncFrame {
  switch (type) {
    case messageType.sync:
      return readSync(cursor)
    case messageType.awareness:
      return { type: 'awareness', entries: readAwareness(cursor.bytes('awareness')) }
    case messageType.queryAwareness:
      return { type: 'queryAwareness' }
    case messageType.stored:
      return { type: 'stored', seq: cursor.varUint('seq') }
    case messageType.device:
      return readDevice(cursor)
    case messageType.prove:
      return { type: 'prove', auth: readAuth(cursor) }
    case messageType.revoke:
      return { type: 'revoke', revocation: cursor.bytes('revocation').slice() }
    case messageType.queryPeers:
      return { type: 'queryPeers' }
    default:
      throw new MalformedError(`message type ${type} is unknown`)
  }
}

function readDevice(cursor: Cursor): SyncFrame {
  const device = cursor.varUint('device')
  const kind = peerKinds[cursor.uint8()]
  if (kind === undefined) throw new MalformedError('a kind of peer is unknown')
  return { type: 'device', device, kind }
}

function readSync(cursor: Cursor): SyncFrame {
  const type = cursor.varUint('sync type')
  const payload = cursor.bytes('payload')
  switch (type) {
    case syncType.step1:
      return { type: 'step1', clocks: readStateVector(payload), stateVector: payload }
    case syncType.step2:
      return { type: 'step2', update: payload }
    case syncType.update:
      return { type: 'update', update: payload }
    default:
      throw new MalformedError(`sync type ${type} is unknown`)
  }
}

function readStateVector(bytes: Uint8Array): Clocks {
  const cursor = new Cursor(bytes)
  const count = cursor.count('state vector', 2, limits.maxStateVectorEntries)
  const clocks = new Map<number, number>()
  for (let index = 0; index < count; index += 1) {
    const client = cursor.varUint('client')
    clocks.set(client, cursor.varUint('clock'))
  }
  cursor.end('the state vector')
  return clocks
}

function readAwareness(bytes: Uint8Array): readonly AwarenessEntry[] {
  if (bytes.length > limits.maxAwarenessBytes) throw new MalformedError(`awareness is ${bytes.length} bytes`, true)
  const cursor = new Cursor(bytes)
  const count = cursor.count('awareness states', 3)
  const entries: AwarenessEntry[] = []
  for (let index = 0; index < count; index += 1) {
    const client = cursor.varUint('client')
    const clock = cursor.varUint('clock')
    const state = cursor.text('awareness state')
    checkJsonDepth(state)
    try {
      JSON.parse(state)
    } catch {
      throw new MalformedError('an awareness state is not JSON')
    }
    entries.push({ client, clock, state })
  }
  cursor.end('the awareness update')
  return entries
}

export function encodeStep1(clocks: Clocks): Uint8Array {
  const vector = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clocks.size)
    // Higher clients first, as Yjs writes them.
    for (const [client, clock] of [...clocks].sort(([a], [b]) => b - a)) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
  })
  return encodeSync(syncType.step1, vector)
}

type SyncType = (typeof syncType)[keyof typeof syncType]

/** Sync step 1 (payload: state vector), step 2 or update (payload: V1 update). */
export function encodeSync(type: SyncType, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, encodeSyncHead(type, payload.length))
    encoding.writeUint8Array(encoder, payload)
  })
}

/** What stands before the payload, for whoever puts both together without another copy of a whole document. */
export function encodeSyncHead(type: SyncType, byteLength: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [messageType.sync, type, byteLength]) encoding.writeVarUint(encoder, number)
  })
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  return encodeAwarenessFrame(encodeAwarenessEntries(entries))
}

/** An awareness update, as y-protocols applies it. */
export function encodeAwarenessEntries(entries: readonly AwarenessEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })
}

/** Whether a frame carries document content: what the other side stores, counts and acknowledges. */
export function isWriteFrame(bytes: Uint8Array): boolean {
  return bytes[0] === messageType.sync && (bytes[1] === syncType.step2 || bytes[1] === syncType.update)
}
