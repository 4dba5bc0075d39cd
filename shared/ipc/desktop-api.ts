/**
 * What the preload script offers the page as `window.minuta`, and the channels behind it: the only door to the main process.
 * Update bytes never pass here; they go over the engine port.
 */
import type { Notice } from '../minutes/minutes.ts'
import type { Workshop } from '../model/workshop.ts'

export const exportFormats = ['pdf', 'docx', 'md', 'html', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export type ExportRequest = {
  readonly workshop: Workshop
  readonly format: ExportFormat
  /** BCP 47 tag of the labels; 'en' and 'fr' are complete. */
  readonly language: string
}

export type ExportResult =
  /** `missing`: images that could not be included and letters without a font, by name; `notices`: what is in it otherwise than captured. */
  | { readonly kind: 'saved'; readonly path: string; readonly missing: readonly string[]; readonly notices: readonly Notice[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: 'cannot-write' | 'exporter-crashed' | 'bad-content'; readonly detail: string }

export type ExportProgress = { readonly exportId: number; readonly done: number; readonly total: number; readonly step: string }

export type AppInfo = {
  readonly version: string
  readonly platform: string
  /** The operating system's language, BCP 47. */
  readonly systemLanguage: string
  readonly dataDirectory: string
}

/** Commands that the application menu sends to the focused window. */
export type MenuCommand =
  | 'new-workshop' | 'join-workshop' | 'open-library' | 'open-minutes' | 'export' | 'toggle-left' | 'toggle-right' | 'command-palette'

/** Channels answered by main (`ipcRenderer.invoke`): name → arguments and result. */
export type DesktopCalls = {
  'app-info': { args: []; result: AppInfo }
  /** Asks for a place with a save dialog, then renders in the exporter process. `exportId` names it for progress and cancel. */
  'export-minutes': { args: [exportId: number, request: ExportRequest]; result: ExportResult }
  'cancel-export': { args: [exportId: number]; result: void }
  'show-in-folder': { args: [path: string]; result: void }
  /** Opens http(s) and mailto links in the user's browser; anything else is refused. */
  'open-link': { args: [url: string]; result: boolean }
  /** A new port to the engine; it arrives as a window message of type `engine-port`. */
  'request-engine-port': { args: []; result: void }
  'copy-text': { args: [text: string]; result: void }
  /** The user's language for menus and dialogs (BCP 47); remembered, because main needs it before any window is there. */
  'set-language': { args: [language: string]; result: void }
}
export type DesktopCall = keyof DesktopCalls
export const desktopCallNames = [
  'app-info', 'export-minutes', 'cancel-export', 'show-in-folder', 'open-link', 'request-engine-port', 'copy-text', 'set-language',
] as const satisfies readonly DesktopCall[]

/** Channels that main sends to a window. */
export type DesktopEvents = {
  'export-progress': ExportProgress
  'menu-command': MenuCommand
  /** A `minuta://` link that the app was started or called with. */
  'deep-link': string
  /** The engine process ended; a new port follows when it is up again. */
  'engine-lost': { readonly detail: string }
}
export type DesktopEvent = keyof DesktopEvents
export const desktopEventNames = ['export-progress', 'menu-command', 'deep-link', 'engine-lost'] as const satisfies readonly DesktopEvent[]

export type DesktopApi = {
  invoke<C extends DesktopCall>(call: C, ...args: DesktopCalls[C]['args']): Promise<DesktopCalls[C]['result']>
  /** Returns an unsubscribe. */
  on<E extends DesktopEvent>(event: E, listener: (payload: DesktopEvents[E]) => void): () => void
}

/** Window message that carries the engine port from the preload script to the page. */
export const enginePortMessage = 'engine-port'
