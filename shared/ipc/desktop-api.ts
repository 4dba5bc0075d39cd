/**
 * What the preload script offers the page as `window.minuta`, and the channels behind it: the only door to the main process.
 * Updates never pass here, they go over the engine port; but for a whole workshop that is to be in a file.
 */
import type { DocumentBytes, FileComparison } from '../document/hand-over/file-changes.ts'
import type { HandOverContent } from '../document/hand-over/hand-over-file.ts'
import type { ImportOutcome } from '../import/imported.ts'
import type { ListChoice } from '../import/list-table.ts'
import type { MinutesOptions } from '../minutes/compile.ts'
import type { Notice } from '../minutes/minutes.ts'
import type { BlobId, WorkshopId } from '../model/ids.ts'
import type { RelayAddress } from '../protocol/join-link.ts'
import type { FrozenRequest } from '../versions/frozen-request.ts'
import type { Appearance } from './appearance.ts'
import type { ImportContents } from './importer-messages.ts'

export const exportFormats = ['pdf', 'docx', 'odt', 'md', 'html', 'json', 'csv', 'ics', 'pack'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** The end of a file's name in each format: registers are several files, and a pack is many. */
export const exportExtensions: Readonly<Record<ExportFormat, string>> = {
  pdf: 'pdf', docx: 'docx', odt: 'odt', md: 'md', html: 'html', json: 'json', csv: 'zip', ics: 'ics', pack: 'zip',
}

/** What to make of a workshop: a format, and the same choices as on the Minutes page. */
export type ExportRequest = MinutesOptions & {
  /** Of the workshop: the name that the file has until somebody gives it another. */
  readonly title: string
  /** The `Workshop` as JSON. A text crosses to another process at once; a tree of objects is copied twice by the page that sends it. */
  readonly workshop: string
  readonly format: ExportFormat
  /** The workshop itself, for a pack that may hold it (`tellsAll`); of a frozen version there is none. */
  readonly handOver?: HandOverContent
  /** Without the letterhead of the workshop. */
  readonly isPlain?: boolean
  /** A frozen version in the place of what the boards say now; `workshop` is then ''. */
  readonly frozen?: FrozenRequest
}

/** Why a file could not be written. */
export type WriteFailure = 'disk-full' | 'not-allowed' | 'in-use' | 'no-folder' | 'cannot-write'
export type ExportFailure = WriteFailure | 'exporter-crashed' | 'bad-content'

export type ExportResult =
  /** `missing`: images that could not be included and letters without a font, by name; `notices`: what is in it otherwise than captured; `isEmpty`: nothing is in it. */
  | { readonly kind: 'saved'; readonly path: string; readonly missing: readonly string[]; readonly notices: readonly Notice[]; readonly isEmpty: boolean }
  | { readonly kind: 'cancelled' }
  /** `detail`: for those who look into it; its first line may be shown. */
  | { readonly kind: 'failed'; readonly reason: ExportFailure; readonly detail: string }

export type ExportProgress = { readonly exportId: number; readonly done: number; readonly total: number; readonly step: string }

/** A file that was dropped into the window; `name` as the system gives it. */
export type DroppedFile = { readonly name: string; readonly bytes: Uint8Array }

/** A `File` of the page. The preload script puts in its stead where it lies, which the page is not told, or its bytes if it lies nowhere. */
export type PageFile = { readonly name: string; readonly arrayBuffer: () => Promise<ArrayBuffer> }

/** A workshop file that was opened outside the app. `token` stands for where it lies, in the window that took it, and once. */
export type OpenedFile = { readonly name: string; readonly token: string }

/** What main makes of any of them. */
export type GivenFile = DroppedFile | { readonly path: string }

/** `name` is that of the file, which only the shell knows when it was chosen in a dialog. */
export type ImportResult<Content> = (ImportOutcome<Content> & { readonly name: string }) | { readonly kind: 'cancelled' }

export type ImportProgress = { readonly importId: number; readonly name: string; readonly done: number; readonly total: number; readonly step: string }

/** The relay inside the app: "the room". One room serves every workshop that is shared through it. */
export type RoomState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | {
    readonly kind: 'open'
    /**
     * For apps: `wss://` addresses of this computer, the most likely first, and the pin of its certificate. They follow the computer
     * from network to network; while it is in none they stay, and `wss://127.0.0.1:…` is the only one of a room that was opened without a network.
     */
    readonly relay: RelayAddress
    /** For browsers: `http://` origins; empty while guests without the app are not let in. */
    readonly guestOrigins: readonly string[]
    /** Those that were let in since it was opened; the relay of the room keeps every other one out, shared through it before or not. */
    readonly workshops: readonly WorkshopId[]
    /** Short name under which the room is announced on the network; says nothing of the workshop. */
    readonly name: string
    /** ms since the epoch. */
    readonly openedAt: number
  }
  /**
   * `reason`: 'port-in-use'; 'no-network', when there is not even a loopback address; 'cannot-write', for the certificate or the
   * relay's database; 'crashed', several times in a row. `detail` for the log.
   */
  | { readonly kind: 'failed'; readonly reason: 'port-in-use' | 'no-network' | 'cannot-write' | 'crashed'; readonly detail: string }

/** A room that somebody opened on this network. */
export type FoundRoom = {
  readonly name: string
  readonly relay: RelayAddress
  /** The workshops of this computer that are in it. */
  readonly workshops: readonly WorkshopId[]
}

export type AppInfo = {
  readonly version: string
  readonly platform: string
  /** The operating system's language, BCP 47. */
  readonly systemLanguage: string
  /** That of the interface at the last start, else that of the system: where the settings cannot be read, it is what the user reads. */
  readonly language: string
  readonly dataDirectory: string
  /** False where the operating system keeps no secrets for this user: then invites lie in the profile in clear. */
  readonly isKeyringThere: boolean
}

/** Commands that the application menu sends to the focused window. */
export type MenuCommand =
  | 'new-workshop' | 'join-workshop' | 'open-file' | 'open-library' | 'open-minutes' | 'share' | 'import' | 'take-over' | 'export' | 'print' | 'check-document' | 'toggle-left' | 'toggle-right'
  | 'command-palette' | 'shortcuts'

/** Channels answered by main (`ipcRenderer.invoke`): name → arguments and result. */
export type DesktopCalls = {
  'app-info': { args: []; result: AppInfo }
  /** Asks for a place with a save dialog, then renders in the exporter process. `exportId` names it for progress and cancel. */
  'export-minutes': { args: [exportId: number, request: ExportRequest]; result: ExportResult }
  'cancel-export': { args: [exportId: number]; result: void }
  /** Reads a file in the importer process; asks for one with an open dialog when none was dropped. `importId` names it for progress and cancel. */
  'import-document': { args: [importId: number, dropped: DroppedFile | null]; result: ImportResult<ImportContents['document']> }
  /** Reads a list of participants, or a calendar, that the user chose or dropped into the window. */
  'import-list': { args: [importId: number, file: DroppedFile | null, choice: ListChoice | null]; result: ImportResult<ImportContents['list']> }
  'import-programme': { args: [importId: number, file: DroppedFile | null]; result: ImportResult<ImportContents['programme']> }
  /** Reads a hand-over file or a workshop record; asks for one when none was given. Its file stays open until `cancel-import`. */
  'import-workshop': { args: [importId: number, file: PageFile | OpenedFile | null]; result: ImportResult<ImportContents['workshop']> }
  /** An image or file of the workshop that `importId` has read, one at a time; null when it is no longer there. */
  'import-blob': { args: [importId: number, blob: BlobId]; result: Uint8Array | null }
  /** What the workshop that `importId` has read would change in the one that is `here`; null when its file is no longer open. */
  'import-compare': { args: [importId: number, here: DocumentBytes]; result: FileComparison | null }
  /** Reads a file that may be an export of a frozen version. */
  'check-document': { args: [importId: number, file: DroppedFile]; result: ImportResult<ImportContents['version']> }
  'cancel-import': { args: [importId: number]; result: void }
  'show-in-folder': { args: [path: string]; result: void }
  /** Opens http(s) and mailto links in the user's browser; anything else is refused. */
  'open-link': { args: [url: string]; result: boolean }
  /** A new port to the engine; it arrives as a window message of type `engine-port`. */
  'request-engine-port': { args: []; result: void }
  /** The `minuta://` link that the app was started or called with last, once; null when there is none. A page that can ask about a link takes it. */
  'take-link': { args: []; result: string | null }
  /** The workshop files that the app was started or called with, each once. A page that can open files takes them. */
  'take-files': { args: []; result: readonly OpenedFile[] }
  'copy-text': { args: [text: string]; result: void }
  /** The user's language for menus and dialogs (BCP 47); remembered, because main needs it before any window is there. */
  'set-language': { args: [language: string]; result: void }
  /** Light or dark, for every window and what the system draws around them; remembered for the same reason. */
  'set-appearance': { args: [appearance: Appearance]; result: void }
  /**
   * Opens the room, or opens the running one to `workshop` as well. `proof`: what the engine's `signRelay` gave for the pin of `room-pin`, or ''.
   * `admitsBrowsers`: whether the room, for all its workshops, also serves the guest page over plain http, which others on the network can
   * read; the last call decides.
   */
  'open-room': { args: [workshop: WorkshopId, proof: string, admitsBrowsers: boolean]; result: RoomState }
  /** The pin of this computer's certificate, base64url; made when it is asked for first. */
  'room-pin': { args: []; result: string }
  'room-state': { args: []; result: RoomState }
  /** Everything received is stored before it closes; whoever is connected is told that it went away. */
  'close-room': { args: []; result: RoomState }
  /**
   * Rooms on this network, as far as they have been heard of, without this computer's own; `room-found` follows with every change. Main
   * listens for two minutes after each call: a dialog that stays open asks again.
   */
  'find-rooms': { args: []; result: readonly FoundRoom[] }
}
export type DesktopCall = keyof DesktopCalls
export const desktopCallNames = [
  'app-info', 'export-minutes', 'cancel-export', 'import-document', 'import-list', 'import-programme', 'import-workshop', 'import-blob', 'import-compare', 'check-document', 'cancel-import', 'show-in-folder', 'open-link', 'request-engine-port', 'take-link', 'take-files', 'copy-text', 'set-language', 'set-appearance',
  'open-room', 'room-pin', 'room-state', 'close-room', 'find-rooms',
] as const satisfies readonly DesktopCall[]

/** Channels that main sends to a window. */
export type DesktopEvents = {
  'export-progress': ExportProgress
  'import-progress': ImportProgress
  'menu-command': MenuCommand
  /** A `minuta://` link waits to be taken (`take-link`). Whoever listens from now on asks once as well: it may have come before. */
  'link-waiting': null
  /** Names of workshop files that wait to be taken (`take-files`), all of them; whoever listens from now on asks once as well. */
  'files-waiting': readonly string[]
  /** The engine process ended; a new port follows when it is up again. */
  'engine-lost': { readonly detail: string }
  'room-state': RoomState
  'room-found': readonly FoundRoom[]
}
export type DesktopEvent = keyof DesktopEvents
export const desktopEventNames = ['export-progress', 'import-progress', 'menu-command', 'link-waiting', 'files-waiting', 'engine-lost', 'room-state', 'room-found'] as const satisfies readonly DesktopEvent[]

export type DesktopApi = {
  invoke<C extends DesktopCall>(call: C, ...args: DesktopCalls[C]['args']): Promise<DesktopCalls[C]['result']>
  /** Returns an unsubscribe. */
  on<E extends DesktopEvent>(event: E, listener: (payload: DesktopEvents[E]) => void): () => void
}

/** Window message that carries the engine port from the preload script to the page. */
export const enginePortMessage = 'engine-port'
