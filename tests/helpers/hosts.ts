/** Engines and relays of a test, each with a folder of its own; all of it is gone when the running test is. */
import { onTestFinished } from 'vitest'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import { EngineError, type WorkshopSession } from '../../renderer/document/source.ts'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { DocumentKind } from '../../shared/model/roles.ts'
import { EngineProcess } from './engine-process.ts'
import { RelayProcess } from './relay-process.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { when } from './when.ts'

export function newFolder(): string {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

type EngineOptions = { readonly dataDirectory?: string; readonly vaultKeys?: readonly Uint8Array[]; readonly computer?: string | null }

/** `computer`: a network namespace to run in. */
export async function startEngine({ dataDirectory = newFolder(), vaultKeys = [], computer = null }: EngineOptions = {}): Promise<EngineProcess> {
  const engine = await EngineProcess.start(dataDirectory, vaultKeys, computer)
  onTestFinished(() => engine.kill())
  return engine
}

/** A relay that asks nobody who they are, unless `options` say otherwise. */
export async function startRelay(options?: readonly string[], computer: string | null = null): Promise<RelayProcess> {
  const relay = await RelayProcess.start(newFolder(), options, computer)
  onTestFinished(() => relay.kill())
  return relay
}

export async function openSession(window: DesktopSource, id: WorkshopId, document: DocumentKind = 'notes'): Promise<WorkshopSession> {
  const session = window.openSession(id, document)
  await session.whenLoaded
  return session
}

/** Waits for a status; the message of a failure holds the last one. */
export async function whenStatus(session: WorkshopSession, what: string, isSo: (status: ReturnType<WorkshopSession['getStatus']>) => boolean, withinMs = 15_000): Promise<void> {
  await when(what, () => isSo(session.getStatus()), withinMs, () => JSON.stringify(session.getStatus()))
}

/** Waits until everything is saved here, on the relay and on `deviceCount` other devices. */
export async function whenLit(session: WorkshopSession, deviceCount = 0, withinMs = 30_000): Promise<void> {
  await whenStatus(session, `saved here, on the relay and on ${deviceCount} devices`, (status) => status.isSavedHere && status.isOnRelay && status.deviceCount === deviceCount, withinMs)
}

export async function failureOf(call: Promise<unknown>): Promise<EngineFailure> {
  const failure = await call.then(() => null, (error: unknown) => error)
  if (!(failure instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(failure)}`)
  return failure.failure
}
