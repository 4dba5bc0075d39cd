/** Which documents are open: those that a window shows, that background work reads, and both of every workshop that is shared. */
import type { WorkshopStatus } from '../../shared/ipc/engine-port.ts'
import { parseRoomName, roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import { documentKinds } from '../../shared/model/roles.ts'
import { StorageError, type RoomStore } from '../../shared/storage/room-store.ts'
import type { BorrowedWorkshops } from './borrowed-workshops.ts'
import { CallFailure } from './windows/call-failure.ts'
import type { Library } from './library.ts'
import { WorkshopSession, type SessionContext } from './workshop-session.ts'

export type OpenSessionsOptions = Omit<SessionContext, 'onChange' | 'onMoved'> & {
  readonly store: RoomStore
  readonly library: Library
  readonly log: (level: 'info' | 'error', message: string) => void
  isWorkingOffline(): boolean
  /** What people wrote in a workshop changed. */
  onContent(workshop: WorkshopId): void
  /** How something stands changed: what is stored, where the relay is. */
  onStatus(): void
}

const idleStatus: Omit<WorkshopStatus, 'role' | 'storageProblem'> = { isStored: true, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs: 0 }

export class OpenSessions {
  readonly #options: OpenSessionsOptions
  readonly #sessions = new Map<RoomName, WorkshopSession>()
  /** Workshops that could not be read, by the kind of the StorageError. */
  readonly #unreadable = new Map<RoomName, string>()
  #isClosing = false

  constructor(options: OpenSessionsOptions) {
    this.#options = options
  }

  get all(): readonly WorkshopSession[] {
    return [...this.#sessions.values()]
  }

  /** Undefined while it is not open. */
  find(room: RoomName): WorkshopSession | undefined {
    return this.#sessions.get(room)
  }

  /** The open documents of one workshop. */
  in(workshop: WorkshopId): readonly WorkshopSession[] {
    return documentKinds.flatMap((kind) => this.#sessions.get(roomOf(workshop, kind)) ?? [])
  }

  statusOf(id: WorkshopId): WorkshopStatus {
    const session = this.#sessions.get(id)
    if (session !== undefined) return session.status
    // Nobody may do anything in a workshop of which is not known what they may.
    if (this.#options.values.findDamage(id) !== null) return { ...idleStatus, storageProblem: 'corrupt', role: 'viewer' }
    return { ...idleStatus, storageProblem: this.#unreadable.get(id) ?? null, role: this.#options.access.roleIn(id) }
  }

  /** Opens a document of a workshop that is on this computer. Throws CallFailure or StorageError. */
  openKnown(room: RoomName): WorkshopSession {
    const workshop = parseRoomName(room)?.workshop
    if (workshop === undefined || !this.#options.library.has(workshop)) throw new CallFailure({ kind: 'no-such-workshop', detail: '' })
    return this.open(room)
  }

  /** Throws StorageError. */
  open(room: RoomName): WorkshopSession {
    const existing = this.#sessions.get(room)
    if (existing !== undefined) return existing
    const { writer, library } = this.#options
    let session: WorkshopSession
    try {
      // What is still waiting to be written is part of the workshop.
      writer.flush()
      session = new WorkshopSession({
        ...this.#options,
        onMoved: (moved) => {
          for (const other of this.in(moved.workshop)) if (other !== moved) other.follow()
          library.noteStatus()
        },
        onChange: (changed, change) => this.#handleChange(changed, change),
      }, room)
    } catch (error) {
      if (error instanceof StorageError) this.#unreadable.set(room, error.kind)
      throw error
    }
    this.#unreadable.delete(room)
    this.#sessions.set(room, session)
    session.connect(!this.#options.isWorkingOffline())
    return session
  }

  /** The notes of a workshop, open until they are given back. Throws CallFailure or StorageError. */
  hold(workshop: WorkshopId): { readonly session: WorkshopSession; readonly release: () => void } {
    const session = this.openKnown(workshop)
    const letGo = session.hold()
    const release = (): void => {
      letGo()
      this.release(session)
    }
    return { session, release }
  }

  readonly borrowed: BorrowedWorkshops = {
    ids: () => this.#options.library.ids,
    positionOf: (id) => this.#options.store.position(id),
    borrow: (id) => {
      const { writer, store } = this.#options
      const { session, release } = this.hold(id)
      try {
        if (!writer.flush()) throw new StorageError(writer.problem ?? 'unknown', 'what was written cannot be stored yet')
        const position = store.position(id)
        if (position === null) throw new StorageError('unknown', `there is no workshop ${id}`)
        return { session, position, release }
      } catch (error) {
        release()
        throw error
      }
    },
  }

  /** Opens a workshop that is shared, or that the library has not read to its end. Never throws. */
  openInBackground(id: WorkshopId): void {
    const { library, log } = this.#options
    try {
      if (!this.#isKeptOpen(id) && !library.isUnread(id)) return
      const session = this.open(id)
      if (library.isUnread(id)) library.reread(session)
      this.release(session)
      if (this.#isKeptOpen(id)) this.open(roomOf(id, 'responses'))
    } catch (error) {
      log('error', `workshop could not be opened: ${error instanceof Error ? error.message : String(error)}`)
    }
    library.noteStatus()
  }

  /** Connects both documents of a workshop anew. Throws StorageError. */
  connect(workshop: WorkshopId): void {
    for (const kind of documentKinds) {
      const session = this.open(roomOf(workshop, kind))
      session.connect(!this.#options.isWorkingOffline())
      this.release(session)
    }
  }

  /** Connects both documents anew to the relay behind the room, and to nothing else. */
  connectUplink(workshop: WorkshopId): void {
    for (const session of this.in(workshop)) session.connectUplink()
  }

  /** Lets go of a document that no window shows and no relay shares. */
  release(session: WorkshopSession): void {
    if (this.#isClosing || this.#sessions.get(session.room) !== session) return
    const { writer, library, log } = this.#options
    if (session.isInUse || this.#isKeptOpen(session.workshop) || !writer.flush()) return
    try {
      library.flush()
    } catch (error) {
      // The line is read anew at the next change; the workshop itself is stored.
      log('error', `library: ${String(error)}`)
    }
    this.#dispose(session)
  }

  /** The engine ends: from now on nothing is let go of by itself. */
  beginClosing(): void {
    this.#isClosing = true
  }

  /** Never throws. */
  closeAll(): void {
    for (const session of this.all) this.#dispose(session)
  }

  #handleChange(session: WorkshopSession, change: 'status' | 'content'): void {
    if (this.#sessions.get(session.room) !== session) return
    const { library } = this.#options
    if (change === 'content' && session.document === 'notes') {
      library.noteContent(session)
      this.#options.onContent(session.workshop)
    } else {
      library.noteStatus()
      this.#options.onStatus()
    }
    session.sendStatus()
  }

  #isKeptOpen(id: WorkshopId): boolean {
    return this.#options.values.relayOf(id) !== null
  }

  #dispose(session: WorkshopSession): void {
    this.#sessions.delete(session.room)
    try {
      session.dispose()
    } catch (error) {
      this.#options.log('error', `closing a workshop: ${String(error)}`)
    }
  }
}
