/** Joining by a link: a workshop that is new to this computer, or a better invite to one that is here. */
import { isDeepStrictEqual } from 'node:util'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { isAtLeast } from '../../../shared/model/roles.ts'
import { findCapabilityProblem, holderOf, roleOf } from '../../../shared/protocol/capability.ts'
import { encodeInviteToken, type InviteToken, type JoinTarget, type RelayAddress } from '../../../shared/protocol/join-link.ts'
import type { Access } from '../access/access.ts'
import { CallFailure } from '../windows/call-failure.ts'
import { checkAdmission, fetchWorkshop } from './join.ts'

export type JoiningHost = {
  readonly access: Access
  /** Whether it is here, and can be opened. */
  has(workshop: WorkshopId): boolean
  /** Whether the relay refused the invite that is held now. */
  isInviteRefused(workshop: WorkshopId): boolean
  /** Makes a document part of the library, or puts it in the place of one there that is damaged; durable when it returns. */
  adopt(workshop: WorkshopId, update: Uint8Array, relay: RelayAddress, token: InviteToken | null): void
  /** Connects anew through `relay`. */
  setRelay(workshop: WorkshopId, relay: RelayAddress): void
  readonly signal: AbortSignal
}

type Running = { readonly target: JoinTarget; readonly join: Promise<WorkshopId>; readonly stop: () => void }

/** How long another link waits for the one before it: a workshop that comes slowly may come for ever, and never whole. */
const turnPatienceMs = 15_000

export class Joining {
  /** Of each workshop the link that was followed last. */
  readonly #running = new Map<WorkshopId, Running>()
  readonly #patienceMs: number

  constructor(patienceMs = turnPatienceMs) {
    this.#patienceMs = patienceMs
  }

  /** Throws CallFailure, or StorageError; then nothing of it is here, and what was here is as it was. */
  async join(host: JoiningHost, target: JoinTarget): Promise<WorkshopId> {
    const { workshop } = target
    const last = this.#running.get(workshop)
    // The same link twice is impatience; another link is another wish, and has its turn.
    if (last !== undefined && isDeepStrictEqual(last.target, target)) return last.join
    const stopping = new AbortController()
    const signal = AbortSignal.any([host.signal, stopping.signal])
    const running = { target, join: this.#joinAfter(last, { ...host, signal }, target), stop: () => stopping.abort() }
    this.#running.set(workshop, running)
    try {
      return await running.join
    } finally {
      if (this.#running.get(workshop) === running) this.#running.delete(workshop)
    }
  }

  async #joinAfter(before: Running | undefined, host: JoiningHost, target: JoinTarget): Promise<WorkshopId> {
    if (before !== undefined) {
      const timer = setTimeout(before.stop, this.#patienceMs)
      // What became of it is told to whoever followed that link.
      await before.join.catch(() => undefined)
      clearTimeout(timer)
    }
    return this.#join(host, target)
  }

  async #join(host: JoiningHost, { relay, workshop, token }: JoinTarget): Promise<WorkshopId> {
    const { access, signal } = host
    if (token !== null && !isGenuine(access, workshop, token)) throw new CallFailure({ kind: 'refused', detail: 'inviteWrong' })
    const request = { relay, workshop, signal, access: access.linkAccess(workshop, token) }
    const fetched = host.has(workshop) ? null : await fetchWorkshop(request)
    access.noteProved(workshop, relay)
    // A file of the same workshop may have been opened meanwhile.
    if (fetched !== null && !host.has(workshop)) {
      const { update, place } = fetched
      // What answered now is the most likely to answer the next time.
      host.adopt(workshop, update, { urls: [place.url, ...relay.urls.filter((url) => url !== place.url)], pin: relay.pin }, token !== null && isWanted(host, workshop, token) ? token : null)
      return workshop
    }
    if (token !== null && isWanted(host, workshop, token)) {
      if (fetched === null) await checkAdmission(request)
      access.keep(workshop, token)
    }
    host.setRelay(workshop, relay)
    return workshop
  }
}

/** Whether the token belongs to this workshop and to itself. Whether it still holds only the relay can say. */
function isGenuine({ platform }: Access, workshop: WorkshopId, { capability, secret }: InviteToken): boolean {
  const problem = findCapabilityProblem(platform, capability, { workshop, now: 0, isRevoked: () => false })
  return problem !== 'wrong' && Buffer.from(platform.publicKeyOf(secret)).equals(holderOf(capability))
}

/** A higher role, or any where there is none that holds. The workshop's own key is never given up. */
function isWanted(host: JoiningHost, workshop: WorkshopId, token: InviteToken): boolean {
  const held = host.access.memberships.of(workshop)
  if (held === null) return true
  if (held.capability.grants.length === 0 || encodeInviteToken(held) === encodeInviteToken(token)) return false
  const isOver = host.access.isOver(workshop, held) || host.isInviteRefused(workshop)
  return isOver || !isAtLeast(roleOf(held.capability), roleOf(token.capability))
}
