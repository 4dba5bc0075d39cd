/**
 * What a link of ours makes of the frames that the stock y-websocket provider hands it, in the engine and in a browser alike: bytes
 * from the network, so whatever is wrong with one frame ends that connection and nothing else.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { MalformedError } from '../protocol/cursor.ts'
import { messageType, syncType } from '../protocol/messages.ts'
import { readRelayFrame, type RelayFrame } from '../protocol/minuta-frames.ts'
import type { RelayPresence } from './relay-presence.ts'

const relayFrameTypes = (['hello', 'ack', 'head', 'devices', 'challenge', 'admitted', 'revoked', 'peers'] as const).map((name) => messageType[name])

/** As y-websocket calls it: what is written to `encoder` goes back to the relay. */
export type FrameHandler = (encoder: encoding.Encoder, decoder: decoding.Decoder, provider: unknown, emitSynced: boolean, type: number) => void

export type FrameReceiver = {
  readonly doc: Y.Doc
  readonly presence: RelayPresence
  /** Throws MalformedError where a document may not come yet. */
  checkSync?(): void
  /** The update that answers a sync step 1 of the relay; null: it gets no answer. */
  answerStep1(stateVector: Uint8Array): Uint8Array | null
  /** As `Replica.receive`. */
  receiveUpdate(update: Uint8Array): boolean
  /** The relay's answer to our own step 1 was applied. */
  receivedStep2(update: Uint8Array): void
  receiveFrame(frame: RelayFrame): void
  /** The connection is of no use any more. */
  fail(reason: 'malformedFrame' | 'unreachable'): void
}

/** By message type; to be set as the provider's `messageHandlers`. */
export function frameHandlers(receiver: FrameReceiver): FrameHandler[] {
  const guarded = (handle: (decoder: decoding.Decoder, encoder: encoding.Encoder, type: number) => void): FrameHandler => (encoder, decoder, _provider, _emitSynced, type) => {
    try {
      handle(decoder, encoder, type)
    } catch (error) {
      receiver.fail(error instanceof MalformedError ? 'malformedFrame' : 'unreachable')
    }
  }
  const handlers: FrameHandler[] = []
  handlers[messageType.sync] = guarded((decoder, encoder) => readSync(receiver, decoder, encoder))
  handlers[messageType.awareness] = guarded((decoder) => receiver.presence.receive(decoding.readVarUint8Array(decoder)))
  handlers[messageType.queryAwareness] = guarded((_decoder, encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, receiver.presence.encodeOwn())
  })
  handlers[messageType.auth] = guarded(() => undefined)
  for (const type of relayFrameTypes) {
    handlers[type] = guarded((decoder) => {
      const frame = readRelayFrame(type, decoder)
      if (frame !== null) receiver.receiveFrame(frame)
    })
  }
  return handlers
}

function readSync(receiver: FrameReceiver, decoder: decoding.Decoder, encoder: encoding.Encoder): void {
  const type = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  receiver.checkSync?.()
  if (type === syncType.step1) {
    const answer = receiver.answerStep1(payload)
    if (answer !== null) writeSync(encoder, syncType.step2, answer)
    return
  }
  if (type !== syncType.step2 && type !== syncType.update) throw new MalformedError(`sync type ${type} is unknown`)
  if (receiver.receiveUpdate(payload)) {
    if (type === syncType.step2) receiver.receivedStep2(payload)
    return
  }
  // A whole answer with holes would be asked for again for ever.
  if (type === syncType.step2) throw new MalformedError('the relay’s answer refers to content that it does not hold')
  writeSync(encoder, syncType.step1, Y.encodeStateVector(receiver.doc))
}

function writeSync(encoder: encoding.Encoder, type: number, payload: Uint8Array): void {
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, payload)
}
