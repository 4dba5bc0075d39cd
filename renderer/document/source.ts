/**
 * How the renderer reaches workshops. Desktop and browser builds differ in the implementation of this contract: `desktop-source.ts`
 * speaks to the engine over a MessagePort, `browser-source.ts` to the relay and to IndexedDB.
 */
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { EngineCall, EngineCalls, EngineFailure, Settings, WorkshopStatus, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'

export type Unsubscribe = () => void

/** The three lights, plus what keeps this window from editing. */
export type SessionStatus = WorkshopStatus & {
  /** False until the whole local document has arrived in this window; nothing may be edited before. */
  readonly isLoaded: boolean
  /** True when every edit of this window is committed on this computer. */
  readonly isSavedHere: boolean
  /** True while the engine is away (it restarts by itself); edits stay in the window and are handed over afterwards. */
  readonly isEngineLost: boolean
  /** Set when the document comes from a newer Minuta: it must not be edited here. */
  readonly isFromNewerVersion: boolean
  /** Why the document could not be opened, at first or again after a restart of the engine; what is in this window stays, and waits. */
  readonly failure: EngineFailure | null
}

/** One open document of a workshop in one window. `doc` is a replica: edits made here flow to the engine, remote ones flow in. */
export interface WorkshopSession {
  readonly id: WorkshopId
  readonly document: DocumentKind
  readonly doc: Y.Doc
  readonly awareness: Awareness
  getStatus(): SessionStatus
  onStatus(listener: (status: SessionStatus) => void): Unsubscribe
  /** Resolves when `isLoaded`; rejects with an EngineError when the workshop cannot be opened. */
  readonly whenLoaded: Promise<void>
  close(): void
}

export interface WorkshopSource {
  /** Rejects with an EngineError. */
  call<C extends EngineCall>(name: C, ...args: EngineCalls[C]['args']): Promise<EngineCalls[C]['result']>
  onLibrary(listener: (workshops: readonly WorkshopSummary[]) => void): Unsubscribe
  /** Called whenever the settings were changed, in another window as well; the returned function unsubscribes. */
  onSettings(listener: (settings: Settings) => void): Unsubscribe
  /** The notes of `workshop`, or its responses. */
  openSession(workshop: WorkshopId, document?: DocumentKind): WorkshopSession
  /**
   * URL under which the bytes of a blob can be shown (`<img src>`); works without any network once the blob is here. Null while a browser
   * has to fetch them first: then `onBlobs` tells when they have come.
   */
  blobUrl(blob: string): string | null
  /** Runs `listener` when bytes of some blob came here: `blobUrl` and `readBlob` may answer something else. */
  onBlobs(listener: () => void): Unsubscribe
}

export class EngineError extends Error {
  readonly failure: EngineFailure

  constructor(failure: EngineFailure) {
    super(`${failure.kind}: ${failure.detail}`)
    this.name = 'EngineError'
    this.failure = failure
  }
}
