/**
 * Up to which change a document is safe: on this computer, and on the relay that it is shared through. What the relay confirmed is remembered with the relay's lineage and the head of our own log, so
 * that it is right after a restart without a network.
 */
import type { RoomName } from '../../shared/model/ids.ts'
import type { Seq } from '../../shared/storage/room-store.ts'
import type { EngineValues } from './engine-values.ts'
import type { RelayPosition } from './relay/relay-link-options.ts'
import type { RelayLink } from './relay/relay-link.ts'

const rememberAfterMs = 1_000
/** A version that no version of the document equals. */
const unknownVersion = -1

export type SavedVersionsOptions = {
  readonly room: RoomName
  readonly values: EngineValues
  /** Of our own log; null while nothing of the document is stored. */
  readonly lineage: () => string | null
  /** The last of our own log. */
  readonly head: () => Seq
}

export class SavedVersions {
  readonly #options: SavedVersionsOptions
  /** Counts the changes of the document; the two below say up to which one it is safe. */
  #version = 0
  #storedVersion = 0
  #relayVersion = unknownVersion
  /** Where the relay stood when it had everything up to `#relayVersion`. */
  #confirmedAt: RelayPosition | null = null
  /** Whether something is known that is not remembered yet. */
  #isNews = false
  /** What names the relay that is followed; '' while none is. */
  #relay = ''
  #timer: NodeJS.Timeout | null = null

  constructor(options: SavedVersionsOptions) {
    this.#options = options
  }

  get isStored(): boolean {
    return this.#storedVersion === this.#version
  }

  get isOnRelay(): boolean {
    return this.#relayVersion === this.#version
  }

  /** The document changed. To be called again, by what it returns, when that change is stored. */
  noteChange(isFromRelay: boolean): () => void {
    const wasOnRelay = this.isOnRelay
    this.#version += 1
    if (isFromRelay && wasOnRelay) {
      this.#relayVersion = this.#version
      this.#isNews = true
    }
    const version = this.#version
    return () => {
      this.#storedVersion = Math.max(version, this.#storedVersion)
    }
  }

  /** From now on the relay that `relay` names is followed: what it confirmed before counts, if nothing was written since. */
  follow(relay: string): void {
    this.#relay = relay
    const { room, values, lineage, head } = this.#options
    const remembered = values.getOf(room, 'relay-position')
    if (remembered == null || remembered.url !== relay || remembered.localLineage !== lineage() || remembered.localHead !== head() || !this.isStored) return
    this.#relayVersion = this.#version
    this.#confirmedAt = { lineage: remembered.relayLineage, seq: remembered.relaySeq }
  }

  /** The relay that is followed was reached under another name. */
  rename(relay: string): void {
    this.#relay = relay
  }

  /** What names the relay that is followed; '' while none is. */
  get relay(): string {
    return this.#relay
  }

  /** Compares with what the relay has said. False when it is another one under the same name, or was set back, as `doubt` says it. */
  compareWith({ hasEverything, position }: Pick<RelayLink, 'hasEverything' | 'position'>): boolean {
    if (hasEverything) {
      this.#relayVersion = this.#version
      this.#confirmedAt = position
      this.#isNews = true
      this.#timer ??= setTimeout(() => this.#remember(), rememberAfterMs)
      return true
    }
    const confirmed = this.#confirmedAt
    return position === null || confirmed === null || (position.lineage === confirmed.lineage && position.seq >= confirmed.seq) || !this.doubt()
  }

  /** What the relay once acknowledged is no longer there. False when it had acknowledged nothing. */
  doubt(): boolean {
    if (this.#confirmedAt === null) return false
    this.#relayVersion = unknownVersion
    this.#confirmedAt = null
    this.#options.values.noteOf(this.#options.room, 'relay-position', null)
    return true
  }

  /** No relay is followed any more. What the last one confirmed is remembered. */
  leave(): void {
    this.#remember()
    this.#relayVersion = unknownVersion
    this.#confirmedAt = null
  }

  #remember(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const { room, values, lineage, head } = this.#options
    const confirmed = this.#confirmedAt
    const localLineage = lineage()
    if (!this.#isNews || confirmed === null || localLineage === null || !this.isOnRelay || !this.isStored) return
    this.#isNews = false
    values.noteOf(room, 'relay-position', { url: this.#relay, relayLineage: confirmed.lineage, relaySeq: confirmed.seq, localLineage, localHead: head() })
  }
}
