/**
 * Stands before the room of one connection. Until a peer has proved who it is, nothing but that proof is read, in bounded bytes and
 * time, and no room is touched. Afterwards it keeps frames from the room that the peer's role forbids, before they are parsed.
 */
import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { mayGoUnencrypted } from '../../shared/model/roles.ts'
import { challengeLength } from '../../shared/protocol/admission.ts'
import { MalformedError } from '../../shared/protocol/cursor.ts'
import type { CloseReason } from '../../shared/protocol/messages.ts'
import { readPeerFrame } from '../../shared/protocol/sync-frames.ts'
import { StorageError } from '../../shared/storage/room-store.ts'
import type { Connection } from '../sockets/connection.ts'
import type { Log } from '../log.ts'
import type { Room } from '../room/room.ts'
import type { Access } from './access.ts'
import { openAdmission, type Admission, type Entrance, type Place } from './admission.ts'
import { Member } from './member.ts'
import { receiveFromMember } from './member-frames.ts'
import { watchStranger } from './watch-stranger.ts'

export type Visit = {
  readonly place: Place
  readonly entrance: Exclude<Entrance, { readonly kind: 'closed' }>
  /** The relay's own address as the peer named it (Host header, lower case). */
  readonly audience: string
  /** Network address of the other side: asking for it is a system call. */
  readonly address: () => string
  /** Offered by a stock client. */
  readonly ticket: string | null
  /** True where only participants and viewers may pass: the connection can be read by others. */
  readonly isUnencrypted: boolean
}

export type GateParts = {
  readonly access: Access
  readonly connection: Connection
  /** Carries the websocket: TCP or TLS. */
  readonly stream: Duplex
  readonly visit: Visit
  /** The room, loaded; undefined when it cannot be read, and then the connection was closed with the reason. */
  readonly openRoom: () => Room | undefined
  readonly log: Log
}

export class Gate {
  readonly #parts: GateParts
  /** Null while nobody was asked. */
  #challenge: Uint8Array | null = null
  #inside: { readonly member: Member; readonly room: Room } | null = null
  #stopWatching: () => void = () => undefined

  /** To be made in the turn of the handshake, before anything was read from the stream. */
  constructor(parts: GateParts) {
    this.#parts = parts
    const { access, connection, visit } = parts
    if (visit.entrance.kind === 'open') {
      this.#admit(openAdmission(visit.place.workshop))
      return
    }
    const watch = watchStranger(parts.stream, visit.address(), access.unadmitted, () => this.#refuse('notAdmitted'))
    this.#stopWatching = watch.stop
    if (!watch.isCounted) this.#refuse('tooMany')
    else if (visit.ticket !== null) this.#redeem(visit.ticket)
    else if (connection.isMinuta) {
      const challenge = new Uint8Array(randomBytes(challengeLength))
      this.#challenge = challenge
      connection.tell({ type: 'challenge', challenge, proof: visit.entrance.proof })
    } else this.#refuse('notAdmitted')
  }

  receive(bytes: Uint8Array): void {
    const { connection } = this.#parts
    if (connection.isClosing) return
    if (this.#inside === null) this.#readProof(bytes)
    else receiveFromMember(this.#inside.member, this.#inside.room, bytes, this.#parts)
  }

  /** The socket has closed. */
  leave(): void {
    this.#stopWatching()
    if (this.#inside === null) return
    this.#inside.room.leave(this.#inside.member.connection)
    this.#parts.access.members.remove(this.#inside.member)
  }

  #readProof(bytes: Uint8Array): void {
    const { access, visit } = this.#parts
    this.#decide(() => {
      const frame = readPeerFrame(bytes)
      const challenge = this.#challenge
      if (frame.type !== 'prove' || challenge === null) return 'notAdmitted'
      return access.doorkeeper.judge(frame.auth, { challenge, audience: visit.audience }, visit.place)
    })
  }

  #redeem(ticket: string): void {
    const { access, visit } = this.#parts
    this.#decide(() => {
      const admission = access.tickets.redeem(ticket, visit.place.room)
      if (admission === null) return 'inviteWrong'
      return access.doorkeeper.findEnd(admission) ?? admission
    })
  }

  #decide(judge: () => Admission | CloseReason): void {
    let verdict: Admission | CloseReason
    try {
      verdict = judge()
    } catch (error) {
      if (error instanceof MalformedError) verdict = 'malformedFrame'
      else if (error instanceof StorageError) {
        // Revocations cannot be read: nobody is let in on trust.
        this.#parts.log('revocations-unreadable', { kind: error.kind })
        verdict = 'notStored'
      } else throw error
    }
    if (typeof verdict === 'string') this.#refuse(verdict)
    else this.#admit(verdict)
  }

  #admit(admission: Admission): void {
    const { access, connection, visit } = this.#parts
    const { entrance, isUnencrypted, place } = visit
    if (isUnencrypted && !mayGoUnencrypted(admission.role)) {
      this.#refuse('roleForbids')
      return
    }
    if (access.members.isCrowded(admission)) {
      this.#refuse('tooMany')
      return
    }
    this.#stopWatching()
    const room = this.#parts.openRoom()
    if (room === undefined) return
    const member = new Member(connection, admission, place)
    connection.member = member
    this.#inside = { member, room }
    access.members.add(member)
    if (entrance.kind === 'invite') connection.tell({ type: 'admitted', role: admission.role, time: Date.now(), session: member.session })
    room.join(connection)
  }

  #refuse(reason: CloseReason): void {
    this.#parts.connection.close(reason)
  }
}
