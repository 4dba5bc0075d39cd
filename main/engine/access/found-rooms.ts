/** Rooms that were heard of on this network, and which workshops are in them. Announcements prove nothing: they say where to look. */
import type { AnnouncedRoom } from '../../../shared/ipc/engine-control.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { roomTag } from '../../../shared/protocol/announcement.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import type { SignaturePlatform } from '../../../shared/protocol/signatures.ts'

export class FoundRooms {
  readonly #platform: SignaturePlatform
  #rooms: readonly AnnouncedRoom[] = []

  constructor(platform: SignaturePlatform) {
    this.#platform = platform
  }

  get isEmpty(): boolean {
    return this.#rooms.length === 0
  }

  set(rooms: readonly AnnouncedRoom[]): void {
    this.#rooms = rooms
  }

  /** Which of `workshops` are in which room, by the name of the room. */
  recognise(workshops: readonly WorkshopId[]): Readonly<Record<string, readonly WorkshopId[]>> {
    return Object.fromEntries(this.#rooms.map((room) => [room.name, workshops.filter((workshop) => this.#isIn(workshop, room))]))
  }

  /** Where a relay of `workshop` was announced. One without a pin could never prove itself, and is left out. */
  relaysOf(workshop: WorkshopId): readonly RelayAddress[] {
    return this.#rooms.filter((room) => room.relay.pin !== null && this.#isIn(workshop, room)).map(({ relay }) => relay)
  }

  #isIn(workshop: WorkshopId, { name, tags }: AnnouncedRoom): boolean {
    return tags.includes(roomTag(this.#platform, name, workshop))
  }
}
