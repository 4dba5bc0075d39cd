/** Somebody who was let in: one connection to one room. What they may do, how often, and what others are shown of them. */
import { randomBytes } from 'node:crypto'
import { limits } from '../../shared/protocol/messages.ts'
import { sessionLength, type ConnectedPeer, type PeerKind } from '../../shared/protocol/minuta-frames.ts'
import type { AwarenessEntry } from '../../shared/protocol/sync-frames.ts'
import { shownText } from '../../shared/util/shown-text.ts'
import type { Connection } from '../sockets/connection.ts'
import { mayWriteIn, type Admission, type Place } from './admission.ts'
import { RateLimit } from './rate-limit.ts'

export class Member {
  readonly connection: Connection
  readonly admission: Admission
  readonly place: Place
  /** For HTTP requests, while the connection lives; empty where the relay asks nobody. */
  readonly session: Uint8Array
  readonly mayWrite: boolean
  /** The same for the same person with the same invite, as after a break that the relay has not noticed yet; '' for everybody where it asks nobody. */
  readonly person: string
  /** What it runs, and the number of its device; 'other' and 0 until it says. */
  kind: PeerKind = 'other'
  device = 0
  readonly #joinedAt = performance.now()
  readonly #frames = new RateLimit(limits.maxFramesPerSecond, limits.maxFrameBurst)
  readonly #presences = new RateLimit(limits.maxPresencesPerSecond, limits.maxPresenceBurst)
  readonly #questions = new RateLimit(limits.maxQuestionsPerSecond, limits.maxQuestionBurst)

  constructor(connection: Connection, admission: Admission, place: Place) {
    this.connection = connection
    this.admission = admission
    this.place = place
    this.mayWrite = mayWriteIn(admission, place)
    const { holder, identity } = admission
    this.session = holder === '' ? new Uint8Array() : new Uint8Array(randomBytes(sessionLength))
    this.person = identity === null ? '' : JSON.stringify([holder, identity.name, identity.organisation, identity.person])
  }

  /** False when it sends far more than anybody types. Where the relay asks nobody there is no such limit. */
  takeFrame(): boolean {
    return this.admission.identity === null || this.#frames.take()
  }

  /** False when this news of its presence, or this question about that of others, is one too many for now. */
  takePresence(): boolean {
    return this.admission.identity === null || this.#presences.take()
  }

  /** False when this question about what the room holds, or who is in it, is one too many for now: an answer is longer by far. */
  takeQuestion(): boolean {
    return this.admission.identity === null || this.#questions.take()
  }

  /**
   * The states as others are to see them: who somebody is comes from what they proved when they came, whatever the state says. A facilitator
   * may pass on who is on another relay (`through`), under the facilitator's name.
   */
  stamp(entries: readonly AwarenessEntry[]): readonly AwarenessEntry[] {
    const { identity, role } = this.admission
    if (identity === null) return entries
    return entries.map((entry) => {
      const state: unknown = JSON.parse(entry.state)
      if (state === null) return entry
      const fields = isRecord(state) ? state : {}
      const user = isRecord(fields['user']) ? fields['user'] : {}
      const isPassedOn = role === 'facilitator' && identity.name !== '' && typeof user['through'] === 'string'
      const stamped = isPassedOn ? { ...asShown(user), through: identity.name } : { ...user, ...identity, role, through: undefined }
      return { ...entry, state: JSON.stringify({ ...fields, user: stamped }) }
    })
  }

  /** For the list of who is connected. */
  describe(): ConnectedPeer {
    const { identity, role } = this.admission
    return {
      ...(identity ?? { name: '', organisation: '', person: '' }),
      role,
      device: this.device,
      kind: this.kind,
      secondsConnected: Math.floor((performance.now() - this.#joinedAt) / 1_000),
    }
  }
}

/** Somebody whom only their host knows: what is said of them is cleaned as if they had come themselves. */
function asShown(user: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(user).map(([field, value]) => [field, typeof value === 'string' ? shownText(value) : value]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
