/**
 * What the main process and the engine process say to each other. Document traffic does not pass here: every window has its
 * own port (`engine-port.ts`). Only where a port cannot be handed to the engine's process (an old runtime, on which the engine
 * runs as a plain Node child) does main pass port messages on unread, as `port-message`.
 */
import type { WorkshopId } from '../model/ids.ts'
import type { RelayAddress } from '../protocol/join-link.ts'

/** A room as it was announced; nothing of it is to be believed before its relay has proved it. */
export type AnnouncedRoom = {
  readonly name: string
  readonly relay: RelayAddress
  /** One for each workshop in the room: `roomTag` of `shared/protocol/announcement.ts`. Means something only to who knows the workshop. */
  readonly tags: readonly string[]
}

/** Main → engine. */
export type ShellToEngine =
  /**
   * Sent once, first. `dataDirectory` holds the database and the blobs. `vaultKeys`: 32 bytes each, from the keyring of the operating
   * system; the first seals the secrets of invites and workshops, and what any of them sealed can be read. None where there is no keyring:
   * then the secrets lie in the profile in clear.
   */
  | { readonly type: 'start'; readonly dataDirectory: string; readonly vaultKeys: readonly Uint8Array[] }
  /**
   * Rooms that were heard of on this network, at most `maxHeardRooms`, whole with every change: an engine that lost its relay looks for its
   * workshops there. The room of this very computer comes first, under its loopback address, which is good on every network; it is
   * in the list without looking.
   */
  | { readonly type: 'rooms-found'; readonly rooms: readonly AnnouncedRoom[] }
  /** A window's port comes with this message. */
  | { readonly type: 'port' }
  | { readonly type: 'open-port'; readonly port: number }
  | { readonly type: 'port-message'; readonly port: number; readonly data: unknown }
  | { readonly type: 'close-port'; readonly port: number }
  /** Store everything, tell the relay goodbye, end. */
  | { readonly type: 'stop' }

/** Engine → main. */
export type EngineToShell =
  /** The engine takes ports. It is also sent when the database could not be opened: then every call fails with the reason. */
  | { readonly type: 'ready' }
  | { readonly type: 'port-message'; readonly port: number; readonly data: unknown }
  /**
   * Whether the engine wants to hear of rooms, because a shared workshop has lost its relay; false until it says so. Nobody listens on the
   * network for an engine that has what it needs.
   */
  | { readonly type: 'look-for-rooms'; readonly isWanted: boolean }
  /** Which workshops of this computer are in which of the rooms that were found, by the name of the room; names are unique in that list. */
  | { readonly type: 'rooms-recognised'; readonly workshops: Readonly<Record<string, readonly WorkshopId[]>> }
  /** One line for the log file. */
  | { readonly type: 'log'; readonly level: 'info' | 'error'; readonly message: string }
