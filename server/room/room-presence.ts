/**
 * Who is there, passed on in one room: at once while few are there, gathered for a moment when many are. Queues frames with the
 * connections; in a large room `flush` sends them, with whatever else waits.
 */
import { limits } from '../../shared/protocol/messages.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import { encodeAwareness, type AwarenessEntry } from '../../shared/protocol/sync-frames.ts'
import type { Connection } from '../sockets/connection.ts'
import { Presences } from './presences.ts'
import { frameOf, joined } from '../sockets/websocket-frame.ts'

/** How long presence is gathered in a large room. */
const gatheringMs = 40
/** Of one state: its client, clock and length, as varuints. */
const maxNumbersBytes = 8 + 5 + 4
/** Of all states in one frame, without what stands before them. */
const maxStatesBytes = limits.maxAwarenessBytes - 64

export type PresenceParts = {
  readonly connections: ReadonlySet<Connection>
  readonly isLarge: () => boolean
  readonly flush: () => void
}

export class RoomPresence {
  readonly #parts: PresenceParts
  readonly #presences = new Presences<Connection>(({ member }) => member?.person ?? '')
  /** In a large room: what waits to be passed on, and peers that wait for the presence of everybody. */
  #news = new Map<number, AwarenessEntry>()
  #newcomers = new Set<Connection>()
  #timer: NodeJS.Timeout | undefined

  constructor(parts: PresenceParts) {
    this.#parts = parts
  }

  join(connection: Connection): void {
    if (this.#parts.isLarge()) {
      this.#newcomers.add(connection)
      this.#schedule()
    } else if (this.#presences.size > 0) this.sendAll(connection)
  }

  leave(connection: Connection): void {
    this.#newcomers.delete(connection)
    this.#announce(this.#presences.leave(connection), connection)
  }

  /** Throws MalformedError when a peer claims more than a device needs. */
  receive(connection: Connection, entries: readonly AwarenessEntry[]): void {
    const { news, stale, isOverLimit } = this.#presences.receive(connection, connection.member?.stamp(entries) ?? entries)
    if (isOverLimit) throw new MalformedError(`more than ${limits.maxAwarenessStates} awareness states or too many bytes`, true)
    this.#announce(news, connection)
    if (stale.length > 0) connection.send(encodeAwareness(stale))
  }

  sendAll(connection: Connection): void {
    connection.sendFrames(framesOf(this.#presences.all()))
  }

  dispose(): void {
    clearTimeout(this.#timer)
  }

  #announce(entries: readonly AwarenessEntry[], except: Connection): void {
    if (entries.length === 0) return
    if (this.#parts.isLarge()) {
      for (const entry of entries) this.#news.set(entry.client, entry)
      this.#schedule()
      return
    }
    const frames = framesOf(entries)
    for (const connection of this.#parts.connections) if (connection !== except) connection.sendFrames(frames)
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#passOn()
    }, gatheringMs)
  }

  /** The same for everybody, the last state of each client; those whose state it is know it already. */
  #passOn(): void {
    const news = this.#news.size === 0 ? undefined : framesOf([...this.#news.values()])
    const all = this.#newcomers.size === 0 || this.#presences.size === 0 ? undefined : framesOf(this.#presences.all())
    for (const connection of this.#parts.connections) {
      const frames = this.#newcomers.has(connection) ? all : news
      if (frames !== undefined) connection.queue(frames)
    }
    this.#news = new Map()
    this.#newcomers = new Set()
    this.#parts.flush()
  }
}

/** As many frames as it takes: a peer passes over one that is longer than what it may send itself. */
function framesOf(entries: readonly AwarenessEntry[]): Uint8Array {
  const groups: AwarenessEntry[][] = [[]]
  let byteLength = 0
  for (const entry of entries) {
    const added = Buffer.byteLength(entry.state) + maxNumbersBytes
    if (byteLength > 0 && byteLength + added > maxStatesBytes) {
      groups.push([])
      byteLength = 0
    }
    groups.at(-1)?.push(entry)
    byteLength += added
  }
  return joined(groups.map((group) => frameOf(encodeAwareness(group))))
}
