/** After a connection has ended: at which place the next one is tried, and how long it waits. */
import { backOffMs } from '../../../shared/link/back-off.ts'
import { inviteRefusals } from '../../../shared/link/invite-refusals.ts'
import { deadLinkMs } from '../../../shared/protocol/messages.ts'
import type { RelayConnection } from './relay-connection.ts'
import type { RelayPlaces } from './relay-places.ts'

/** After a refusal that reconnecting cannot heal by itself; the relay's operator may. */
const refusedRetryMs = 30_000
/** An invite that was refused will be again, unless a clock was wrong. */
const refusedInviteRetryMs = 300_000

export class RelayRetries {
  readonly #places: RelayPlaces
  /** Connections in a row that did nothing useful: the provider's own count starts anew with every handshake. */
  #failures = 0
  #refusedMs: number | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(places: RelayPlaces) {
    this.#places = places
  }

  get failures(): number {
    return this.#failures
  }

  /** True after a refusal: nobody comes back before its time is over. */
  get isKeptAway(): boolean {
    return this.#refusedMs !== null
  }

  /** A connection was of use, or what failed before says nothing any more. */
  noteUse(): void {
    this.#failures = 0
  }

  /** Calls `connect` when the time of a refusal is over. */
  keepAway(connect: () => void): void {
    this.#timer = setTimeout(connect, this.#refusedMs ?? refusedRetryMs)
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /**
   * Judges the end of `connection`, moves on to the next place, and counts. `code`: of the other end; undefined where there was none.
   * `maxBackoffMs`: the longest that the next attempt may wait. `attempts`: how many failed before it; null while there are places that were not tried.
   */
  afterEnd(connection: RelayConnection, reason: string, code: number | undefined): { readonly maxBackoffMs: number; readonly attempts: number | null } {
    if (connection.openedAt !== null && Date.now() - connection.openedAt > deadLinkMs) this.#failures = 0
    // A room that has just been opened may not know the workshop yet; and somebody who was too slow may be faster the next time.
    const isPassing = reason === 'noSuchRoom' || reason === 'notAdmitted'
    const isRefused = !isPassing && (reason === 'inviteMissing' || (code !== undefined && code >= 4400 && code < 4500))
    this.#refusedMs = isRefused ? (inviteRefusals.has(reason) ? refusedInviteRetryMs : refusedRetryMs) : null
    if (!this.#isRoundOver(connection, isRefused)) return { maxBackoffMs: 0, attempts: null }
    const attempts = this.#failures
    this.#failures += 1
    return { maxBackoffMs: backOffMs(attempts, Math.random()), attempts }
  }

  /** Only what says nothing of the workshop sends to the next place; anything else begins with the first one. */
  #isRoundOver(connection: RelayConnection, isRefused: boolean): boolean {
    if (!connection.isListening && !isRefused) return this.#places.moveOn()
    this.#places.restart()
    return true
  }
}
