/** Encodes and decodes the frames that exist only under the subprotocol `minuta.1` (see `messages.ts`). */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { roles, type Role } from '../model/roles.ts'
import { challengeLength, writeAuth, type AuthMessage, type PeerIdentity } from './admission.ts'
import { MalformedError } from './cursor.ts'
import { messageType } from './messages.ts'
import { publicKeyLength } from './signatures.ts'

export const sessionLength = 16

/** Somebody who is connected to a workshop. */
export type ConnectedPeer = PeerIdentity & {
  readonly role: Role
  /** Connections with the same number belong to one device; 0 when it did not say. */
  readonly device: number
  readonly kind: PeerKind
  readonly secondsConnected: number
}
/** What a peer runs: the app, a page in a browser, or any other y-websocket client. */
export const peerKinds = ['app', 'browser', 'other'] as const
export type PeerKind = (typeof peerKinds)[number]

/** What a relay sends. */
export type RelayFrame =
  | { readonly type: 'hello'; readonly lineage: string; readonly seq: number }
  | { readonly type: 'ack'; readonly count: number; readonly seq: number }
  | { readonly type: 'head'; readonly seq: number }
  | { readonly type: 'devices'; readonly count: number }
  | { readonly type: 'challenge'; readonly challenge: Uint8Array; readonly proof: Uint8Array }
  | { readonly type: 'admitted'; readonly role: Role; readonly time: number; readonly session: Uint8Array }
  | { readonly type: 'revoked'; readonly subject: Uint8Array }
  | { readonly type: 'peers'; readonly peers: readonly ConnectedPeer[] }

/** What a peer sends. */
export type PeerFrame =
  | { readonly type: 'stored'; readonly seq: number }
  | { readonly type: 'device'; readonly device: number; readonly kind: PeerKind }
  | { readonly type: 'prove'; readonly auth: AuthMessage }
  | { readonly type: 'revoke'; readonly revocation: Uint8Array }
  | { readonly type: 'queryPeers' }

/** The bytes of one frame, its type included. */
export function encodeMinutaFrame(frame: RelayFrame | PeerFrame): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType[frame.type])
    switch (frame.type) {
      case 'hello':
        encoding.writeVarString(encoder, frame.lineage)
        encoding.writeVarUint(encoder, frame.seq)
        break
      case 'ack':
        encoding.writeVarUint(encoder, frame.count)
        encoding.writeVarUint(encoder, frame.seq)
        break
      case 'head':
      case 'stored':
        encoding.writeVarUint(encoder, frame.seq)
        break
      case 'devices':
        encoding.writeVarUint(encoder, frame.count)
        break
      case 'device':
        encoding.writeVarUint(encoder, frame.device)
        encoding.writeUint8(encoder, peerKinds.indexOf(frame.kind))
        break
      case 'challenge':
        encoding.writeUint8Array(encoder, frame.challenge)
        encoding.writeVarUint8Array(encoder, frame.proof)
        break
      case 'prove':
        writeAuth(encoder, frame.auth)
        break
      case 'admitted':
        encoding.writeUint8(encoder, roles.indexOf(frame.role))
        encoding.writeVarUint(encoder, frame.time)
        encoding.writeUint8Array(encoder, frame.session)
        break
      case 'revoke':
        encoding.writeVarUint8Array(encoder, frame.revocation)
        break
      case 'revoked':
        encoding.writeUint8Array(encoder, frame.subject)
        break
      case 'queryPeers':
        break
      case 'peers':
        encoding.writeVarUint(encoder, frame.peers.length)
        for (const peer of frame.peers) writePeer(encoder, peer)
        break
    }
  })
}

function writePeer(encoder: encoding.Encoder, peer: ConnectedPeer): void {
  for (const text of [peer.name, peer.organisation, peer.person]) encoding.writeVarString(encoder, text)
  encoding.writeUint8(encoder, roles.indexOf(peer.role))
  encoding.writeVarUint(encoder, peer.device)
  encoding.writeUint8(encoder, peerKinds.indexOf(peer.kind))
  encoding.writeVarUint(encoder, peer.secondsConnected)
}

/**
 * Reads what follows the type of a frame of the relay, as y-websocket's `messageHandlers` hand it over; null for a type that is not
 * one of the relay's. Throws when the bytes are not exactly such a frame.
 */
export function readRelayFrame(type: number, decoder: decoding.Decoder): RelayFrame | null {
  const frame = readFrameOfType(type, decoder)
  if (frame !== null && decoding.hasContent(decoder)) throw new MalformedError('bytes after a frame')
  return frame
}

function readFrameOfType(type: number, decoder: decoding.Decoder): RelayFrame | null {
  switch (type) {
    case messageType.hello:
      return { type: 'hello', lineage: decoding.readVarString(decoder), seq: decoding.readVarUint(decoder) }
    case messageType.ack:
      return { type: 'ack', count: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) }
    case messageType.head:
      return { type: 'head', seq: decoding.readVarUint(decoder) }
    case messageType.devices:
      return { type: 'devices', count: decoding.readVarUint(decoder) }
    case messageType.challenge:
      return { type: 'challenge', challenge: readBytes(decoder, challengeLength), proof: decoding.readVarUint8Array(decoder).slice() }
    case messageType.admitted:
      return { type: 'admitted', role: readOneOf(decoder, roles), time: decoding.readVarUint(decoder), session: readBytes(decoder, sessionLength) }
    case messageType.revoked:
      return { type: 'revoked', subject: readBytes(decoder, publicKeyLength) }
    case messageType.peers:
      return { type: 'peers', peers: readPeers(decoder) }
    default:
      return null
  }
}

function readPeers(decoder: decoding.Decoder): readonly ConnectedPeer[] {
  const peers: ConnectedPeer[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    peers.push({
      name: decoding.readVarString(decoder),
      organisation: decoding.readVarString(decoder),
      person: decoding.readVarString(decoder),
      role: readOneOf(decoder, roles),
      device: decoding.readVarUint(decoder),
      kind: readOneOf(decoder, peerKinds),
      secondsConnected: decoding.readVarUint(decoder),
    })
  }
  return peers
}

function readBytes(decoder: decoding.Decoder, length: number): Uint8Array {
  if (decoder.arr.length - decoder.pos < length) throw new MalformedError('a frame ends too early')
  return decoding.readUint8Array(decoder, length).slice()
}

function readOneOf<T>(decoder: decoding.Decoder, values: readonly T[]): T {
  const value = decoding.hasContent(decoder) ? values[decoding.readUint8(decoder)] : undefined
  if (value === undefined) throw new MalformedError('a value is unknown')
  return value
}
