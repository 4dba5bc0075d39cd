/** Going on with the others in a room that was found. */
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import type { WorkshopSource } from '../document/source.ts'
import { doorOf } from './joining/door.ts'

/** Connects `workshop` to the room at `to`. Where it goes through the room of this computer, whoever is in that one stays in it, and both become one meeting. */
export async function connectToRoom(desktop: DesktopApi, source: WorkshopSource, workshops: readonly WorkshopSummary[], workshop: WorkshopId, to: RelayAddress): Promise<void> {
  const relay = workshops.find(({ id }) => id === workshop)?.relay ?? null
  const isHere = doorOf(await desktop.invoke('room-state'), null, workshop, relay).kind === 'room'
  await (isHere ? source.call('setRelay', workshop, relay, to) : source.call('setRelay', workshop, to))
}
