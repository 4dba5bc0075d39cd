/** An expected failure of a call, on its way to the window as a value. */
import type { EngineFailure } from '../../../shared/ipc/engine-port.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'

export class CallFailure extends Error {
  readonly failure: EngineFailure

  constructor(failure: EngineFailure) {
    super(`${failure.kind}: ${failure.detail}`)
    this.name = 'CallFailure'
    this.failure = failure
  }
}

/** What a window is told about `error`; anything unexpected is a bug, with its message. */
export function failureOf(error: unknown): EngineFailure {
  if (error instanceof CallFailure) return error.failure
  if (error instanceof StorageError) return { kind: 'storage', detail: error.kind }
  return { kind: 'bug', detail: error instanceof Error ? error.message : String(error) }
}
