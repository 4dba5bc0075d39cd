/**
 * The engine: owns the database, keeps every shared workshop up to date whether a window shows it or not, and serves windows.
 * Knows nothing of Electron; `main.ts` gives it its ports.
 */
import { isDeepStrictEqual } from 'node:util'
import { Doc, encodeStateAsUpdate } from 'yjs'
import { recordRefusalWords } from '../../shared/document/record/problem-words.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { recordRefusal } from '../../shared/document/record/record-problem.ts'
import { readResponses } from '../../shared/document/responses/read-responses.ts'
import type { AnnouncedRoom } from '../../shared/ipc/engine-control.ts'
import type { EngineCall, EngineCalls, EngineFailure, EngineToWindow, Restored, Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { roomOf, type BlobId, type WorkshopId } from '../../shared/model/ids.ts'
import { noResponses, type Responses } from '../../shared/model/responses.ts'
import { documentKinds } from '../../shared/model/roles.ts'
import type { Person } from '../../shared/model/workshop.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { StorageError } from '../../shared/storage/room-store.ts'
import { withStorageErrors } from '../../shared/storage/sqlite-errors.ts'
import { accessHandlers, type AccessHost } from './access/access-calls.ts'
import { CallFailure } from './windows/call-failure.ts'
import { asBlob, asBlobId, asLimit, asJoinTarget, asRelayAddress, asSearchText, asSettingsChange, asWorkshopFile, asWorkshopId } from './windows/call-arguments.ts'
import type { EngineChannel } from './windows/engine-channel.ts'
import { relayKey, type StoredSettings } from './engine-values.ts'
import { Joining } from './joining/joining.ts'
import { diagnose } from './joining/network-doctor.ts'
import { isDamaged, isOpen, mayBecomeOpen, openParts, type DataOptions, type OpenParts } from './open-parts.ts'
import { findCopy, restoreCopy } from './copies/restore.ts'
import { readEarlierMeeting } from './read-in-turns.ts'
import { RoomWish } from './room-wish.ts'
import { WakeWatch } from './wake-watch.ts'
import { WindowPort } from './windows/window-port.ts'

export type EngineOptions = DataOptions & {
  /** Which workshops of this computer are in which of the rooms that were found, by the name of the room. */
  readonly onRoomsRecognised: (workshops: Readonly<Record<string, readonly WorkshopId[]>>) => void
  /** Whether this computer wants to hear of rooms; false until it is called. */
  readonly onLookForRooms: (isWanted: boolean) => void
}

const defaultSettings: StoredSettings = { name: '', organisation: '', language: 'system', direction: 'auto', appearance: 'system', relayUrl: '' }

/** The same arguments as typed by the window, but believed in nothing. */
type Unchecked<Args extends readonly unknown[]> = { [I in keyof Args]: unknown }
type CallHandlers = { readonly [C in EngineCall]: (...args: Unchecked<EngineCalls[C]['args']>) => EngineCalls[C]['result'] | Promise<EngineCalls[C]['result']> }

/** Whoever asks so soon after the database could not be opened hears why, and does not wait for another try. */
const pauseMs = 1_000
/** After how long it is tried again when nobody asks: windows that were open before wait with what was written in them. */
const retryMs = 2_000

export class Engine {
  #parts: OpenParts | EngineFailure
  /** Not by the clock: a wrong one may be set back meanwhile. */
  #triedAt = 0
  #retry: NodeJS.Timeout | undefined
  /** Why it could not be opened the last time: it is in the log once. */
  #refusal = ''
  #announced: readonly AnnouncedRoom[] = []
  readonly #options: EngineOptions
  readonly #ports = new Set<WindowPort>()
  readonly #joining = new Joining()
  readonly #wakeWatch = new WakeWatch({ onWake: () => this.#reconnect() })
  readonly #roomWish = new RoomWish({
    states: () => (isOpen(this.#parts) ? this.#parts.sessions.all.map(({ status }) => status.relay) : []),
    onWish: (isWanted) => this.#options.onLookForRooms(isWanted),
  })
  readonly #abort = new AbortController()
  readonly #log: EngineOptions['log']

  /** Never throws: when the database cannot be opened, every call of a window fails with the reason, until a later try succeeds. */
  constructor(options: EngineOptions) {
    this.#options = options
    this.#log = options.log
    this.#parts = this.#openParts()
  }

  /** Begins to serve a window. */
  attach(channel: EngineChannel): void {
    const port = new WindowPort(channel, { call: (name, args) => this.#call(name, args), open: (room) => this.#opened.sessions.openKnown(room), log: this.#log, onRelease: (session) => this.#opened.sessions.release(session) })
    this.#ports.add(port)
    channel.onClose(() => {
      port.dispose()
      this.#ports.delete(port)
    })
  }

  /** Rooms that were heard of on this network: workshops whose relay is gone are looked for there. */
  findRooms(rooms: readonly AnnouncedRoom[]): void {
    this.#announced = rooms
    if (!isOpen(this.#parts)) return
    this.#parts.access.rooms.set(rooms)
    this.#recogniseRooms()
    for (const session of this.#parts.sessions.all) session.lookElsewhere()
  }

  /** Opens every workshop that is shared, one per turn, so that windows are served in between; then catches up with the rest. */
  startBackground(): void {
    if (!isOpen(this.#parts)) return
    const { library, background, sessions } = this.#parts
    this.#wakeWatch.start()
    const waiting = [...library.ids]
    const next = (): void => {
      const id = waiting.shift()
      if (this.#abort.signal.aborted) return
      if (id === undefined) {
        background.start(library.ids)
        return
      }
      sessions.openInBackground(id)
      setImmediate(next)
    }
    setImmediate(next)
  }

  /** Stores everything and ends every connection. Never throws: what cannot be stored is in the log file and on the relay. */
  stop(): void {
    if (this.#abort.signal.aborted) return
    this.#abort.abort()
    this.#wakeWatch.dispose()
    this.#roomWish.dispose()
    clearTimeout(this.#retry)
    if (!isOpen(this.#parts)) return
    const { writer, library, store, background, sessions } = this.#parts
    sessions.beginClosing()
    try {
      if (!writer.flush()) this.#log('error', 'not everything could be stored')
      library.flush()
    } catch (error) {
      this.#log('error', `stop: ${String(error)}`)
    }
    for (const port of this.#ports) port.dispose()
    background.finishReading()
    sessions.closeAll()
    writer.dispose()
    library.dispose()
    background.finishStoring()
    store.close()
  }

  #openParts(): OpenParts | EngineFailure {
    const opened = openParts(this.#options, {
      isWorkingOffline: () => this.#isWorkingOffline,
      onStatus: () => this.#roomWish.noteChange(),
      onStorageProblem: () => this.#sendAllStatuses(),
      onLibrary: () => this.#sendLibrary(),
      onArrived: () => {
        this.#recogniseRooms()
        this.#sendLibrary()
      },
      onRefused: (why) => {
        if (why !== this.#refusal) this.#log('error', `the database could not be opened: ${why}`)
        this.#refusal = why
      },
    })
    clearTimeout(this.#retry)
    if (!isOpen(opened)) {
      this.#triedAt = performance.now()
      if (mayBecomeOpen(opened)) this.#retry = setTimeout(() => this.#openAnew(), retryMs)
    }
    return opened
  }

  get #opened(): OpenParts {
    if (!isOpen(this.#parts)) throw new CallFailure(this.#parts)
    return this.#parts
  }

  readonly #handlers: CallHandlers = {
    listWorkshops: () => {
      this.#tryAgain()
      return this.#listWorkshops()
    },
    createWorkshop: (record) => this.#createWorkshop(record),
    openWorkshopFile: (file) => this.#opened.arrivals.openFile(asWorkshopFile(file)),
    captureWorkshop: (workshop) => this.#opened.takingOver.capture(asWorkshopId(workshop)),
    takeOverFile: (file) => this.#opened.takingOver.takeOver(asWorkshopFile(file)),
    setTakenOut: (workshop, keptAs, isOut) => this.#opened.takingOver.setTakenOut(asWorkshopId(workshop), keptAs, isOut === true),
    setPutAway: (workshop, isPutAway) => {
      const { values, library } = this.#opened
      const id = asWorkshopId(workshop)
      if (!library.has(id)) throw new CallFailure({ kind: 'no-such-workshop', detail: '' })
      values.setOf(id, 'put-away', isPutAway === true)
      this.#sendLibrary()
    },
    joinWorkshop: (link) => this.#joining.join({
      access: this.#opened.access,
      signal: this.#abort.signal,
      has: (workshop) => this.#opened.library.has(workshop) && !documentKinds.some((kind) => this.#opened.arrivals.isDamaged(workshop, kind)),
      isInviteRefused: (workshop) => this.#opened.sessions.find(workshop)?.isInviteRefused ?? false,
      adopt: (workshop, update, relay, token) => {
        if (!this.#opened.library.has(workshop)) {
          this.#opened.arrivals.add(workshop, update, relay, token)
          return
        }
        if (token !== null) this.#opened.access.keep(workshop, token)
        // What the room answered comes from the relay by itself.
        this.#opened.arrivals.replaceDamaged(workshop, update, encodeStateAsUpdate(new Doc()))
        this.#setRelay(workshop, relay, this.#uplinkBehind(workshop, relay))
      },
      setRelay: (workshop, relay) => this.#setRelay(workshop, relay, this.#uplinkBehind(workshop, relay)),
    }, asJoinTarget(link)),
    setRelay: (workshop, relay, uplink) => this.#chooseRelay(asWorkshopId(workshop), relay === null ? null : asRelayAddress(relay), uplink == null ? null : asRelayAddress(uplink)),
    setWorkOffline: (isOffline) => {
      const { values, sessions } = this.#opened
      values.set('is-working-offline', isOffline === true)
      for (const session of sessions.all) session.connect(!this.#isWorkingOffline)
      this.#sendSettings()
    },
    putBlob: (bytes, mediaType) => this.#putBlob(asBlob(bytes, mediaType)),
    hasBlob: (blob) => this.#opened.blobs.has(asBlobId(blob)),
    readBlob: (blob) => {
      const bytes = this.#opened.blobs.get(asBlobId(blob))
      return bytes && new Uint8Array(bytes)
    },
    getSettings: () => {
      this.#tryAgain()
      return this.#settings()
    },
    setSettings: (change) => {
      const { values, sessions } = this.#opened
      const before = this.#settings()
      values.set('settings', { ...defaultSettings, ...values.settings, ...asSettingsChange(change) })
      const { name, organisation } = this.#settings()
      if (name !== before.name || organisation !== before.organisation) for (const session of sessions.all) session.introduceAnew()
      this.#sendSettings()
      return this.#settings()
    },
    ...accessHandlers(() => this.#accessHost()),
    diagnose: (link) => diagnose(asJoinTarget(link), this.#opened.access, this.#abort.signal),
    search: (query, limit) => this.#opened.background.search(asSearchText(query), asLimit(limit)),
    readEarlierMeeting: async (workshop) => {
      const id = asWorkshopId(workshop)
      const { session, release } = this.#opened.sessions.hold(id)
      try {
        return await readEarlierMeeting(session.doc, (people) => this.#readFloor(id, people))
      } finally {
        release()
      }
    },
    findGoodCopy: () => {
      if (!isDamaged(this.#parts)) return null
      const copy = findCopy(this.#options.platform, this.#options.files)
      return copy && { madeAt: copy.madeAt, workshopCount: copy.workshopCount }
    },
    openGoodCopy: () => this.#openGoodCopy(),
  }

  /** What the room said; nothing where that cannot be read any more: it keeps nobody from what stands on the boards. */
  #readFloor(workshop: WorkshopId, people: readonly Person[]): Responses {
    const { sessions } = this.#opened
    try {
      const session = sessions.openKnown(roomOf(workshop, 'responses'))
      const floor = readResponses(session.doc, people)
      sessions.release(session)
      return floor
    } catch (error) {
      if (error instanceof StorageError && error.kind === 'corrupt') return noResponses
      throw error
    }
  }

  async #call(name: string, args: readonly unknown[]): Promise<unknown> {
    if (!Object.hasOwn(this.#handlers, name)) throw new Error(`there is no call ${name}`)
    const handler = this.#handlers[name as EngineCall] as (...args: readonly unknown[]) => unknown
    return handler(...args)
  }

  #openGoodCopy(): Restored {
    const { platform, files } = this.#options
    const copy = isDamaged(this.#parts) ? findCopy(platform, files) : null
    if (copy === null) throw new CallFailure({ kind: 'storage', detail: 'corrupt' })
    const keptAs = withStorageErrors('restoring the database', () => restoreCopy(platform, files, copy))
    this.#log('info', `the database was damaged, kept as ${keptAs}, and replaced by the copy of ${new Date(copy.madeAt).toISOString()}`)
    this.#openAnew()
    if (!isOpen(this.#parts)) throw new CallFailure(this.#parts)
    return { keptAs, madeAt: copy.madeAt, workshopCount: copy.workshopCount }
  }

  /** For the calls that a page begins with, and asks again when the user wants to try once more: there may be room now, or the drive is back. */
  #tryAgain(): void {
    if (!isOpen(this.#parts) && performance.now() - this.#triedAt > pauseMs) this.#openAnew()
  }

  #openAnew(): void {
    this.#parts = this.#openParts()
    if (!isOpen(this.#parts)) return
    // The shell tells of rooms once, and may have done so before there was anybody who could look into them.
    this.findRooms(this.#announced)
    this.startBackground()
    this.#sendLibrary()
  }

  #settings(): Settings {
    return { ...defaultSettings, ...this.#opened.values.settings, isWorkingOffline: this.#isWorkingOffline }
  }

  get #isWorkingOffline(): boolean {
    return this.#opened.values.isWorkingOffline
  }

  #createWorkshop(record: unknown): WorkshopId {
    const { library, access, arrivals } = this.#opened
    const own = access.newWorkshop()
    const made = documentFromRecord(record, () => own.workshop)
    if (!made.ok) throw new CallFailure({ kind: 'bad-record', detail: recordRefusalWords(recordRefusal(made.problems), 'en') })
    // Filling a document that exists already would double everything in it.
    if (library.has(made.workshop)) throw new CallFailure({ kind: 'bad-record', detail: 'workshop.id: this workshop is on this computer already' })
    // A record that names its workshop brings no key along: nobody can prove anything about it.
    arrivals.add(made.workshop, made.update, null, made.workshop === own.workshop ? own.token : null)
    return made.workshop
  }

  #chooseRelay(workshop: WorkshopId, relay: RelayAddress | null, uplink: RelayAddress | null): void {
    this.#opened.access.noteChosen(workshop, [relay, uplink])
    this.#setRelay(workshop, relay, uplink)
  }

  #setRelay(workshop: WorkshopId, relay: RelayAddress | null, uplink: RelayAddress | null): void {
    const { access, values, library, sessions } = this.#opened
    if (!library.has(workshop)) throw new CallFailure({ kind: 'no-such-workshop', detail: '' })
    const damage = values.findDamage(workshop, ['role', 'revocations'])
    if (damage !== null) throw damage
    // Where none of it can be read any more, an address that is chosen anew is the way back.
    const isReadable = values.findDamage(workshop, ['relay', 'uplink']) === null
    const isSameRelay = isReadable && isDeepStrictEqual(values.relayOf(workshop), relay)
    const isSameUplink = isReadable && isDeepStrictEqual(values.getOf(workshop, 'uplink') ?? null, uplink)
    values.setOf(workshop, 'uplink', relay === null ? null : uplink)
    if (isReadable) access.noteMoving(workshop, uplink === null ? relay : null)
    if (!isSameRelay) values.shareThrough(workshop, relay)
    // Where only the relay behind the room is another one, the room notices nothing.
    if (isSameRelay && !isSameUplink) sessions.connectUplink(workshop)
    else sessions.connect(workshop)
    this.#sendLibrary()
  }

  /** What is behind the room of this computer, when `relay` is that room: whoever follows a link to it means to be where they are. */
  #uplinkBehind(workshop: WorkshopId, relay: RelayAddress): RelayAddress | null {
    const { values } = this.#opened
    if (values.findDamage(workshop) !== null) return null
    const now = values.relayOf(workshop)
    return now !== null && relayKey(now) === relayKey(relay) ? (values.getOf(workshop, 'uplink') ?? null) : null
  }

  #accessHost(): AccessHost {
    const { access, values, writer, sessions } = this.#opened
    return {
      access, values,
      borrowNotes: (workshop) => sessions.hold(workshop),
      flush: () => writer.flush(),
      onIdentity: (workshop) => {
        for (const session of sessions.in(workshop)) session.introduceAnew()
      },
    }
  }

  /** Tells the shell which of our workshops were announced. */
  #recogniseRooms(): void {
    const { access, library } = this.#opened
    if (access.rooms.isEmpty) return
    this.#options.onRoomsRecognised(access.rooms.recognise(library.ids))
  }

  /** After a sleep: what is left of any connection is not to be trusted. */
  #reconnect(): void {
    for (const session of this.#opened.sessions.all) session.reconnect()
  }

  #putBlob(bytes: Uint8Array): BlobId {
    const { blobs, sessions } = this.#opened
    const id = withStorageErrors('storing an image', () => blobs.put(bytes))
    for (const session of sessions.all) session.refreshBlobs()
    return id
  }

  #listWorkshops(): readonly WorkshopSummary[] {
    const { library, sessions } = this.#opened
    return library.list((id) => sessions.statusOf(id), (id) => sessions.find(id)?.uplinkState ?? null)
  }

  #sendLibrary(): void {
    if (!isOpen(this.#parts)) return
    const message: EngineToWindow = { type: 'library', workshops: this.#listWorkshops() }
    for (const port of this.#ports) port.post(message)
  }

  #sendSettings(): void {
    const message: EngineToWindow = { type: 'settings', settings: this.#settings() }
    for (const port of this.#ports) port.post(message)
  }

  #sendAllStatuses(): void {
    if (!isOpen(this.#parts)) return
    for (const session of this.#parts.sessions.all) session.sendStatus()
  }
}
