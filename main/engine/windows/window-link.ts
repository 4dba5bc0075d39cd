/** One window that shows one workshop: takes its frames, sends it those of others, and tells it what is committed. */
import * as decoding from 'lib0/decoding'
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { EngineToWindow } from '../../../shared/ipc/engine-port.ts'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import { syncType } from '../../../shared/protocol/messages.ts'
import { encodeSync, readPeerFrame } from '../../../shared/protocol/sync-frames.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { encodeAwarenessFrame, queryAwarenessFrame } from '../../../shared/protocol/awareness-frames.ts'
import type { WorkshopSession } from '../workshop-session.ts'

export class WindowLink {
  readonly #session: WorkshopSession
  readonly #post: (message: EngineToWindow) => void
  /** Awareness states that came from this window. */
  readonly #clients = new Set<number>()
  /** Write frames of this window so far, and how many of them may be acknowledged: all of them, unless one left a gap. */
  #received = 0
  #acknowledgeable = 0
  #isAckDue = false
  #isClosed = false
  #sentStatus = ''

  constructor(session: WorkshopSession, post: (message: EngineToWindow) => void) {
    this.#session = session
    this.#post = post
    session.addLink(this)
    this.#askForEverything()
    const { awareness } = session
    const clients = [...awareness.getStates().keys()]
    if (clients.length > 0) this.sendFrame(encodeAwarenessFrame(encodeAwarenessUpdate(awareness, clients)))
    this.sendStatus()
  }

  /** Whether the presence of `client` comes from this window. */
  speaksFor(client: number): boolean {
    return this.#clients.has(client)
  }

  /**
   * Whether what `client` wrote, and this window hands over, was written in it. The answer of a window that outlived its engine may hold what others wrote
   * and that engine did not store any more. A window that does not say who it is writes everything that comes from it.
   */
  writesAs(client: number): boolean {
    return this.#clients.size === 0 || this.#clients.has(client)
  }

  /** Takes a frame of the window. Throws MalformedError. */
  receive(bytes: Uint8Array): void {
    const frame = readPeerFrame(bytes)
    switch (frame.type) {
      case 'step1':
        this.sendFrame(encodeSync(syncType.step2, Y.encodeStateAsUpdate(this.#session.doc, frame.stateVector)))
        return
      case 'step2':
      case 'update':
        this.#receiveUpdate(frame.type, frame.update)
        return
      case 'awareness': {
        for (const { client, state } of frame.entries) if (state !== 'null') this.#clients.add(client)
        const decoder = decoding.createDecoder(bytes)
        decoding.readVarUint(decoder)
        applyAwarenessUpdate(this.#session.awareness, decoding.readVarUint8Array(decoder), this)
        return
      }
      case 'queryAwareness':
        this.sendFrame(encodeAwarenessFrame(encodeAwarenessUpdate(this.#session.awareness, [...this.#session.awareness.getStates().keys()])))
        return
      case 'stored':
      case 'device':
      case 'prove':
      case 'revoke':
      case 'queryPeers':
        return
      default:
        assertNever(frame, 'frame of a window')
    }
  }

  sendFrame(bytes: Uint8Array): void {
    this.#post({ type: 'frame', room: this.#session.room, bytes })
  }

  /** Tells the window how things stand, if it does not know yet: every keystroke asks for this. */
  sendStatus(): void {
    const { status } = this.#session
    const text = JSON.stringify(status)
    if (text === this.#sentStatus) return
    this.#sentStatus = text
    this.#post({ type: 'status', room: this.#session.room, status })
  }

  /** Asks the window to say again who it is, with a newer clock: the relay, or those behind it, may have seen it leave. */
  queryAwareness(): void {
    this.sendFrame(queryAwarenessFrame)
  }

  close(): void {
    this.#isClosed = true
    this.#session.removeLink(this)
    removeAwarenessStates(this.#session.awareness, [...this.#clients], this)
  }

  #receiveUpdate(type: 'step2' | 'update', update: Uint8Array): void {
    const hasGap = this.#received > this.#acknowledgeable
    this.#received += 1
    if (!this.#session.receive(update, this)) {
      if (type === 'step2') throw new MalformedError('the window’s answer refers to content that it does not hold')
      this.#askForEverything()
      return
    }
    // After a gap only a whole answer proves that nothing is missing any more.
    if (hasGap && type === 'update') return
    this.#acknowledgeable = this.#received
    if (this.#isAckDue) return
    this.#isAckDue = true
    this.#session.afterCommit(() => {
      this.#isAckDue = false
      // The window may have opened the workshop anew since, and counts from one again.
      if (this.#isClosed) return
      this.#post({ type: 'ack', room: this.#session.room, count: this.#acknowledgeable })
    })
  }

  #askForEverything(): void {
    this.sendFrame(encodeSync(syncType.step1, Y.encodeStateVector(this.#session.doc)))
  }
}
