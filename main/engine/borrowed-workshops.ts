/** How background work (search, readable copies) reaches a workshop that may be open, or not. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { RoomPosition } from '../../shared/storage/room-store.ts'
import type { WorkshopSession } from './workshop-session.ts'

export type BorrowedWorkshop = {
  /** Stays open until it is given back. */
  readonly session: WorkshopSession
  /** A place in the log up to which everything is in the document. */
  readonly position: RoomPosition
  /** To be called once. */
  readonly release: () => void
}

export type BorrowedWorkshops = {
  ids(): readonly WorkshopId[]
  /** Where the log of a workshop stands; null for one that is not here. Throws StorageError. */
  positionOf(id: WorkshopId): RoomPosition | null
  /** Throws what the workshop could not be opened of. */
  borrow(id: WorkshopId): BorrowedWorkshop
}
