/** A room as the app opens it, with the real relay in a process of its own, in place of Electron a plain Node. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { startNodeChild } from '../../main/shell/processes/node-child.ts'
import { OwnCertificate } from '../../main/shell/secrets/own-certificate.ts'
import { RoomProcess, type RoomOptions } from '../../main/shell/room/room-process.ts'
import type { RoomState } from '../../shared/ipc/desktop-api.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { newRoomName } from '../../shared/protocol/announcement.ts'
import { descendants, killNow } from './processes.ts'
import { programs } from './programs.ts'

export type OpenState = Extract<RoomState, { kind: 'open' }>

/** A room on the profile in `profile`; closed when the running test ends. */
export function roomHost(profile: string, changes: Partial<RoomOptions> = {}): { readonly room: RoomProcess; readonly states: readonly RoomState[] } {
  const dataDirectory = path.join(profile, 'room')
  const certificate = new OwnCertificate(dataDirectory, null)
  const room = new RoomProcess({
    startRelay: (events) => startNodeChild('room', programs.room, process.execPath, events),
    dataDirectory,
    pagesDirectory: path.join(profile, 'no pages'),
    certificate: () => certificate.whole(),
    pin: () => certificate.pin(),
    networkInterfaces: () => os.networkInterfaces(),
    newName: () => newRoomName(nodeSignatures),
    ...changes,
  })
  const states: RoomState[] = []
  room.onChange(() => states.push(room.state))
  onTestFinished(async () => {
    await room.close()
  })
  return { room, states }
}

/** Narrows; throws with what it is instead. */
export function asOpen(state: RoomState): OpenState {
  if (state.kind !== 'open') throw new Error(`the room is not open: ${JSON.stringify(state)}`)
  return state
}

/** Ends the relay of this test file as a crash would; throws when none runs. */
export function crashRelay(): void {
  const pid = relayPids().at(0)
  if (pid === undefined) throw new Error('no relay runs')
  killNow(pid)
}

/** Ids of the relays that rooms of this test file run. */
export function relayPids(): number[] {
  return descendants(process.pid).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(programs.room)
    } catch {
      return false
    }
  })
}
