/** Computers that share a workshop with a key, for tests of access as people meet it. */
import { onTestFinished } from 'vitest'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import type { Invite } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import type { EngineProcess } from './engine-process.ts'
import { newFolder, openSession, startEngine, startRelay, whenStatus } from './hosts.ts'
import { plainRelay } from './plain-relay.ts'
import type { RelayProcess } from './relay-process.ts'
import { RoomProcess } from './room-process.ts'
import { recordOf } from './typing.ts'

export const dayMs = 86_400_000

/** A computer with a window on a workshop. */
export type Computer = { readonly engine: EngineProcess; readonly window: DesktopSource; readonly id: WorkshopId; readonly session: WorkshopSession }

/** A relay that asks who comes. */
export async function startAskingRelay(): Promise<RelayProcess> {
  return startRelay(['--access', 'invite'])
}

export async function startRoom(): Promise<RoomProcess> {
  const room = await RoomProcess.start(newFolder())
  onTestFinished(() => room.kill())
  return room
}

/** A computer that made a workshop. */
export async function createAlone(): Promise<Computer> {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Plenary'))
  return { engine, window, id, session: await openSession(window, id) }
}

export async function share({ window, id, session }: Computer, relay: RelayAddress): Promise<void> {
  await window.call('setRelay', id, relay)
  await whenStatus(session, 'shared', ({ isOnRelay }) => isOnRelay)
}

export type Host = Computer & { readonly relay: RelayProcess }

/** A computer that made a workshop and shares it through a relay that asks who comes. */
export async function createShared(): Promise<Host> {
  const [computer, relay] = [await createAlone(), await startAskingRelay()]
  await share(computer, plainRelay(relay.url))
  return { ...computer, relay }
}

/** The computer opens a room for its workshop. */
export async function openRoom({ window, id }: Computer): Promise<RoomProcess> {
  const room = await startRoom()
  room.admit(id, await window.call('signRelay', id, room.pin))
  return room
}

export async function inviteFor({ window, id }: Computer, role: Role, label = 'Guests'): Promise<Invite> {
  return window.call('createInvite', id, { role, label, expiresAt: Date.now() + dayMs })
}

export function linkOf({ link }: Invite): string {
  if (link === null) throw new Error('this invite has no link')
  return link
}

/** A new computer that joins by `invite`. */
export async function join({ id }: Computer, invite: Invite): Promise<Computer> {
  const engine = await startEngine()
  const window = engine.openWindow()
  await window.call('joinWorkshop', linkOf(invite))
  return { engine, window, id, session: await openSession(window, id) }
}
