/**
 * Everything that crosses a websocket or a port between peers, in one place. Types 0–3 are those of y-websocket, byte for byte,
 * so a stock client can join; the others exist only between peers that negotiated the subprotocol `minuta.1`.
 * The document is docs/PROTOCOL.md. Numbers are lib0 varuints.
 */
export const subprotocol = 'minuta.1'

export const messageType = {
  /** y-protocols sync: varuint subtype, then its payload. */
  sync: 0,
  /** y-protocols awareness update. */
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** relay → peer: `lineage` (string), `seq` of the room at the time of joining; first frame on the connection. */
  hello: 100,
  /** relay → peer: `count`, `seq`: the first `count` write frames of this connection are committed, the last one at `seq`. */
  ack: 101,
  /** relay → peer: `seq`: every update of the room up to `seq` was sent before this frame. */
  head: 102,
  /** peer → relay: `seq`: everything up to `seq` is committed on this peer's own disk. */
  stored: 103,
  /** relay → peer: `count`: other devices that have stored everything that was acked to this connection. */
  devices: 104,
} as const

/** Subtypes of `messageType.sync`. Steps 2 and updates are "write frames": the relay stores and acks them. */
export const syncType = { step1: 0, step2: 1, update: 2 } as const

/** Close codes of the relay (4000–4999 are free for applications), each with one meaning and a sentence in the app. */
export const closeCode = {
  /** The frame could not be decoded, or its update is malformed. */
  malformedFrame: 4400,
  /** A limit was exceeded: frame size, awareness size, structs. */
  limitExceeded: 4413,
  /** The room name in the URL is not a workshop id. */
  noSuchRoom: 4404,
  /** The room's log cannot be read; other rooms go on. */
  roomDamaged: 4500,
  /** The relay could not store the update (disk full, read-only). Nothing was acknowledged. */
  notStored: 4507,
  /** The relay is stopping; reconnect later. */
  goingAway: 1001,
} as const

export type CloseReason = keyof typeof closeCode

/** The reason behind a close code; undefined for codes that are not ours. */
export function closeReason(code: number): CloseReason | undefined {
  return (Object.keys(closeCode) as CloseReason[]).find((name) => closeCode[name] === code)
}

/** What a peer may send. Bytes beyond these are a closed connection, never a larger buffer. */
export const limits = {
  maxFrameBytes: 16 * 1024 * 1024,
  maxAwarenessBytes: 64 * 1024,
  maxBlobBytes: 25 * 1024 * 1024,
} as const
