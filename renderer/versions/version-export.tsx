/** Files of a frozen version: from what was frozen, whatever the boards say now. */
import { Download } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { readDetails } from '../../shared/document/read-details.ts'
import { exportFormats, type DesktopApi, type ExportFormat, type ExportResult } from '../../shared/ipc/desktop-api.ts'
import type { FrozenVersion } from '../../shared/model/versions.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { VersionState } from '../../shared/versions/frozen-request.ts'
import type { FrozenContent } from '../../shared/versions/frozen-version.ts'
import { Button } from '../base/controls/button.tsx'
import { emptySentence, exportFailureSentence, exportMessages } from '../base/words/export-words.ts'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { documentName } from './document-name.ts'
import { messages } from './messages.ts'

export type VersionExportProps = {
  readonly version: FrozenVersion
  readonly content: FrozenContent
  readonly state: VersionState
  readonly desktop: DesktopApi
  readonly language: string
}

// Ids name an export to the shell within this window; those of the Minutes page are the time in milliseconds and up.
let lastExportId = Math.trunc(Date.now() / 2)
function nextExportId(): number {
  lastExportId += 1
  return lastExportId
}

export function VersionExport({ version, content, state, desktop, language }: VersionExportProps): ReactNode {
  const text = useText(messages)
  const exportText = useText(exportMessages)
  const { doc } = useWorkshopEdits()
  const entries = content.documents.map(({ entry }) => entry)
  const firstChoice = Math.max(0, entries.findIndex((entry) => entry.language === language))
  const [chosen, setChosen] = useState(String(firstChoice))
  const [format, setFormat] = useState<ExportFormat>('pdf')
  const [running, setRunning] = useState<number | null>(null)
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const entry = entries[Number(chosen)]
  if (entry === undefined) return null
  const finish = (result: ExportResult, made: ExportFormat): void => {
    if (isShown.current) setRunning(null)
    switch (result.kind) {
      case 'saved': {
        const empty = emptySentence(exportText, made, result.isEmpty)
        showToast({
          message: text('saved', { name: result.path.split(/[/\\]/).at(-1) ?? result.path }),
          details: [...(empty === null ? [] : [empty]), ...(result.missing.length === 0 ? [] : [text('missing', { count: result.missing.length }), ...result.missing])],
          action: { label: text('showInFolder'), onAction: () => void desktop.invoke('show-in-folder', result.path) },
        })
        return
      }
      case 'failed':
        showToast({ tone: 'problem', message: exportFailureSentence(exportText, result.reason, result.detail) })
        return
      case 'cancelled':
        return
      default:
        assertNever(result, 'export result')
    }
  }
  const start = (): void => {
    const id = nextExportId()
    setRunning(id)
    const { blob, fingerprint } = version
    const { profile, language: documentLanguage, organisation, attribution } = entry
    const request = {
      title: readDetails(doc).title, workshop: '', format, profile, attribution, organisation, language: documentLanguage,
      frozen: { ...state, blob, fingerprint, profile, language: documentLanguage, organisation },
    }
    desktop.invoke('export-minutes', id, request).then((result) => finish(result, format), (error: unknown) =>
      finish({ kind: 'failed', reason: 'exporter-crashed', detail: error instanceof Error ? error.message : String(error) }, format),
    )
  }
  return (
    <div className="version-export">
      <SelectField label={text('document')} value={chosen} onChange={setChosen} options={entries.map((option, index) => ({ value: String(index), label: documentName(text, option) }))} className="version-document" />
      <SelectField label={text('format')} value={format} onChange={setFormat} options={exportFormats.map((option) => ({ value: option, label: option.toUpperCase() }))} />
      {running === null ? (
        <Button icon={Download} onPress={start}>
          {text('export')}
        </Button>
      ) : (
        <>
          <output>{text('exporting')}</output>
          <Button onPress={() => void desktop.invoke('cancel-export', running)}>{text('stop')}</Button>
        </>
      )}
    </div>
  )
}
