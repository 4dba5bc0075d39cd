/** Everybody who is in any room, by workshop, and the sessions by which their HTTP requests are known. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { limits, type CloseReason } from '../../shared/protocol/messages.ts'
import { oldestKey } from '../oldest-key.ts'
import type { Admission } from './admission.ts'
import type { Member } from './member.ts'

/** How long a session outlives its connection: an upload goes on while the network comes back. */
const sessionGraceMs = 60_000
/** Sessions remembered after their connection; beyond them an old one goes, which costs its holder a new connection. */
const maxEndedSessions = 16_384

/** `endsAt`: by `performance.now()`, as the clock of the computer may be set. */
type EndedSession = { readonly admission: Admission; readonly endsAt: number }

export class Members {
  readonly #byWorkshop = new Map<WorkshopId, Set<Member>>()
  readonly #byHolder = new Map<string, number>()
  /** Of connections that live, and of those that have ended, oldest first. */
  readonly #sessions = new Map<string, Admission>()
  readonly #endedSessions = new Map<string, EndedSession>()
  readonly #onChange: () => void

  /** `onChange` runs when somebody came or went. */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  * all(): Generator<Member> {
    for (const members of this.#byWorkshop.values()) yield* members
  }

  in(workshop: WorkshopId): readonly Member[] {
    return [...(this.#byWorkshop.get(workshop) ?? [])]
  }

  /** Whether so many use this invite already that another would be one too many. */
  isCrowded({ identity, holder }: Admission): boolean {
    return identity !== null && (this.#byHolder.get(holder) ?? 0) >= limits.maxConnectionsPerInvite
  }

  add(member: Member): void {
    const { admission, session } = member
    const members = this.#byWorkshop.get(admission.workshop) ?? new Set()
    this.#byWorkshop.set(admission.workshop, members.add(member))
    this.#byHolder.set(admission.holder, (this.#byHolder.get(admission.holder) ?? 0) + 1)
    if (session.length > 0) this.#sessions.set(toBase64Url(session), admission)
    this.#onChange()
  }

  remove(member: Member): void {
    const { admission, session } = member
    const members = this.#byWorkshop.get(admission.workshop)
    if (members?.delete(member) !== true) return
    if (members.size === 0) this.#byWorkshop.delete(admission.workshop)
    const left = (this.#byHolder.get(admission.holder) ?? 1) - 1
    if (left > 0) this.#byHolder.set(admission.holder, left)
    else this.#byHolder.delete(admission.holder)
    if (session.length > 0) this.#endSession(toBase64Url(session), admission)
    this.#onChange()
  }

  /** What the holder of a session (base64url) was let in as; null when it has ended. */
  admissionOf(session: string): Admission | null {
    const live = this.#sessions.get(session)
    if (live !== undefined) return live
    const ended = this.#endedSessions.get(session)
    return ended !== undefined && performance.now() < ended.endsAt ? ended.admission : null
  }

  /** Ends every connection and session of whoever's invite has `subject` (base64url) in its chain. */
  cut(workshop: WorkshopId, subject: string): void {
    const isCut = (admission: Admission): boolean => admission.workshop === workshop && admission.subjects.includes(subject)
    for (const [session, admission] of this.#sessions) if (isCut(admission)) this.#sessions.delete(session)
    for (const [session, { admission }] of this.#endedSessions) if (isCut(admission)) this.#endedSessions.delete(session)
    this.#close(({ admission }) => (isCut(admission) ? 'inviteRevoked' : null))
  }

  /** To be called now and then: ends what has run out of time. */
  expire(): void {
    const [now, time] = [performance.now(), Date.now()]
    const isOver = ({ expiresAt }: Admission): boolean => time >= expiresAt * 1_000
    for (const [session, admission] of this.#sessions) if (isOver(admission)) this.#sessions.delete(session)
    for (const [session, { endsAt, admission }] of this.#endedSessions) if (now >= endsAt || isOver(admission)) this.#endedSessions.delete(session)
    this.#close(({ admission }) => (isOver(admission) ? 'inviteExpired' : null))
  }

  /** Nothing is left of one that was cut. Who comes and goes pushes out their own first, and never one whose connection lives. */
  #endSession(session: string, admission: Admission): void {
    if (!this.#sessions.delete(session)) return
    if (this.#endedSessions.size >= maxEndedSessions) {
      const known = oldestKey(this.#endedSessions, (ended) => ended.admission.holder === admission.holder)
      if (known !== undefined) this.#endedSessions.delete(known)
    }
    this.#endedSessions.set(session, { admission, endsAt: performance.now() + sessionGraceMs })
  }

  #close(reasonFor: (member: Member) => CloseReason | null): void {
    for (const member of this.all()) {
      const reason = reasonFor(member)
      if (reason !== null) member.connection.close(reason)
    }
  }
}
