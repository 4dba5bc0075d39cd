/**
 * What the page asks of the desktop app, as far as a browser can do it: so that the same screens work in both. A room, a folder, PDF
 * and Word documents are for the app.
 */
import type { Workshop } from '../../shared/model/workshop.ts'
import type { DesktopApi, DesktopCall, DesktopCalls, DroppedFile, ExportFormat, ExportRequest, ExportResult } from '../../shared/ipc/desktop-api.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { fileName } from '../../shared/util/file-name.ts'
import type { BrowserCheck } from './browser-check.ts'

/** Formats that a page can make by itself. */
export const browserFormats = ['html', 'md', 'json'] as const satisfies readonly ExportFormat[]

const mediaTypes: Readonly<Record<(typeof browserFormats)[number], string>> = { html: 'text/html', md: 'text/markdown', json: 'application/json' }
/** A browser needs the address until it has begun to read from it. */
const revokeDelayMs = 60_000

export type BrowserDesktopOptions = {
  readonly window: Window
  readonly version: string
  readonly readBlob: (blob: BlobId) => Promise<Uint8Array | null>
}

/** The browser's stand-in for `window.minuta`. */
export function browserDesktop({ window, version, readBlob }: BrowserDesktopOptions): DesktopApi {
  const checks = new Map<number, BrowserCheck>()
  const checkDocument = async (importId: number, file: DroppedFile): Promise<DesktopCalls['check-document']['result']> => {
    // Loaded when somebody checks a document, and its reader after that: reading a workshop needs none of it.
    const { checkInBrowser } = await import('./browser-check.ts')
    const check = checkInBrowser(file)
    checks.set(importId, check)
    const result = await check.result
    checks.delete(importId)
    return result
  }
  const answers: { [Name in DesktopCall]: (...args: DesktopCalls[Name]['args']) => Promise<DesktopCalls[Name]['result']> } = {
    'app-info': () => Promise.resolve({ version, platform: 'browser', systemLanguage: window.navigator.language, language: window.navigator.language, dataDirectory: '', isKeyringThere: false }),
    'export-minutes': (_exportId, exportRequest) => exportMinutesHere(window, exportRequest, readBlob),
    'cancel-export': () => Promise.resolve(),
    // A foreign file is opened in a process of its own, which a browser has not; what is only read for its words, in a worker.
    'import-document': () => Promise.resolve({ kind: 'cancelled' }),
    'import-list': () => Promise.resolve({ kind: 'cancelled' }),
    'import-programme': () => Promise.resolve({ kind: 'cancelled' }),
    'import-workshop': () => Promise.resolve({ kind: 'cancelled' }),
    'import-blob': () => Promise.resolve(null),
    'import-compare': () => Promise.resolve(null),
    'check-document': (importId, file) => checkDocument(importId, file),
    'cancel-import': (importId) => Promise.resolve(checks.get(importId)?.cancel()),
    'show-in-folder': () => Promise.resolve(),
    'open-link': (url) => Promise.resolve(openLink(window, url)),
    'request-engine-port': () => Promise.resolve(),
    'take-link': () => Promise.resolve(null),
    'take-files': () => Promise.resolve([]),
    'copy-text': (text) => copyText(window, text),
    'set-language': () => Promise.resolve(),
    // The page carries it out itself (guest/appearance.ts).
    'set-appearance': () => Promise.resolve(),
    'open-room': () => Promise.resolve({ kind: 'closed' }),
    'room-pin': () => Promise.resolve(''),
    'room-state': () => Promise.resolve({ kind: 'closed' }),
    'close-room': () => Promise.resolve({ kind: 'closed' }),
    'find-rooms': () => Promise.resolve([]),
  }
  return {
    invoke: (call, ...args) => answers[call](...args),
    on: () => () => undefined,
  }
}

function openLink(window: Window, url: string): boolean {
  if (!/^(?:https?|mailto):/i.test(url)) return false
  window.open(url, '_blank', 'noopener,noreferrer')
  return true
}

/** Without a secure context there is no clipboard API; selecting and copying works everywhere. */
async function copyText(window: Window, text: string): Promise<void> {
  const { clipboard } = window.navigator as { clipboard?: Clipboard }
  try {
    if (clipboard !== undefined) return await clipboard.writeText(text)
  } catch {
    // Refused: the other way asks nobody.
  }
  const field = window.document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'visually-hidden'
  const { activeElement } = window.document
  window.document.body.append(field)
  field.select()
  window.document.execCommand('copy')
  field.remove()
  if (activeElement instanceof HTMLElement) activeElement.focus()
}

async function exportMinutesHere(window: Window, { title, workshop, format, ...options }: ExportRequest, readBlob: BrowserDesktopOptions['readBlob']): Promise<ExportResult> {
  const mediaType = browserFormats.find((known) => known === format)
  if (mediaType === undefined) return { kind: 'failed', reason: 'bad-content', detail: format }
  try {
    // Loaded when somebody exports: reading needs none of it.
    const { renderInPage } = await import('./browser-export.ts')
    const { content, missing, notices } = await renderInPage(JSON.parse(workshop) as Workshop, mediaType, options, readBlob)
    const path = `${fileName(title, 'Minuta')}.${format}`
    download(window, path, new Blob([content], { type: `${mediaTypes[mediaType]};charset=utf-8` }))
    return { kind: 'saved', path, missing, notices, isEmpty: false }
  } catch (error) {
    return { kind: 'failed', reason: 'bad-content', detail: error instanceof Error ? error.message : String(error) }
  }
}

function download(window: Window, name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = window.document.createElement('a')
  link.href = url
  link.download = name
  window.document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), revokeDelayMs)
}
