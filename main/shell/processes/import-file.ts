/**
 * Imports: asks for a file where none was dropped, starts an importer process, passes its progress on. One process per import,
 * with a bound on its memory and its time: a cancel is a killed process, and a hostile file costs nothing but that import.
 */
import path from 'node:path'
import { dialog, type BrowserWindow } from 'electron/main'
import type { DocumentBytes, FileComparison } from '../../../shared/document/hand-over/file-changes.ts'
import type { ListChoice } from '../../../shared/import/list-table.ts'
import type { ImportContents, ImporterToShell, ImportKind, ImportSource, ShellToImporter } from '../../../shared/ipc/importer-messages.ts'
import type { GivenFile, ImportProgress, ImportResult } from '../../../shared/ipc/desktop-api.ts'
import type { BlobId } from '../../../shared/model/ids.ts'
import { assertNever } from '../../../shared/util/assert-never.ts'
import { shellMessage } from '../messages.ts'
import { onPageGone } from '../windows/page-gone.ts'
import { startProcess } from './process-host.ts'

/** Longer than the largest real document takes on a slow computer. */
const timeLimitMs = 120_000
/** For somebody who looks at the workshop that is here before they ask what the file would change. */
const openLimitMs = 1_800_000
const memoryLimitMb = 1024

/** What the open dialog offers for each kind of import. */
const endings: Readonly<Record<ImportKind, readonly string[]>> = {
  list: ['csv', 'tsv', 'txt', 'xlsx', 'ods', 'xls'],
  programme: ['ics', 'txt'],
  document: ['docx', 'odt', 'md', 'markdown', 'html', 'htm', 'txt'],
  workshop: ['minuta', 'json'],
  version: ['docx', 'odt', 'html', 'htm', 'md', 'markdown', 'json'],
}

/** What is asked of an importer that has read a workshop, and what it answers. */
type Question = Exclude<ShellToImporter, { readonly type: 'read' }>
type Answer = Extract<ImporterToShell, { readonly type: 'blob' | 'compared' }>

/** A workshop that was read, in its file. `ask`: null when no answer comes any more. */
type OpenFile = { readonly ask: (question: Question) => Promise<Answer | null>; readonly close: () => void }

export class Imports {
  readonly #running = new Map<string, () => void>()
  readonly #open = new Map<string, OpenFile>()

  /** Runs one import for `window`; `importId` is unique within the window. `given` is null for a file that is to be asked for. */
  async run<K extends ImportKind>(
    window: BrowserWindow, importId: number, kind: K, given: GivenFile | null, language: string, choice: ListChoice | null = null,
  ): Promise<ImportResult<ImportContents[K]>> {
    const source = given ? sourceOf(given) : await askForFile(window, kind, language)
    if (source === null || window.isDestroyed()) return { kind: 'cancelled' }
    const name = path.basename(source.kind === 'path' ? source.path : source.name)
    const key = `${window.id}:${importId}`
    const { promise, resolve } = Promise.withResolvers<ImportResult<ImportContents[K]>>()
    let giveAnswer: ((answer: Answer | null) => void) | null = null
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
        case 'blob':
        case 'compared':
          giveAnswer?.(message)
          return
        default:
          assertNever(message, 'message from the importer')
      }
    }
    const importer = startProcess(
      'importer',
      {
        onMessage: (message) => receive(message as ImporterToShell),
        onExit: (code) => {
          resolve({ kind: 'refused', name, refusal: { kind: 'crashed', detail: `exit code ${String(code)}` } })
          giveAnswer?.(null)
          // Of an importer that ended by itself nobody asks again: no answer would come.
          this.#open.get(key)?.close()
        },
      },
      { memoryLimitMb },
    )
    const cancel = (): void => resolve({ kind: 'cancelled' })
    let timer = setTimeout(() => resolve({ kind: 'refused', name, refusal: { kind: 'timed-out', detail: `after ${timeLimitMs / 1000} s` } }), timeLimitMs)
    this.#running.set(key, cancel)
    const forgetCancel = onPageGone(window, cancel)
    importer.post({ type: 'read', kind, source, choice } satisfies ShellToImporter)
    const result = await promise
    clearTimeout(timer)
    this.#running.delete(key)
    forgetCancel()
    if (window.isDestroyed() || kind !== 'workshop' || result.kind !== 'read') {
      importer.kill()
      return result
    }
    // The file stays open until the page has what it wants of it, or is gone.
    const close = (): void => {
      clearTimeout(timer)
      if (this.#open.get(key)?.close === close) this.#open.delete(key)
      forgetClose()
      importer.kill()
    }
    const wait = (limitMs: number): void => {
      clearTimeout(timer)
      timer = setTimeout(close, limitMs)
    }
    const ask = async (question: Question): Promise<Answer | null> => {
      wait(timeLimitMs)
      const asked = Promise.withResolvers<Answer | null>()
      giveAnswer = asked.resolve
      importer.post(question)
      const answer = await asked.promise
      if (answer !== null) wait(openLimitMs)
      return answer
    }
    this.#open.set(key, { ask, close })
    const forgetClose = onPageGone(window, close)
    wait(openLimitMs)
    return result
  }

  /** An image or file of a workshop that `importId` has read, one at a time; null when it is no longer there, or the import has ended. */
  async readBlob(window: BrowserWindow, importId: number, id: BlobId): Promise<Uint8Array | null> {
    const answer = await this.#open.get(`${window.id}:${importId}`)?.ask({ type: 'blob', id })
    return answer?.type === 'blob' ? answer.bytes : null
  }

  /** What the workshop that `importId` has read would change in the one that is `here`; null when the import has ended. */
  async compare(window: BrowserWindow, importId: number, here: DocumentBytes): Promise<FileComparison | null> {
    const answer = await this.#open.get(`${window.id}:${importId}`)?.ask({ type: 'compare', here })
    return answer?.type === 'compared' ? answer.comparison : null
  }

  /** Ends an import, also one of which nothing more is wanted. */
  cancel(window: BrowserWindow, importId: number): void {
    const key = `${window.id}:${importId}`
    this.#running.get(key)?.()
    this.#open.get(key)?.close()
  }

  cancelAll(): void {
    for (const cancel of this.#running.values()) cancel()
    for (const { close } of this.#open.values()) close()
  }
}

function sourceOf(file: GivenFile): ImportSource {
  return 'path' in file ? { kind: 'path', path: file.path } : { kind: 'bytes', ...file }
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
