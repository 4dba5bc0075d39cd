/**
 * The second relay of a workshop that goes through the room of this computer: the one that it went through before. What is written in the room
 * goes on to it and what is written there comes into the room, so that people in the building and people elsewhere are in one meeting
 * (decision 0160). Documents, images, revocations and who is where pass.
 */
import { Awareness } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import type { RelayState } from '../../../shared/ipc/engine-port.ts'
import type { RoomName, WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { forgetDeparted } from '../../../shared/protocol/presence.ts'
import { DisposableStore } from '../../../shared/util/disposable-store.ts'
import type { Access } from '../access/access.ts'
import { RevocationCourier } from '../access/revocation-courier.ts'
import type { BlobTransfer, BlobTransferOptions } from '../blobs/blob-transfer.ts'
import { relayKey } from '../engine-values.ts'
import { PresencePassage } from './presence-passage.ts'
import type { RelayReplica } from './relay-link-options.ts'
import { RelayLink } from './relay-link.ts'

export type UplinkOptions = {
  readonly relay: RelayAddress
  readonly workshop: WorkshopId
  readonly room: RoomName
  /** `awareness`: of the room and of the windows here. */
  readonly replica: Pick<RelayReplica, 'receive' | 'afterCommit' | 'awareness'> & { readonly doc: Doc }
  /** Whether a client is a window of this computer. */
  readonly isOwn: (client: number) => boolean
  readonly access: Access
  /** Carries the images of the workshop; null for a document that has none. */
  readonly newTransfer: ((way: Pick<BlobTransferOptions, 'relay' | 'door'>) => BlobTransfer) | null
  /** The state changed. */
  readonly onChange: () => void
}

export class Uplink {
  readonly #link: RelayLink
  readonly #transfer: BlobTransfer | null
  readonly #courier: RevocationCourier
  readonly #passage: PresencePassage | null
  readonly #releases = new DisposableStore()

  constructor({ relay, workshop, room, replica, isOwn, access, newTransfer, onChange }: UplinkOptions) {
    const courier = new RevocationCourier(access.revocations, workshop)
    // Of a document of its own: an awareness listens to its document for as long as that lives, and the workshop outlives this.
    const presence = new Doc()
    const awareness = new Awareness(presence)
    awareness.setLocalState(null)
    forgetDeparted(awareness)
    // A relay shows as passed on only what a facilitator passes on; of anybody else all of it would bear their own name.
    const passage = access.roleIn(workshop) !== 'facilitator' ? null
      : new PresencePassage({ near: replica.awareness, far: awareness, isOwn, nameOfHost: () => access.identityIn(workshop).name })
    const link: RelayLink = new RelayLink({
      places: () => access.placesAt(workshop, relay), room, access: access.linkAccess(workshop),
      // Nothing is remembered of what this relay has.
      replica: { ...replica, awareness, isConfirmed: () => false },
      events: {
        onChange: () => {
          courier.noteState(link.state)
          this.#transfer?.setOnline(link.state.kind === 'online')
          onChange()
        },
        onLacking: () => undefined,
        onListening: () => {
          courier.noteListening()
          courier.send(link)
          passage?.announceTo(awareness)
        },
        onRevoked: () => undefined,
      },
    })
    this.#link = link
    this.#courier = courier
    this.#passage = passage
    this.#transfer = newTransfer === null ? null : newTransfer({
      relay: () => ({ url: relayKey(relay), lineage: link.position?.lineage ?? null }),
      door: () => link.connection,
    })
    this.#releases.add(() => presence.destroy())
    this.#releases.add(() => link.dispose())
    this.#releases.add(() => passage?.dispose())
    this.#releases.add(() => this.#transfer?.dispose())
  }

  get state(): RelayState {
    return this.#link.state
  }

  /** As in `RelayConnection`. */
  get clockAheadMs(): number {
    return this.#link.connection.clockAheadMs
  }

  /** Drops the connection and makes it anew, at once. */
  reconnect(): void {
    this.#link.reconnect()
  }

  refreshBlobs(): void {
    this.#transfer?.refresh()
  }

  /** The relay of the room may have seen everybody leave whom this computer passes on. */
  announceTo(awareness: Awareness): void {
    this.#passage?.announceTo(awareness)
  }

  sendRevocations(): void {
    this.#courier.send(this.#link)
  }

  dispose(): void {
    this.#releases.dispose()
  }
}
