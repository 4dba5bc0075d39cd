/** Answers the calls of the page: one entry per channel of `desktop-api.ts`, each behind a check of who asks and of what is asked. */
import { shell } from 'electron/common'
import { app, BrowserWindow, clipboard, ipcMain, type IpcMainInvokeEvent } from 'electron/main'
import path from 'node:path'
import type { DocumentBytes } from '../../shared/document/hand-over/file-changes.ts'
import { textEncodings } from '../../shared/import/text-encodings.ts'
import { listDelimiters, type ListChoice } from '../../shared/import/list-table.ts'
import { fromBase64Url } from '../../shared/protocol/base64url.ts'
import { isAppearance, type Appearance } from '../../shared/ipc/appearance.ts'
import { exportFormats, type DesktopCall, type DesktopCalls, type DroppedFile, type ExportFormat, type ExportRequest, type GivenFile } from '../../shared/ipc/desktop-api.ts'
import { profiles, type Profile } from '../../shared/minutes/minutes.ts'
import { isBlobId, isWorkshopId, type BlobId, type WorkshopId } from '../../shared/model/ids.ts'
import { attributions, type Attribution } from '../../shared/model/workshop.ts'
import type { EngineProcess } from './processes/engine-process.ts'
import type { Exports } from './processes/export-file.ts'
import type { Imports } from './processes/import-file.ts'
import { isOwnPage } from './lockdown.ts'
import { isOpenableLink } from './windows/openable-link.ts'
import type { OpenedFiles } from './opening/opened-files.ts'
import type { OwnCertificate } from './secrets/own-certificate.ts'
import type { RoomDiscovery } from './room/room-discovery.ts'
import type { RoomProcess } from './room/room-process.ts'

/** A chain of capabilities and a signature are some hundred bytes. */
const maxProofLength = 8192

export type HandlerContext = {
  readonly engine: EngineProcess
  readonly exports: Exports
  readonly imports: Imports
  readonly room: RoomProcess
  readonly discovery: RoomDiscovery
  readonly certificate: OwnCertificate
  readonly dataDirectory: string
  readonly isKeyringThere: boolean
  /** The operating system's language (BCP 47). */
  readonly systemLanguage: string
  /** The link that the app was called with, the first time that it is asked for. */
  takeLink(): string | null
  readonly openedFiles: OpenedFiles
  setLanguage(language: string): void
  setAppearance(appearance: Appearance): void
  /** The user's language (BCP 47). */
  language(): string
}

/** The same arguments as typed by the page, but believed in nothing. */
type Unchecked<Args extends readonly unknown[]> = { [I in keyof Args]: unknown }
type Handler<C extends DesktopCall> = (
  window: BrowserWindow, ...args: Unchecked<DesktopCalls[C]['args']>
) => DesktopCalls[C]['result'] | Promise<DesktopCalls[C]['result']>
type Handlers = { readonly [C in DesktopCall]: Handler<C> }

export function registerHandlers(context: HandlerContext): void {
  // The data folder and what an export was written to: the only paths that the page may ask to be shown.
  const shownPaths = new Set<string>([context.dataDirectory])

  const handlers: Handlers = {
    'app-info': () => ({
      version: app.getVersion(),
      platform: process.platform,
      systemLanguage: context.systemLanguage,
      language: context.language(),
      dataDirectory: context.dataDirectory,
      isKeyringThere: context.isKeyringThere,
    }),
    'export-minutes': async (window, exportId, request) => {
      const result = await context.exports.run(window, asInteger(exportId), asExportRequest(request), context.language())
      if (result.kind === 'saved') shownPaths.add(result.path)
      return result
    },
    'cancel-export': (window, exportId) => context.exports.cancel(window, asInteger(exportId)),
    'import-document': (window, importId, dropped) =>
      context.imports.run(window, asInteger(importId), 'document', asDroppedFile(dropped), context.language()),
    'import-list': (window, importId, file, choice) => context.imports.run(window, asInteger(importId), 'list', asDroppedFile(file), context.language(), asListChoice(choice)),
    'import-programme': (window, importId, file) => context.imports.run(window, asInteger(importId), 'programme', asDroppedFile(file), context.language()),
    'import-workshop': (window, importId, file) => context.imports.run(window, asInteger(importId), 'workshop', asGivenFile(file, (token) => context.openedFiles.redeem(window.webContents, token)), context.language()),
    'import-blob': (window, importId, blob) => context.imports.readBlob(window, asInteger(importId), asBlobId(blob)),
    'import-compare': (window, importId, here) => context.imports.compare(window, asInteger(importId), asDocumentBytes(here)),
    'check-document': (window, importId, file) => context.imports.run(window, asInteger(importId), 'version', asDroppedFile(file), context.language()),
    'cancel-import': (window, importId) => context.imports.cancel(window, asInteger(importId)),
    'show-in-folder': (_window, file) => {
      if (shownPaths.has(asText(file))) shell.showItemInFolder(path.normalize(asText(file)))
    },
    'open-link': async (_window, url) => {
      if (!isOpenableLink(asText(url))) return false
      await shell.openExternal(new URL(asText(url)).href)
      return true
    },
    'request-engine-port': (window) => context.engine.connect(window.webContents),
    'take-link': () => context.takeLink(),
    'take-files': (window) => context.openedFiles.take(window.webContents),
    'copy-text': async (_window, text) => {
      await clipboard.writeText(asText(text))
    },
    'set-language': (_window, language) => context.setLanguage(asText(language)),
    'set-appearance': (_window, appearance) => context.setAppearance(asAppearance(appearance)),
    'open-room': (_window, workshop, proof, admitsBrowsers) => context.room.open(asWorkshopId(workshop), asProof(proof), asBoolean(admitsBrowsers)),
    'room-pin': () => context.certificate.pin(),
    'room-state': () => context.room.state,
    'close-room': () => context.room.close(),
    'find-rooms': () => context.discovery.find(),
  }
  for (const call of Object.keys(handlers) as DesktopCall[]) {
    const handler = handlers[call] as (window: BrowserWindow, ...args: unknown[]) => unknown
    ipcMain.handle(call, (event, ...args: unknown[]) => handler(senderWindow(event), ...args))
  }
}

/** The window whose own page, in its main frame, asks; throws for anybody else. */
function senderWindow({ sender, senderFrame }: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  if (window === null || senderFrame === null || senderFrame !== sender.mainFrame || !isOwnPage(senderFrame.url)) {
    throw new Error(`refused a call from ${senderFrame?.url ?? 'a frame that is gone'}`)
  }
  return window
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`expected a text, got ${typeof value}`)
  return value
}

function asInteger(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError(`expected an integer, got ${typeof value}`)
  return value as number
}

function asBoolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`expected true or false, got ${typeof value}`)
  return value
}

function asAppearance(value: unknown): Appearance {
  if (!isAppearance(value)) throw new TypeError('not an appearance')
  return value
}

function asWorkshopId(value: unknown): WorkshopId {
  const text = asText(value)
  if (!isWorkshopId(text)) throw new TypeError('not the id of a workshop')
  return text
}

/** What it proves is for the relay to judge. */
function asProof(value: unknown): string {
  const text = asText(value)
  if (text.length > maxProofLength || fromBase64Url(text) === null) throw new TypeError('not a proof')
  return text
}

/** What is inside the bytes is for the importer process to judge. */
function asDroppedFile(value: unknown): DroppedFile | null {
  if (value === null) return null
  const { name, bytes } = (value ?? {}) as Partial<Record<keyof DroppedFile, unknown>>
  if (!(bytes instanceof Uint8Array)) throw new TypeError('not a file')
  return { name: asText(name), bytes }
}

/** A path comes from our preload script, which has it from the system; whatever it names, only a workshop is read from it. `redeem`: where the file of a token lies. */
function asGivenFile(value: unknown, redeem: (token: string) => string): GivenFile | null {
  const { path: place, token } = (value ?? {}) as { readonly path?: unknown; readonly token?: unknown }
  if (token !== undefined) return { path: redeem(asText(token)) }
  if (place === undefined) return asDroppedFile(value)
  if (!path.isAbsolute(asText(place))) throw new TypeError('not the place of a file')
  return { path: asText(place) }
}

/** What is inside the bytes is for the importer process to judge. */
function asDocumentBytes(value: unknown): DocumentBytes {
  const { update, responses } = (value ?? {}) as Partial<Record<keyof DocumentBytes, unknown>>
  if (!(update instanceof Uint8Array) || !(responses === null || responses instanceof Uint8Array)) throw new TypeError('not the documents of a workshop')
  return { update, responses }
}

function asBlobId(value: unknown): BlobId {
  const text = asText(value)
  if (!isBlobId(text)) throw new TypeError('not the id of an image or file')
  return text
}

function asListChoice(value: unknown): ListChoice | null {
  if (value === null) return null
  const { encoding, delimiter } = (value ?? {}) as Partial<Record<keyof ListChoice, unknown>>
  return {
    encoding: textEncodings.find((known) => known === encoding) ?? null,
    delimiter: listDelimiters.find((known) => known === delimiter) ?? null,
  }
}

/** The shape that main itself relies on; what is inside the workshop is for the exporter process to check. */
function asExportRequest(value: unknown): ExportRequest {
  const { title, workshop, format, language, profile = 'full', attribution = 'person', organisation = '' } = (value ?? {}) as Partial<Record<keyof ExportRequest, unknown>>
  if (!exportFormats.includes(format as ExportFormat)) throw new TypeError('not an export request')
  if (!profiles.includes(profile as Profile) || !attributions.includes(attribution as Attribution)) throw new TypeError('not an export request')
  for (const text of [title, workshop, language, organisation]) asText(text)
  return value as ExportRequest
}
