/**
 * What the main process and the process that speaks mDNS say to each other. That process reads packets from anybody on the network;
 * it holds no secret and no file, and when it ends nothing is lost but the convenience of finding a room.
 */
import type { AnnouncedRoom } from './engine-control.ts'

/** Main → discovery. */
export type ShellToDiscovery =
  /** What is wanted from now on, whole; an earlier wish is forgotten. */
  | {
    readonly type: 'want'
    /** The room of this computer, to be announced. */
    readonly room: { readonly name: string; readonly port: number; readonly text: Readonly<Record<string, string>> } | null
    readonly isLooking: boolean
  }
  /** Say goodbye for the announced room, end. */
  | { readonly type: 'stop' }

/** Discovery → main. */
export type DiscoveryToShell =
  /** The rooms that can be heard, at most `maxHeardRooms`, the one heard first in front; sent when it changes, and empty when looking ends. */
  | { readonly type: 'rooms'; readonly rooms: readonly AnnouncedRoom[] }
  | { readonly type: 'log'; readonly level: 'info' | 'error'; readonly message: string }

export const maxHeardRooms = 64
