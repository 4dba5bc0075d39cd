/** What is known of one connection to a relay, and what may be sent on it. */
import type { RelayCoverage } from '../../../shared/link/relay-coverage.ts'
import type { Role } from '../../../shared/model/roles.ts'
import { messageType } from '../../../shared/protocol/messages.ts'
import { isWriteFrame } from '../../../shared/protocol/sync-frames.ts'
import type { RelayPlace } from './relay-places.ts'
import type { SocketRules } from './relay-socket.ts'

export class RelayConnection implements SocketRules {
  readonly place: RelayPlace
  readonly handshakeTimeoutMs: number
  /** ms since the epoch; null until the socket is open. */
  openedAt: number | null = null
  /** True once the relay has said that it listens: nothing but the answer to its challenge goes out before. */
  isListening = false
  isChallenged = false
  /** What the relay let this computer in as; null where it asks nobody. */
  admittedAs: Role | null = null
  /** By how much the relay's clock is ahead of this computer's, ms. */
  clockAheadMs = 0
  /** For HTTP requests; null where the relay asks nobody. */
  session: Uint8Array | null = null
  /** Whether write frames may go out: decided before `isListening`. */
  mayWrite = true
  /** For a relay that takes nothing from us: what finds out whether it has everything that is here; null where that is not asked, or told. */
  coverage: RelayCoverage | null = null
  /** Whether it has. */
  isCovered = false
  /** Whether it has answered the first question about that. */
  isAnswered = false
  writeFrames = 0
  hasSentStep2 = false
  acked = 0
  /** The relay's seq behind the last acknowledgement. */
  ackedSeq = 0
  storedSeq = 0
  #hasWithheld = false

  constructor(place: RelayPlace, handshakeTimeoutMs: number) {
    this.place = place
    this.handshakeTimeoutMs = handshakeTimeoutMs
  }

  get pin(): string | null {
    return this.place.pin
  }

  /** True when everything that was here has been handed over and committed; where nothing may be handed over, when nothing need be. */
  get hasEverything(): boolean {
    return this.mayWrite ? this.hasSentStep2 && this.acked === this.writeFrames : this.isCovered && !this.#hasWithheld
  }

  takes(frame: Uint8Array): boolean {
    // What is held back is in the handshake that follows.
    if (!this.isListening) return frame[0] === messageType.prove
    if (!isWriteFrame(frame)) return true
    if (!this.mayWrite) {
      this.#hasWithheld = true
      return false
    }
    // Counted even when the socket is closing and takes nothing any more: what was not sent must never look acknowledged. The next
    // handshake sends it again.
    this.writeFrames += 1
    return true
  }
}
