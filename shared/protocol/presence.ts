/** What each window tells the others about its user, in its awareness state. Peers' states are untrusted: read them with `readPresence`. */
import type { Awareness } from 'y-protocols/awareness'
import type { BoardId } from '../model/ids.ts'
import { roles, type Role } from '../model/roles.ts'

export type Presence = {
  readonly user: {
    readonly name: string
    readonly organisation: string
    /** One of ten caret colours, 0–9; stable per person. */
    readonly color: number
    /** Stamped by a relay that knows who comes; null where it asks nobody, and for what else is no role. */
    readonly role: Role | null
    /** Who passes their presence on from another relay; null for whoever is here themselves. Proven, where the relay knows who comes: a facilitator. */
    readonly through: string | null
  }
  /** The board that the user is looking at; null in library or minutes. */
  readonly board: BoardId | null
}

/** Clients of which an awareness has news. */
export type AwarenessChanges = { readonly added: readonly number[]; readonly updated: readonly number[]; readonly removed: readonly number[] }

const caretColorCount = 10
const maxNameLength = 120
const maxIdLength = 64
/** Clients that left and whose clock is remembered; forgetting one can show it again for the half minute until it times out. */
const maxDeparted = 4_096

/** Reads a peer's awareness state; null when it is not one of ours. Texts are cut to a length that fits a label. */
export function readPresence(state: unknown): Presence | null {
  if (typeof state !== 'object' || state === null) return null
  const { user, board } = state as { user?: unknown; board?: unknown }
  if (typeof user !== 'object' || user === null) return null
  const { name, organisation, color, role, through } = user as { readonly [field: string]: unknown }
  if (typeof name !== 'string' || name === '') return null
  return {
    user: {
      name: name.slice(0, maxNameLength),
      organisation: typeof organisation === 'string' ? organisation.slice(0, maxNameLength) : '',
      color: typeof color === 'number' && Number.isInteger(color) && color >= 0 && color < caretColorCount ? color : 0,
      role: roles.find((known) => known === role) ?? null,
      through: typeof through === 'string' && through !== '' ? through.slice(0, maxNameLength) : null,
    },
    board: typeof board === 'string' && board.length <= maxIdLength ? (board as BoardId) : null,
  }
}

/** The caret colour of a person: the same on every machine and every day. */
export function caretColor(name: string, organisation: string): number {
  let hash = 0
  for (const char of `${name}\n${organisation}`) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return hash % caretColorCount
}

/** Keeps `awareness` from growing for ever: y-protocols remembers the clock of everybody who was ever there. */
export function forgetDeparted(awareness: Awareness): void {
  const { meta, states, clientID } = awareness
  awareness.on('update', () => {
    if (meta.size - states.size <= maxDeparted) return
    for (const client of meta.keys()) if (client !== clientID && !states.has(client)) meta.delete(client)
  })
}
