/**
 * Everything that crosses a websocket or a port between peers, in one place. Types 0–3 are those of y-websocket, byte for byte,
 * so a stock client can join; the others exist only between peers that negotiated the subprotocol `minuta.1`.
 * The document is docs/PROTOCOL.md. Numbers are lib0 varuints.
 */
export const subprotocol = 'minuta.1'
/** Offered by a stock client together with a one-time ticket: `[ticketSubprotocol, ticket]`; the relay answers with this one. */
export const ticketSubprotocol = 'minuta.ticket'

export const messageType = {
  /** y-protocols sync: varuint subtype, then its payload. */
  sync: 0,
  /** y-protocols awareness update. */
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** relay → peer: `lineage` (string), `seq` of the room at the time of joining (0: it holds nothing); first frame on the connection. */
  hello: 100,
  /** relay → peer: `count`, `seq`: the first `count` write frames of this connection are committed, the last one at `seq`. */
  ack: 101,
  /** relay → peer: `seq`: every update of the room up to `seq` came from this peer or was sent before this frame. Repeated as a heartbeat. */
  head: 102,
  /** peer → relay: `seq`: everything up to `seq` is committed on this peer's own disk. */
  stored: 103,
  /** relay → peer: `count`: other connected devices that have stored everything that was acked to this connection. */
  devices: 104,
  /** peer → relay: `device`: random number; connections that say the same one belong to one device and never count for each other. */
  device: 105,
  /** relay → peer: 32 random bytes, `proof` (bytes, may be empty; see `isRelayVouchedFor`): first frame where the relay asks who comes. */
  challenge: 106,
  /** peer → relay: the answer, as `writeAuth`; until it is accepted nothing else is read. */
  prove: 107,
  /** relay → peer: `role` (uint8, index in `roles`), `time` of the relay (ms since the epoch), `session` (16 bytes, for HTTP requests). Then comes hello. */
  admitted: 108,
  /** peer → relay: a revocation, as `encodeRevocation` (bytes); from facilitators only. */
  revoke: 109,
  /** relay → peer: `subject` (32 bytes): that revocation is on the relay's disk and has cut off whoever it names. */
  revoked: 110,
  /** peer → relay: asks who is connected to the workshop. */
  queryPeers: 111,
  /** relay → peer: the answer: count, then for each: name, organisation, person, role, device, kind, seconds connected. */
  peers: 112,
} as const

/** Subtypes of `messageType.sync`. Steps 2 and updates are "write frames": the relay stores and acks them. */
export const syncType = { step1: 0, step2: 1, update: 2 } as const

/** Close codes of the relay (4000–4999 are free for applications), each with one meaning and a sentence in the app. */
export const closeCode = {
  /** The frame could not be decoded, or its update is malformed. */
  malformedFrame: 4400,
  /** A limit was exceeded: awareness size, structs, state vector. */
  limitExceeded: 4413,
  /** A frame was longer than `limits.maxFrameBytes`; the websocket layer itself closes, before reading it. */
  frameTooLarge: 1009,
  /** A whole answer to the relay's state vector still refers to content that neither side has: the peer's copy has holes. */
  incompleteCopy: 4409,
  /** The peer reads too slowly for what it is sent; reconnect and sync again. */
  tooSlow: 1013,
  /** The peer's invite is not one for this workshop, or it could not prove that it holds it. */
  inviteWrong: 4401,
  /** The peer's role may not do what it tried: a reader wrote, somebody who is no facilitator took an invite back. */
  roleForbids: 4403,
  /** The room name in the URL is not the name of a room. */
  noSuchRoom: 4404,
  /** The peer did not say in time who it is, or said more than that. */
  notAdmitted: 4408,
  /** The time of the invite is over or, by the relay's clock, has not begun. */
  inviteExpired: 4410,
  /** The invite was taken back. */
  inviteRevoked: 4411,
  /** Too many frames or connections at a time. */
  tooMany: 4429,
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
  /** Awareness states that one connection may own: one per window of its device, or per person whom the host of a room passes on. */
  maxAwarenessStates: 256,
  maxBlobBytes: 25 * 1024 * 1024,
  /** 128 kbit/s. A line over which blobs go any slower is taken for one over which nothing goes. */
  slowestLineBytesPerMs: 16,
  /** Entries of a state vector, one per editing session that ever wrote into the room. */
  maxStateVectorEntries: 65_536,
  /** Editing sessions that a room takes. Who comes must be able to name them all, and those that they worked in while they were away. */
  maxClientsOfRoom: 65_536 - 4_096,
  maxStructsPerUpdate: 500_000,
  /** Length of one deleted, skipped or collected run. */
  maxRunLength: 2 ** 26,
  maxClock: 2 ** 31 - 1,
  /** Nesting of a value inside an update. */
  maxValueDepth: 64,
  /** Shared types in each other: lists in lists of a board come to a few dozen, and Yjs gets through some thousands. */
  maxTypeDepth: 500,
  /** All that a peer may send before it is admitted, and how long it may take. */
  maxBytesBeforeAdmission: 8 * 1024,
  maxAdmissionMs: 5_000,
  /** Sockets that have not been admitted yet, of one network address and of all. A venue is often behind one address. */
  maxUnadmittedPerAddress: 2_048,
  maxUnadmitted: 4_096,
  /** Open connections with the same invite: everybody in a room may have come by the same QR code, into both rooms of the workshop. */
  maxConnectionsPerInvite: 4_096,
  /** Frames of one connection: far beyond typing, and beyond what a laptop sends that was away for a day. */
  maxFramesPerSecond: 1_000,
  maxFrameBurst: 20_000,
  /** Awareness updates of one connection; those beyond are not passed on. A hundred windows of one device may announce themselves at once. */
  maxPresencesPerSecond: 20,
  maxPresenceBurst: 100,
  /** Questions of one connection about what the room holds (step 1) and who is in it: once, and again after a hole or by a timer. */
  maxQuestionsPerSecond: 20,
  maxQuestionBurst: 100,
  /** How far the clock of a state may go in one step while its connection lives. */
  maxAwarenessClockStep: 1_000,
  /** The clock that a client may begin with, or come back with: what is left behind in somebody's name must leave them room to go on. */
  maxFirstAwarenessClock: 2 ** 30,
} as const

/** The relay pings and sends a heartbeat this often; either side takes a link for dead after `deadLinkMs` of silence. */
export const heartbeatIntervalMs = 2_400
export const deadLinkMs = 10_000
