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
/** Tickets given within a minute: with one invite, in one workshop, and in all. Anybody may bring a workshop, but not without end. */
const [maxPerInvite, maxPerWorkshop, maxTickets] = [4_096, 16_384, 65_536]

type Ticket = { readonly room: RoomName; readonly admission: Admission; readonly endsAt: number }
type Spent = { readonly admission: Admission; readonly endsAt: number }

export class Tickets {
  readonly #secret = randomBytes(32)
  readonly #now: () => number
  /** Nonces that a ticket was given for, oldest first, until they have surely ended; and how many of them by invite and by workshop. */
  readonly #spent = new Map<string, Spent>()
  readonly #spentBy = new Map<string, number>()
  readonly #tickets = new Map<string, Ticket>()

  /** `now`: ms, by a clock that only goes on: that of the computer may be set while people come. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** A challenge for whoever wants into `room`; good once, for a minute. */
  nonce(room: RoomName): Uint8Array {
    const body = randomBytes(nonceBodyLength)
    body.writeUIntBE(Math.ceil(this.#now()) + ticketLifeMs, 0, 6)
    return new Uint8Array(Buffer.concat([body, this.#seal(body, room)]))
  }

  /** Whether `nonce` was made here for `room`, has time left, and has not been spent. */
  isFresh(nonce: Uint8Array, room: RoomName): boolean {
    if (nonce.length !== challengeLength) return false
    const body = Buffer.from(nonce.subarray(0, nonceBodyLength))
    return timingSafeEqual(this.#seal(body, room), nonce.subarray(nonceBodyLength))
      && this.#now() < body.readUIntBE(0, 6) && !this.#spent.has(toBase64Url(nonce))
  }

  /**
   * A ticket for `room` (base64url) to whoever answered a fresh nonce and holds an invite, and the nonce is spent: strangers cannot make
   * the relay remember anything. Null when there were too many within a minute; the nonce is then as it was.
   */
  issue(nonce: Uint8Array, room: RoomName, admission: Admission): string | null {
    this.expire()
    const { holder, workshop } = admission
    if (this.#spent.size >= maxTickets || this.#countOf(workshop) >= maxPerWorkshop || this.#countOf(`${workshop} ${holder}`) >= maxPerInvite) return null
    const endsAt = this.#now() + ticketLifeMs
    this.#spent.set(toBase64Url(nonce), { admission, endsAt })
    this.#count(admission, 1)
    const ticket = toBase64Url(new Uint8Array(randomBytes(ticketLength)))
    this.#tickets.set(ticket, { room, admission, endsAt })
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
    // All of them last as long, so the first that has not ended is followed by none that has.
    for (const [nonce, { admission, endsAt }] of this.#spent) {
      if (now < endsAt) break
      this.#spent.delete(nonce)
      this.#count(admission, -1)
    }
    for (const [ticket, { endsAt }] of this.#tickets) {
      if (now < endsAt) break
      this.#tickets.delete(ticket)
    }
  }

  #countOf(whom: string): number {
    return this.#spentBy.get(whom) ?? 0
  }

  #count({ holder, workshop }: Admission, by: number): void {
    for (const whom of [workshop, `${workshop} ${holder}`]) {
      const count = this.#countOf(whom) + by
      if (count > 0) this.#spentBy.set(whom, count)
      else this.#spentBy.delete(whom)
    }
  }

  #seal(body: Uint8Array, room: RoomName): Buffer {
    return createHmac('sha256', this.#secret).update(body).update(room).digest().subarray(0, challengeLength - nonceBodyLength)
  }
}
