/** The small facts that the engine keeps beside the log: their keys and shapes in one place. All texts are JSON. */
import type { Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { roomOf, type RoomName, type WorkshopId } from '../../shared/model/ids.ts'
import { documentKinds, type Role } from '../../shared/model/roles.ts'
import type { PartialDate } from '../../shared/model/workshop.ts'
import type { PeerIdentity } from '../../shared/protocol/admission.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { StorageError, type RoomPosition, type RoomStore, type Seq } from '../../shared/storage/room-store.ts'

/** What the library shows of a workshop that is not open. */
export type StoredSummary = {
  readonly title: string
  readonly body: string
  readonly place: string
  readonly date: PartialDate
  readonly boardCount: number
  /** Absent in lines that an older Minuta wrote. */
  readonly version?: WorkshopSummary['version']
  readonly changedAt: number
  /** The place in the log that it was read at; absent as above. */
  readonly readAt?: RoomPosition
}

/** What names a relay in what is remembered of it: the same wherever it listens, when its certificate says who it is. */
export function relayKey({ urls, pin }: RelayAddress): string {
  return pin ?? urls[0] ?? ''
}

/** `url` is `relayKey`. "Everything up to `localHead` of our log is on this relay": what keeps the light honest after a restart without a network. */
export type StoredRelayPosition = {
  readonly url: string
  readonly relayLineage: string
  readonly relaySeq: Seq
  readonly localLineage: string
  readonly localHead: Seq
}

/**
 * What holds blobs: a relay (`url` is `relayKey`) for as long as its log has this lineage. One that lost its disk begins another, and has none of what it had.
 * Null for a relay that did not say, or has not yet.
 */
export type BlobPlace = { readonly url: string; readonly lineage: string | null }

/** Blobs that are known to be there; an older Minuta did not ask for the lineage. */
export type StoredBlobs = Pick<BlobPlace, 'url'> & Partial<BlobPlace> & { readonly ids: readonly string[] }

/** Up to which place in the log a workshop was last written out for people to read, and when (ms since the epoch). */
export type StoredReadableCopy = RoomPosition & { readonly writtenAt: number }

/** By workshop, except `relay-position` and `own-writers`, which each document has. */
type WorkshopValues = {
  summary: StoredSummary
  relay: RelayAddress | null
  /** Other addresses under which the workshop may be found when its relay is gone, the newest first. */
  'relay-fallbacks': readonly RelayAddress[]
  /** Relays that it went through before the user chose another one, the newest first: for when that one stays away. */
  'relays-before': readonly RelayAddress[]
  /** The relay that the room of this computer stands in front of; see `uplink.ts`. Null or absent: none. */
  uplink: RelayAddress | null
  /** Pins of rooms that were chosen because they were announced: anybody can announce one, and no link named them. */
  'announced-pins': readonly string[]
  /** The role of this computer, as far as it is known; absent: facilitator. */
  role: Role
  /** Who the user is in this workshop: the person of the participant list, with the name that stood there. */
  person: PeerIdentity
  /** Revocations that were found genuine, by the id of the invite, as `encodeRevocation` makes them, base64url. */
  revocations: Readonly<Record<string, string>>
  /** Those of them that are on the disk of the relay with this lineage. */
  'revocations-on-relay': { readonly lineage: string; readonly ids: readonly string[] }
  'put-away': boolean
  'relay-position': StoredRelayPosition | null
  /** Yjs clients of the windows that wrote here. */
  'own-writers': readonly number[]
  'relay-blobs': StoredBlobs
  'uplink-blobs': StoredBlobs
  'readable-copy': StoredReadableCopy
}

/**
 * Beginnings of the keys that a copy of the database must not take over: they tell how far somebody else had got with a log whose
 * end the copy does not have, or who wrote on which computer.
 */
export const forgottenInCopies: readonly string[] = (['relay-position', 'relay-blobs', 'uplink-blobs', 'readable-copy', 'revocations-on-relay', 'own-writers'] satisfies (keyof WorkshopValues)[]).map((key) => `${key}:`)

/**
 * What a workshop cannot do without: with any of these gone, it would be said to be on this computer only, or be written by somebody who may not. One of
 * them that is damaged closes its workshop; of everything else nothing is known any more, and that is all.
 */
const indispensable: ReadonlySet<keyof WorkshopValues> = new Set<keyof WorkshopValues>(['relay', 'uplink', 'role', 'revocations'])
/** What was read is not what was written. */
const damaged = Symbol('damaged')

export type StoredSettings = Omit<Settings, 'isWorkingOffline'>

type AppValues = { settings: StoredSettings; 'is-working-offline': boolean }

export class EngineValues {
  readonly #store: RoomStore
  /** What was read, by its key; nobody else writes it. The list of workshops and every status ask for a handful of them at a time. */
  readonly #known = new Map<string, unknown>()

  constructor(store: RoomStore) {
    this.#store = store
  }

  /** Undefined when nothing can be read; throws StorageError('corrupt') where that would be wrong. */
  getOf<K extends keyof WorkshopValues>(room: RoomName, key: K): WorkshopValues[K] | undefined {
    const value = this.#read(`${key}:${room}`)
    if (value !== damaged) return value as WorkshopValues[K] | undefined
    if (indispensable.has(key)) throw new StorageError('corrupt', `workshop ${room}: what is stored of its ${key} is damaged`)
    return undefined
  }

  /** Why `workshop` cannot be opened, whatever its log says: something that it cannot do without is damaged. Null when it can. */
  findDamage(workshop: WorkshopId, keys: Iterable<keyof WorkshopValues> = indispensable): StorageError | null {
    try {
      for (const key of keys) {
        if (key === 'relay') this.relayOf(workshop)
        else this.getOf(workshop, key)
      }
      return null
    } catch (error) {
      if (error instanceof StorageError && error.kind === 'corrupt') return error
      throw error
    }
  }

  setOf<K extends keyof WorkshopValues>(room: RoomName, key: K, value: WorkshopValues[K]): void {
    this.#write(`${key}:${room}`, value)
  }

  /** As `setOf`, for what can be found out again: while storage refuses, the old value stays and nothing is thrown. */
  noteOf<K extends keyof WorkshopValues>(room: RoomName, key: K, value: WorkshopValues[K]): void {
    try {
      this.setOf(room, key, value)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
    }
  }

  /** The relay that a workshop is shared through, or null. Throws as `getOf`. */
  relayOf(workshop: WorkshopId): RelayAddress | null {
    const relay = this.getOf(workshop, 'relay')
    if (relay !== undefined) return relay
    // Version 0.1 knew one address and no pin.
    const url = this.#read(`relay-url:${workshop}`)
    if (url === damaged) throw new StorageError('corrupt', `workshop ${workshop}: what is stored of its relay is damaged`)
    return typeof url === 'string' ? { urls: [url], pin: null } : null
  }

  /** From now on the workshop is shared through `relay`, or through none: nothing that was known of another one counts. Throws StorageError. */
  shareThrough(workshop: WorkshopId, relay: RelayAddress | null): void {
    this.setOf(workshop, 'relay', relay)
    this.setOf(workshop, 'relay-fallbacks', [])
    for (const kind of documentKinds) this.setOf(roomOf(workshop, kind), 'relay-position', null)
  }

  /** Undefined when nothing can be read. */
  get settings(): StoredSettings | undefined {
    const value = this.#read('settings')
    return value === damaged ? undefined : (value as StoredSettings | undefined)
  }

  /** Whether the user wants no relay at all. Where that cannot be read nothing is sent until they say so. */
  get isWorkingOffline(): boolean {
    const value = this.#read('is-working-offline')
    return value === damaged || value === true
  }

  set<K extends keyof AppValues>(key: K, value: AppValues[K]): void {
    this.#write(key, value)
  }

  /** Throws StorageError; then the old value stays. */
  #write(key: string, value: unknown): void {
    this.#store.setValue(key, JSON.stringify(value))
    this.#known.delete(key)
  }

  #read(key: string): unknown {
    if (!this.#known.has(key)) this.#known.set(key, parsed(this.#store.getValue(key)))
    return this.#known.get(key)
  }
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return damaged
  }
}
