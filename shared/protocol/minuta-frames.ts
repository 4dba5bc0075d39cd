/** Encodes and decodes the frames that exist only under the subprotocol `minuta.1` (see `messages.ts`). */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageType } from './messages.ts'

export type MinutaFrame =
  | { readonly type: 'hello'; readonly lineage: string; readonly seq: number }
  | { readonly type: 'ack'; readonly count: number; readonly seq: number }
  | { readonly type: 'head'; readonly seq: number }
  | { readonly type: 'stored'; readonly seq: number }
  | { readonly type: 'devices'; readonly count: number }
  | { readonly type: 'device'; readonly device: number }

/** The bytes of one frame, its type included. */
export function encodeMinutaFrame(frame: MinutaFrame): Uint8Array {
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
        break
    }
  })
}

/** The frame in `bytes`; null when they are not exactly one frame of this subprotocol. */
export function decodeMinutaFrame(bytes: Uint8Array): MinutaFrame | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readMinutaFrame(decoding.readVarUint(decoder), decoder)
    return decoding.hasContent(decoder) ? null : frame
  } catch {
    return null
  }
}

/**
 * Reads what follows the type of a frame, as y-websocket's `messageHandlers` hand it over; null for a type that is not ours.
 * Throws when the bytes end too early.
 */
export function readMinutaFrame(type: number, decoder: decoding.Decoder): MinutaFrame | null {
  switch (type) {
    case messageType.hello:
      return { type: 'hello', lineage: decoding.readVarString(decoder), seq: decoding.readVarUint(decoder) }
    case messageType.ack:
      return { type: 'ack', count: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) }
    case messageType.head:
      return { type: 'head', seq: decoding.readVarUint(decoder) }
    case messageType.stored:
      return { type: 'stored', seq: decoding.readVarUint(decoder) }
    case messageType.devices:
      return { type: 'devices', count: decoding.readVarUint(decoder) }
    case messageType.device:
      return { type: 'device', device: decoding.readVarUint(decoder) }
    default:
      return null
  }
}
