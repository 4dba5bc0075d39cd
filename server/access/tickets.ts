/**
 * Tickets for clients that cannot answer a challenge on their websocket, such as the stock y-websocket provider: they prove over HTTP
 * that they hold an invite, and get a word that opens one connection to one room within a minute.
 *
 * The nonce to be signed is checked by what it holds, so that asking for nonces costs the relay no memory.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RoomName } from '../../shared/model/ids.ts'
import { challengeLength } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import type { Admission } from './admission.ts'

const ticketLifeMs = 60_000
const ticketLength = 16
/** Time of its end and randomness, signed by this process. */
const nonceBodyLength = 16
const maxTickets = 16_384
const maxTicketsPerInvite = 4_096

type Ticket = { readonly room: RoomName; readonly admission: Admission; readonly endsAt: number }

export class Tickets {
  readonly #secret = randomBytes(32)
  readonly #now: () => number
  /** Nonces that were answered, until they have surely ended. */
  readonly #spent = new Map<string, number>()
  readonly #tickets = new Map<string, Ticket>()

  /** `now`: ms since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** A challenge for whoever wants into `room`; good once, for a minute. */
  nonce(room: RoomName): Uint8Array {
    const body = randomBytes(nonceBodyLength)
    body.writeUIntBE(this.#now() + ticketLifeMs, 0, 6)
    return new Uint8Array(Buffer.concat([body, this.#seal(body, room)]))
  }

  /** Whether `nonce` was made here for `room`, has time left, and has not been spent. */
  isFresh(nonce: Uint8Array, room: RoomName): boolean {
    if (nonce.length !== challengeLength) return false
    const body = Buffer.from(nonce.subarray(0, nonceBodyLength))
    return timingSafeEqual(this.#seal(body, room), nonce.subarray(nonceBodyLength))
      && this.#now() < body.readUIntBE(0, 6) && !this.#spent.has(toBase64Url(nonce))
  }

  /** To be called once a fresh nonce was answered by somebody who holds an invite: strangers cannot make the relay remember anything. */
  spend(nonce: Uint8Array): void {
    this.#spent.set(toBase64Url(nonce), this.#now() + ticketLifeMs)
  }

  /** A ticket for `room` (base64url); null when there are too many that nobody has used yet. */
  issue(room: RoomName, admission: Admission): string | null {
    this.expire()
    const ofInvite = [...this.#tickets.values()].filter((ticket) => ticket.admission.holder === admission.holder)
    if (this.#tickets.size >= maxTickets || this.#spent.size >= maxTickets || ofInvite.length >= maxTicketsPerInvite) return null
    const ticket = toBase64Url(new Uint8Array(randomBytes(ticketLength)))
    this.#tickets.set(ticket, { room, admission, endsAt: this.#now() + ticketLifeMs })
    return ticket
  }

  /** What the ticket was given for; null when it is none, not for this room, used or too old. It is used now. */
  redeem(ticket: string, room: RoomName): Admission | null {
    const known = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    return known !== undefined && known.room === room && this.#now() < known.endsAt ? known.admission : null
  }

  /** To be called now and then: forgets what has ended. */
  expire(): void {
    const now = this.#now()
    for (const [nonce, endsAt] of this.#spent) if (now >= endsAt) this.#spent.delete(nonce)
    for (const [ticket, { endsAt }] of this.#tickets) if (now >= endsAt) this.#tickets.delete(ticket)
  }

  #seal(body: Uint8Array, room: RoomName): Buffer {
    return createHmac('sha256', this.#secret).update(body).update(room).digest().subarray(0, challengeLength - nonceBodyLength)
  }
}
