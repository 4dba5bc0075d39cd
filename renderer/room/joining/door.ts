/** How others get to a workshop now. */
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { isSameRelay } from '../relay-words.ts'

type OpenRoom = Extract<RoomState, { kind: 'open' }>
type FailedRoom = Extract<RoomState, { kind: 'failed' }>

export type Door =
  /** Nobody can: it is on this computer only. `failed`: the room was to be opened and could not. */
  | { readonly kind: 'closed'; readonly failed: FailedRoom | null }
  | { readonly kind: 'opening' }
  /** Through the room of this computer. */
  | { readonly kind: 'room'; readonly room: OpenRoom }
  /** Through the room of this computer, which is closed at the moment, or open for others only (`isOpenForOthers`). */
  | { readonly kind: 'asleep'; readonly relay: RelayAddress; readonly failed: FailedRoom | null; readonly isOpenForOthers: boolean }
  /** Through a relay that is not in this computer. */
  | { readonly kind: 'elsewhere'; readonly relay: RelayAddress }

/** `ownPin`: of this computer's certificate; '' where no room can be opened, null while it is not known. */
export function doorOf(room: RoomState, ownPin: string | null, workshop: WorkshopId, relay: RelayAddress | null): Door {
  if (room.kind === 'opening') return { kind: 'opening' }
  const failed = room.kind === 'failed' ? room : null
  if (relay === null) return { kind: 'closed', failed }
  if (room.kind === 'open' && isSameRelay(room.relay, relay)) {
    return room.workshops.includes(workshop) ? { kind: 'room', room } : { kind: 'asleep', relay, failed, isOpenForOthers: true }
  }
  if (relay.pin !== null && relay.pin === ownPin && room.kind !== 'open') return { kind: 'asleep', relay, failed, isOpenForOthers: false }
  return { kind: 'elsewhere', relay }
}
