/** Handing the minutes over: one file in a format of choice, with progress, a way to stop, and what is missing. */
import { Download } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { exportFormats, type DesktopApi, type ExportFormat, type ExportProgress, type ExportResult } from '../../shared/ipc/desktop-api.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { Button } from '../base/button.tsx'
import { useText, type Text } from '../base/i18n.tsx'
import { MenuButton, MenuItem } from '../base/menu.tsx'
import { showToast, type Toast } from '../base/toast.tsx'
import { messages } from './messages.ts'
import { noticeText } from './notice-text.ts'

export type ExportMenuProps = {
  readonly desktop: DesktopApi
  /** Read when an export starts: what is exported is what is on screen then. */
  readonly readWorkshop: () => Workshop
  readonly language: string
  /** Opens the menu whenever it is another number; null while nobody asked for it. */
  readonly openRequest: number | null
}

type Running = { readonly id: number; readonly format: ExportFormat; readonly progress: ExportProgress | null }

// Ids name an export to the shell within this window; a reload of the page must not meet an old one.
let lastExportId = Date.now()

/** The menu, or the running export in its place. */
export function ExportMenu({ desktop, readWorkshop, language, openRequest }: ExportMenuProps): ReactNode {
  const text = useText(messages)
  const [running, setRunning] = useState<Running | null>(null)
  const [isOpened, setIsOpened] = useState(false)
  const [answered, setAnswered] = useState<number | null>(null)
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

  const run = async (format: ExportFormat): Promise<void> => {
    lastExportId += 1
    const id = lastExportId
    setRunning({ id, format, progress: null })
    const result = await desktop.invoke('export-minutes', id, { workshop: readWorkshop(), format, language })
    if (isShown.current) setRunning(null)
    const toast = resultToast(text, result, (path) => void desktop.invoke('show-in-folder', path))
    if (toast) showToast(toast)
  }

  const setIsOpen = (isOpen: boolean): void => {
    setIsOpened(isOpen)
    setAnswered(openRequest)
  }
  if (!running) {
    return (
      <MenuButton label={text('export')} icon={Download} tone="accent" isOpen={isOpened || (openRequest !== null && openRequest !== answered)} onOpenChange={setIsOpen}>
        {exportFormats.map((format) => (
          <MenuItem key={format} label={text(`export_${format}`)} onAction={() => void run(format)} />
        ))}
      </MenuButton>
    )
  }
  const { id, format, progress } = running
  return (
    <div className="export-running">
      <output>
        {text('exporting', { format: text(`export_${format}`) })}
        {progress && progress.total > 1 && ` ${text('exportProgress', { done: progress.done, total: progress.total })}`}
      </output>
      <progress aria-label={text('exporting', { format: text(`export_${format}`) })} {...(progress && progress.total > 0 ? { value: progress.done, max: progress.total } : {})} />
      <Button onPress={() => void desktop.invoke('cancel-export', id)}>{text('cancelExport')}</Button>
    </div>
  )
}

/** What to tell about a finished export; nothing when the user closed the save dialog. */
function resultToast(text: Text<keyof (typeof messages)['en']>, result: ExportResult, showInFolder: (path: string) => void): Toast | null {
  switch (result.kind) {
    case 'saved': {
      const { path, missing, notices } = result
      const name = path.split(/[/\\]/).at(-1) ?? path
      return {
        message: text('saved', { name }),
        details: [
          ...(missing.length === 0 ? [] : [text('missing', { count: missing.length }), ...missing]),
          ...(notices.length === 0 ? [] : [text('notices', { count: notices.length }), ...notices.map((notice) => noticeText(text, notice))]),
        ],
        action: { label: text('showInFolder'), onAction: () => showInFolder(path) },
      }
    }
    case 'cancelled':
      return null
    case 'failed':
      return { tone: 'problem', message: failureText(text, result.reason, result.detail) }
    default:
      return assertNever(result, 'export result')
  }
}

function failureText(text: Text<keyof (typeof messages)['en']>, reason: Extract<ExportResult, { kind: 'failed' }>['reason'], detail: string): string {
  switch (reason) {
    case 'cannot-write':
      return text('failedWrite', { detail })
    case 'exporter-crashed':
      return text('failedCrash', { detail })
    case 'bad-content':
      return text('failedContent', { detail })
    default:
      return assertNever(reason, 'export failure')
  }
}
