/** Workshops that come to this computer as a whole: new ones, those that are joined, and those out of files, which may take the place of what is damaged here. */
import { findUpdateProblem } from '../../shared/document/hand-over/open-hand-over.ts'
import type { OpenedFile, WorkshopFile } from '../../shared/ipc/engine-port.ts'
import { isAllIn } from '../../shared/link/holds-all.ts'
import { roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import type { InviteToken, RelayAddress } from '../../shared/protocol/join-link.ts'
import { StorageError, type RoomStore } from '../../shared/storage/room-store.ts'
import type { Access } from './access/access.ts'
import type { Background } from './background.ts'
import type { EngineValues } from './engine-values.ts'
import { documentsOfFile } from './files/documents-of-file.ts'
import type { Library } from './library.ts'
import type { OpenSessions } from './open-sessions.ts'
import { CallFailure } from './windows/call-failure.ts'

export type ArrivalsOptions = {
  readonly store: RoomStore
  readonly values: EngineValues
  readonly access: Access
  readonly library: Library
  readonly sessions: OpenSessions
  readonly background: Background
  /** There is one more workshop in the library, or one that can be read again. */
  readonly onArrived: () => void
}

export class Arrivals {
  readonly #options: ArrivalsOptions

  constructor(options: ArrivalsOptions) {
    this.#options = options
  }

  /** Throws CallFailure('unsupported-file') or StorageError; then nothing of it is here. */
  openFile({ workshop, update, responses }: WorkshopFile): OpenedFile {
    const { library, sessions } = this.#options
    documentsOfFile({ workshop, update, responses }).close()
    if (!library.has(workshop)) {
      // A file brings no key along: what its computer may do in a room, an invite says.
      this.add(workshop, update, null, null, responses)
      return { isNew: true, hasMore: false }
    }
    // A document that cannot be read any more has nothing that could be newer.
    if (this.isDamaged(workshop, 'notes') || (responses !== null && this.isDamaged(workshop, 'responses'))) {
      this.replaceDamaged(workshop, update, responses)
      return { isNew: true, hasMore: false }
    }
    // What is here may be newer, shared, or read only: a file from anybody is not written over it, nor into it.
    const isHere = (room: RoomName, bytes: Uint8Array): boolean => {
      const session = sessions.openKnown(room)
      try {
        return isAllIn(bytes, session.doc)
      } finally {
        sessions.release(session)
      }
    }
    return { isNew: false, hasMore: !isHere(workshop, update) || (responses !== null && !isHere(roomOf(workshop, 'responses'), responses)) }
  }

  /** Makes a document that is not here yet part of the library. Durable when it returns; throws CallFailure('unsupported-file') or StorageError, and then nothing of it is here. */
  add(workshop: WorkshopId, update: Uint8Array, relay: RelayAddress | null, token: InviteToken | null, responses: Uint8Array | null = null): void {
    const { store, values, access } = this.#options
    // What is stored is to be opened again, with the same check.
    const problem = findUpdateProblem(update, Infinity)
    if (problem !== null) throw new CallFailure({ kind: 'unsupported-file', detail: problem })
    // Key and address first: without their document they mean nothing, whereas it could not be synchronised without them.
    if (token !== null) access.keep(workshop, token)
    values.shareThrough(workshop, relay)
    store.append([{ room: workshop, update }, ...(responses === null ? [] : [{ room: roomOf(workshop, 'responses'), update: responses }])])
    this.#show(workshop)
  }

  /** Whether the log of a document cannot be read, while what stands beside it can. Throws StorageError for what may pass. */
  isDamaged(workshop: WorkshopId, kind: DocumentKind): boolean {
    const { sessions, values } = this.#options
    if (values.findDamage(workshop) !== null) return false
    try {
      sessions.release(sessions.openKnown(roomOf(workshop, kind)))
      return false
    } catch (error) {
      if (error instanceof StorageError && error.kind === 'corrupt') return true
      throw error
    }
  }

  /** Puts what came from elsewhere in the place of what is damaged here, and of nothing else. Relay and role stay what they are. Throws StorageError. */
  replaceDamaged(workshop: WorkshopId, notes: Uint8Array, responses: Uint8Array | null): void {
    const { store } = this.#options
    for (const [kind, update] of [['notes', notes], ['responses', responses]] as const) {
      if (update !== null && this.isDamaged(workshop, kind)) store.replace({ room: roomOf(workshop, kind), update })
    }
    this.#show(workshop)
  }

  /** Of one that is stored; a shared one is kept up to date from now on. */
  #show(workshop: WorkshopId): void {
    const { library, background, sessions, onArrived } = this.#options
    const session = sessions.open(workshop)
    library.read(session, Date.now())
    background.note(workshop)
    sessions.release(session)
    if (session.relay !== null) sessions.open(roomOf(workshop, 'responses'))
    onArrived()
  }
}
