/**
 * What waits to go to everybody in a room: frames of updates that are stored. One buffer for all who get the same, so that a room of
 * hundreds costs one copy and one write for each of them; nobody is sent what they sent themselves.
 */
import type { Connection } from '../sockets/connection.ts'
import { joined } from '../sockets/websocket-frame.ts'

const noSenders: ReadonlySet<Connection> = new Set()

export class Outbox {
  #frames: Uint8Array[] = []
  #senders: Connection[] = []
  #byteLength = 0

  get length(): number {
    return this.#frames.length
  }

  get byteLength(): number {
    return this.#byteLength
  }

  add(frame: Uint8Array, sender: Connection): void {
    this.#frames.push(frame)
    this.#senders.push(sender)
    this.#byteLength += frame.length
  }

  /** Queues everything with those of `connections` that are reading, for the caller to flush. Returns who sent some of it. */
  deliver(connections: ReadonlySet<Connection>): ReadonlySet<Connection> {
    if (this.#frames.length === 0) return noSenders
    const [frames, senders] = [this.#frames, this.#senders]
    this.#frames = []
    this.#senders = []
    this.#byteLength = 0
    const all = joined(frames)
    const isSender = new Set(senders)
    for (const connection of connections) {
      if (!connection.isReading) continue
      if (isSender.has(connection)) queueOthers(connection, all, frames, senders)
      else connection.queue(connection.framesToSkip === 0 ? all : joined(frames.slice(connection.framesToSkip)))
      connection.framesToSkip = 0
    }
    return isSender
  }
}

/** Queues the stretches of `all` that come from somebody else. */
function queueOthers(connection: Connection, all: Uint8Array, frames: readonly Uint8Array[], senders: readonly Connection[]): void {
  let [start, end] = [0, 0]
  for (const [index, frame] of frames.entries()) {
    const next = end + frame.length
    if (index < connection.framesToSkip || senders[index] === connection) {
      if (end > start) connection.queue(all.subarray(start, end))
      start = next
    }
    end = next
  }
  if (end > start) connection.queue(all.subarray(start, end))
}
