/** How background work (search, readable copies) reaches a workshop that may be open, or not. */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { StorageError, type RoomPosition } from '../../shared/storage/room-store.ts'
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
  /** Throws what the workshop could not be opened of, or why what was written in it cannot be stored yet. */
  borrow(id: WorkshopId): BorrowedWorkshop
}

/** Whether work that failed of `error` is worth another try: a disk that is full may have room again, a damaged workshop stays what it is. */
export function mayPass(error: unknown): boolean {
  return error instanceof StorageError && error.kind !== 'corrupt' && error.kind !== 'from-future'
}
