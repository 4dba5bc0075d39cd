/**
 * The list of workshops on this computer. Its lines are kept beside the log, so that the list is there before any document is
 * loaded; a workshop that is open keeps its line up to date.
 */
import { isDeepStrictEqual } from 'node:util'
import { readDetails } from '../../shared/document/read-details.ts'
import { readBoardList } from '../../shared/document/read-workshop.ts'
import { readLastVersion } from '../../shared/document/versions/versions.ts'
import type { RelayState, WorkshopStatus, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { rememberingVerifications } from '../../shared/protocol/verified-signatures.ts'
import { StorageError, type RoomStore } from '../../shared/storage/room-store.ts'
import type { EngineValues, StoredSummary } from './engine-values.ts'
import type { WorkshopSession } from './workshop-session.ts'

/** A line is read again while somebody types. */
const signatures = rememberingVerifications(nodeSignatures)

const writeDelayMs = 500
const unreadSummary: StoredSummary = { title: '', body: '', place: '', date: { year: null, month: null, day: null }, boardCount: 0, changedAt: 0 }

export class Library {
  readonly #store: RoomStore
  readonly #values: EngineValues
  readonly #onChange: () => void
  readonly #summaries = new Map<WorkshopId, StoredSummary>()
  readonly #changed = new Set<WorkshopSession>()
  #timer: NodeJS.Timeout | null = null

  /** `onChange`: a line changed; called at most every half second. */
  constructor(store: RoomStore, values: EngineValues, onChange: () => void) {
    this.#store = store
    this.#values = values
    this.#onChange = onChange
    for (const room of store.rooms()) if (isWorkshopId(room)) this.#summaries.set(room, values.getOf(room, 'summary') ?? unreadSummary)
  }

  get ids(): readonly WorkshopId[] {
    return [...this.#summaries.keys()]
  }

  has(id: WorkshopId): boolean {
    return this.#summaries.has(id)
  }

  /**
   * True when the line was not read at the end of the log: a process stored what came behind it and ended before it could write the line. One of an
   * older Minuta, which noted no place, counts as read until its workshop changes: the first start of a new one opens nothing for it.
   */
  isUnread(id: WorkshopId): boolean {
    const line = this.#summaries.get(id) ?? unreadSummary
    return line === unreadSummary || (line.readAt !== undefined && !isDeepStrictEqual(line.readAt, this.#store.position(id)))
  }

  /** The most recently changed first. */
  list(statusOf: (id: WorkshopId) => WorkshopStatus, uplinkStateOf: (id: WorkshopId) => RelayState | null): readonly WorkshopSummary[] {
    return [...this.#summaries]
      .map(([id, { readAt: _readAt, ...summary }]) => ({ ...summary, version: summary.version ?? null, id, ...this.#sharingOf(id, uplinkStateOf(id)), isPutAway: this.#values.getOf(id, 'put-away') ?? false, status: statusOf(id) }))
      .sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? -1 : 1))
  }

  /** The content of `session` changed: its line follows soon. */
  noteContent(session: WorkshopSession): void {
    this.#changed.add(session)
    this.#schedule()
  }

  /** Something else that the list shows changed. */
  noteStatus(): void {
    this.#schedule()
  }

  /** Reads the line of `session` again; when the workshop changed is as it was, except where that is not known. */
  reread(session: WorkshopSession): void {
    const { changedAt } = this.#summaries.get(session.workshop) ?? unreadSummary
    this.read(session, changedAt === unreadSummary.changedAt ? Date.now() : changedAt)
  }

  /** Reads the line of `session` now. */
  read(session: WorkshopSession, changedAt: number): void {
    const readAt = this.#store.position(session.workshop)
    const { title, body, place, date } = readDetails(session.doc)
    const summary = { title, body, place, date, boardCount: readBoardList(session.doc).length, version: readLastVersion(signatures, session.workshop, session.doc), changedAt, ...(readAt === null ? {} : { readAt }) }
    this.#summaries.set(session.workshop, summary)
    this.#values.setOf(session.workshop, 'summary', summary)
  }

  /** Writes what is still due. Throws the first StorageError when it has tried every line; one that could not be written is read again at the next change, or start. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const sessions = [...this.#changed]
    this.#changed.clear()
    let failure: StorageError | null = null
    for (const session of sessions) {
      try {
        this.read(session, Date.now())
      } catch (error) {
        if (!(error instanceof StorageError)) throw error
        failure ??= error
      }
    }
    if (failure !== null) throw failure
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#changed.clear()
  }

  #sharingOf(id: WorkshopId, state: RelayState | null): Pick<WorkshopSummary, 'relay' | 'uplink'> {
    // Its status says so, and the others are listed all the same.
    if (this.#values.findDamage(id) !== null) return { relay: null, uplink: null }
    const behind = this.#values.getOf(id, 'uplink') ?? null
    return { relay: this.#values.relayOf(id), uplink: behind && { relay: behind, state: state ?? { kind: 'none' } } }
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      try {
        this.flush()
      } catch {
        // The same storage that refuses here refuses the log, where it is reported; the line is read again at the next change.
      }
      this.#onChange()
    }, writeDelayMs)
  }
}
