/** A running export: where it is, how it ends, and the way to end it. One at a time. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DesktopApi, ExportFormat, ExportProgress, ExportRequest, ExportResult } from '../../shared/ipc/desktop-api.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { emptySentence, exportFailureSentence, exportMessages } from '../base/words/export-words.ts'
import { useText, type Text } from '../base/words/i18n.tsx'
import { showToast, type Toast } from '../base/controls/toast.tsx'
import { messages } from './messages.ts'
import { noticeText } from './notice-text.ts'

export type RunningExport = { readonly id: number; readonly format: ExportFormat; readonly progress: ExportProgress | null }

export type Exporting = {
  readonly running: RunningExport | null
  /** `prepare` gives what is to be exported: what is on screen when it is called. */
  readonly start: (format: ExportFormat, prepare: () => Promise<ExportRequest>) => void
  /** Ends the work itself: before a place is asked for nothing is; then its process is ended, and nothing is left under the chosen name. */
  readonly cancel: () => void
}

// Ids name an export to the shell within this window; a reload of the page must not meet an old one.
let lastExportId = Date.now()

export function useExport(desktop: DesktopApi): Exporting {
  const text = useText(messages)
  const exportText = useText(exportMessages)
  const [running, setRunning] = useState<RunningExport | null>(null)
  // Of exports that are still being prepared: the shell knows nothing of them.
  const stops = useRef(new Map<number, () => void>())
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    const unsubscribe = desktop.on('export-progress', (progress) =>
      setRunning((now) => (now?.id === progress.exportId ? { ...now, progress } : now)),
    )
    return () => {
      isShown.current = false
      unsubscribe()
    }
  }, [desktop])
  const start = useCallback(
    function begin(format: ExportFormat, prepare: () => Promise<ExportRequest>): void {
      lastExportId += 1
      const id = lastExportId
      setRunning({ id, format, progress: null })
      const finish = (result: ExportResult): void => {
        if (isShown.current) setRunning((now) => (now?.id === id ? null : now))
        const toast = resultToast(text, exportText, format, result, { showInFolder: (path) => void desktop.invoke('show-in-folder', path), again: () => begin(format, prepare) })
        if (toast) showToast(toast)
      }
      const stopped = Promise.withResolvers<null>()
      stops.current.set(id, () => stopped.resolve(null))
      const run = async (): Promise<ExportResult> => {
        const request = await Promise.race([prepare(), stopped.promise]).finally(() => stops.current.delete(id))
        return request === null ? { kind: 'cancelled' } : desktop.invoke('export-minutes', id, request)
      }
      run().then(finish, (error: unknown) =>
        finish({ kind: 'failed', reason: 'exporter-crashed', detail: error instanceof Error ? error.message : String(error) }),
      )
    },
    [desktop, text, exportText],
  )
  const id = running?.id
  const cancel = useCallback(() => {
    if (id === undefined) return
    const stop = stops.current.get(id)
    if (stop) stop()
    else void desktop.invoke('cancel-export', id)
  }, [desktop, id])
  return { running, start, cancel }
}

type ToastActions = { readonly showInFolder: (path: string) => void; readonly again: () => void }

/** What to tell about a finished export; nothing when the user closed the save dialog or stopped it. */
function resultToast(text: Text<keyof (typeof messages)['en']>, exportText: Text<keyof (typeof exportMessages)['en']>, format: ExportFormat, result: ExportResult, actions: ToastActions): Toast | null {
  switch (result.kind) {
    case 'saved': {
      const { path, missing, notices } = result
      const empty = emptySentence(exportText, format, result.isEmpty)
      const name = path.split(/[/\\]/).at(-1) ?? path
      return {
        message: text('saved', { name }),
        details: [
          ...(empty === null ? [] : [empty]),
          ...(missing.length === 0 ? [] : [text('missing', { count: missing.length }), ...missing]),
          ...(notices.length === 0 ? [] : [text('notices', { count: notices.length }), ...notices.map((notice) => noticeText(text, notice))]),
        ],
        action: { label: text('showInFolder'), onAction: () => actions.showInFolder(path) },
      }
    }
    case 'cancelled':
      return null
    case 'failed':
      return { tone: 'problem', message: exportFailureSentence(exportText, result.reason, result.detail), action: { label: text('exportAgain'), onAction: actions.again } }
    default:
      return assertNever(result, 'export result')
  }
}
