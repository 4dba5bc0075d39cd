/**
 * Exports: asks where to, starts an exporter process, passes its progress on. One process per export, so that a cancel is a
 * killed process and a crash costs nothing but that export.
 */
import { app, dialog, type BrowserWindow } from 'electron/main'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { exportExtensions, type ExportFormat, type ExportProgress, type ExportRequest, type ExportResult } from '../../../shared/ipc/desktop-api.ts'
import type { ExporterToShell, ShellToExporter } from '../../../shared/ipc/exporter-messages.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { fileName } from '../../../shared/util/file-name.ts'
import { log } from '../log.ts'
import { shellMessage } from '../messages.ts'
import { onPageGone } from '../windows/page-gone.ts'
import type { HostedProcess } from './node-child.ts'
import { startProcess } from './process-host.ts'
import { readShellState, writeShellState } from '../shell-state.ts'

const formatNames: Readonly<Record<ExportFormat, string>> = { pdf: 'PDF', docx: 'Word (DOCX)', odt: 'OpenDocument (ODT)', md: 'Markdown', html: 'HTML', json: 'JSON', csv: 'CSV (ZIP)', ics: 'iCalendar', pack: 'ZIP' }

export class Exports {
  readonly #blobDirectory: string
  readonly #dataDirectory: string
  readonly #running = new Map<string, () => void>()

  /** `dataDirectory`: where the folder of the last export is remembered. */
  constructor(blobDirectory: string, dataDirectory: string) {
    this.#blobDirectory = blobDirectory
    this.#dataDirectory = dataDirectory
  }

  /** Runs one export for `window`; `exportId` is unique within the window. `language` (BCP 47): of the interface, which is not that of the minutes. */
  async run(window: BrowserWindow, exportId: number, request: ExportRequest, language: string): Promise<ExportResult> {
    const key = exportKey(window, exportId)
    const stop = new AbortController()
    this.#running.set(key, () => stop.abort())
    try {
      const target = await askForTarget(window, request, rememberedFolder(this.#dataDirectory), language)
      // Nothing takes the dialog away before it is answered; one that was stopped meanwhile writes nothing all the same.
      if (target === null || window.isDestroyed() || stop.signal.aborted) return { kind: 'cancelled' }
      return await this.#render(window, exportId, request, target, stop.signal)
    } finally {
      this.#running.delete(key)
    }
  }

  async #render(window: BrowserWindow, exportId: number, request: ExportRequest, target: string, signal: AbortSignal): Promise<ExportResult> {
    const draft = draftBeside(target)
    const { promise, resolve } = Promise.withResolvers<ExportResult>()
    const ended = Promise.withResolvers<void>()
    const receive = (message: ExporterToShell): void => {
      switch (message.type) {
        case 'progress': {
          const { done, total, step } = message
          if (!window.isDestroyed()) window.webContents.send('export-progress', { exportId, done, total, step } satisfies ExportProgress)
          return
        }
        case 'saved':
          resolve({ kind: 'saved', path: target, missing: message.missing, notices: message.notices, isEmpty: message.isEmpty })
          return
        case 'failed':
          resolve({ kind: 'failed', reason: message.reason, detail: message.detail })
          return
        default:
          assertNever(message, 'message from the exporter')
      }
    }
    const exporter: HostedProcess = startProcess('exporter', {
      onMessage: (message) => receive(message as ExporterToShell),
      onExit: (code) => {
        ended.resolve()
        resolve({ kind: 'failed', reason: 'exporter-crashed', detail: `exit code ${String(code)}` })
      },
    })
    const cancel = (): void => resolve({ kind: 'cancelled' })
    signal.addEventListener('abort', cancel)
    const forgetCancel = onPageGone(window, cancel)
    exporter.post({ type: 'render', request, blobDirectory: this.#blobDirectory, target, draft } satisfies ShellToExporter)
    const result = await promise
    exporter.kill()
    forgetCancel()
    if (result.kind === 'saved') writeShellState(this.#dataDirectory, { ...readShellState(this.#dataDirectory), exportFolder: path.dirname(target) })
    // One that was cut off while it wrote leaves its draft; it can be removed only when nobody writes to it any more.
    await ended.promise
    await rm(draft, { force: true }).catch((error: unknown) => log.error(`export: draft not removed: ${String(error)}`))
    return result
  }

  cancel(window: BrowserWindow, exportId: number): void {
    this.#running.get(exportKey(window, exportId))?.()
  }

  cancelAll(): void {
    for (const cancel of this.#running.values()) cancel()
  }
}

/** A name of its own beside `target`, hidden where a dot hides; no longer than that of `target` may be, whatever letters it has. */
export function draftBeside(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target).slice(0, 60)}.${randomUUID()}.part`)
}

function exportKey(window: BrowserWindow, exportId: number): string {
  return `${window.id}:${exportId}`
}

/** Where the last document went, as long as that is there; at first the folder for documents. */
function rememberedFolder(dataDirectory: string): string {
  const { exportFolder } = readShellState(dataDirectory)
  return exportFolder !== null && existsSync(exportFolder) ? exportFolder : app.getPath('documents')
}

async function askForTarget(window: BrowserWindow, request: ExportRequest, folder: string, language: string): Promise<string | null> {
  const { title, format } = request
  // The file is part of the minutes, the dialog part of the interface.
  const name = fileName(title, shellMessage(request.language, 'untitled'))
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: shellMessage(language, 'exportTitle'),
    defaultPath: path.join(folder, `${name}.${exportExtensions[format]}`),
    filters: [{ name: formatNames[format], extensions: [exportExtensions[format]] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || filePath === '') return null
  return path.extname(filePath) === '' ? `${filePath}.${exportExtensions[format]}` : filePath
}
