/**
 * Imports: asks for a file where none was dropped, starts an importer process, passes its progress on. One process per import,
 * with a bound on its memory and its time: a cancel is a killed process, and a hostile file costs nothing but that import.
 */
import path from 'node:path'
import { dialog, type BrowserWindow } from 'electron/main'
import type { ListChoice } from '../../shared/import/list-table.ts'
import type { ImportContents, ImporterToShell, ImportKind, ImportSource, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import type { DroppedFile, ImportProgress, ImportResult } from '../../shared/ipc/desktop-api.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { shellMessage } from './messages.ts'
import { startProcess } from './process-host.ts'

/** Longer than the largest real document takes on a slow computer. */
const timeLimitMs = 120_000
const memoryLimitMb = 1024

/** What the open dialog offers for each kind of import. */
const endings: Readonly<Record<ImportKind, readonly string[]>> = {
  list: ['csv', 'tsv', 'txt', 'xlsx', 'ods', 'xls'],
  programme: ['ics'],
  document: ['docx', 'odt', 'md', 'markdown', 'html', 'htm', 'txt'],
  workshop: ['minuta', 'json'],
  version: ['docx', 'odt', 'html', 'htm', 'md', 'markdown', 'json'],
}

export class Imports {
  readonly #running = new Map<string, () => void>()

  /** Runs one import for `window`; `importId` is unique within the window. `dropped` is null for a file that is to be asked for. */
  async run<K extends ImportKind>(
    window: BrowserWindow, importId: number, kind: K, dropped: DroppedFile | null, language: string, choice: ListChoice | null = null,
  ): Promise<ImportResult<ImportContents[K]>> {
    const source = dropped ? { kind: 'bytes', ...dropped } as const : await askForFile(window, kind, language)
    if (source === null || window.isDestroyed()) return { kind: 'cancelled' }
    const name = path.basename(source.kind === 'path' ? source.path : source.name)
    const key = `${window.id}:${importId}`
    const { promise, resolve } = Promise.withResolvers<ImportResult<ImportContents[K]>>()
    const receive = (message: ImporterToShell): void => {
      switch (message.type) {
        case 'progress': {
          const { done, total, step } = message
          if (!window.isDestroyed()) window.webContents.send('import-progress', { importId, name, done, total, step } satisfies ImportProgress)
          return
        }
        case 'read':
          resolve({ kind: 'read', name, content: message.content as ImportContents[K] })
          return
        case 'refused':
          resolve({ kind: 'refused', name, refusal: message.refusal })
          return
        default:
          assertNever(message, 'message from the importer')
      }
    }
    const importer = startProcess(
      'importer',
      {
        onMessage: (message) => receive(message as ImporterToShell),
        onExit: (code) => resolve({ kind: 'refused', name, refusal: { kind: 'crashed', detail: `exit code ${String(code)}` } }),
      },
      { memoryLimitMb },
    )
    const cancel = (): void => resolve({ kind: 'cancelled' })
    const timer = setTimeout(() => resolve({ kind: 'refused', name, refusal: { kind: 'timed-out', detail: `after ${timeLimitMs / 1000} s` } }), timeLimitMs)
    this.#running.set(key, cancel)
    window.once('closed', cancel)
    importer.post({ type: 'read', kind, source, choice } satisfies ShellToImporter)
    const result = await promise
    clearTimeout(timer)
    importer.kill()
    this.#running.delete(key)
    if (!window.isDestroyed()) window.off('closed', cancel)
    return result
  }

  cancel(window: BrowserWindow, importId: number): void {
    this.#running.get(`${window.id}:${importId}`)?.()
  }

  cancelAll(): void {
    for (const cancel of this.#running.values()) cancel()
  }
}

async function askForFile(window: BrowserWindow, kind: ImportKind, language: string): Promise<ImportSource | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: shellMessage(language, kind === 'workshop' ? 'openTitle' : 'importTitle'),
    filters: [{ name: shellMessage(language, kind === 'workshop' ? 'openFilter' : 'importFilter'), extensions: [...endings[kind]] }, { name: shellMessage(language, 'allFiles'), extensions: ['*'] }],
    properties: ['openFile'],
  })
  const [chosen] = filePaths
  return canceled || chosen === undefined ? null : { kind: 'path', path: chosen }
}
