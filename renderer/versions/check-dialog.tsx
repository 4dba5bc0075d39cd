/** "Is this the version that we approved?": a file is chosen or dropped, and told in words what it is. Nothing is changed. */
import { FileSearch } from 'lucide-react'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { RefusalKind } from '../../shared/import/imported.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { VersionFile } from '../../shared/verify/read-words.ts'
import type { Verdict } from '../../shared/verify/verdict.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { FileButton } from '../base/controls/file-button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { useFileDrop, useFileImport } from '../base/files/use-file-import.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { useSource } from '../document/source-context.tsx'
import { checkDocument } from './check-document.ts'
import { messages } from './messages.ts'
import { VerdictView } from './verdict-view.tsx'
import './versions.css'

/** What a document that can be checked may be called. */
const checkableEndings = ['.docx', '.odt', '.html', '.htm', '.md', '.markdown', '.json'] as const

export type CheckDialogProps = {
  readonly workshop: WorkshopId
  readonly desktop: DesktopApi
  /** Of a file, where less than usual can be taken into memory. */
  readonly maxBytes?: number
  /** Dropped already; null to ask for one. */
  readonly dropped: File | null
  readonly onClose: () => void
}

/** The dialog; mounted while it is open. */
export function CheckDialog({ workshop, desktop, maxBytes, dropped, onClose }: CheckDialogProps): ReactNode {
  const text = useText(messages)
  const [file, setFile] = useState(dropped)
  const drop = useFileDrop(([given]) => given && setFile(given), true)
  return (
    <Dialog title={text('checkTitle')} isOpen width="wide" onClose={onClose}>
      <div className="check-drop" data-over={drop.isOver || undefined} {...drop.props}>
        <DialogBody>
          {file === null ? (
            <div className="check-ask">
              <FileSearch aria-hidden size={32} />
              <p>{text('checkWords')}</p>
              <FileButton tone="accent" accept={checkableEndings} onFile={setFile}>
                {text('checkChoose')}
              </FileButton>
            </div>
          ) : (
            <CheckedFile workshop={workshop} desktop={desktop} maxBytes={maxBytes} file={file} />
          )}
        </DialogBody>
      </div>
      <DialogFooter>
        {file !== null && (
          <FileButton accept={checkableEndings} takesFocus onFile={setFile}>
            {text('checkAnother')}
          </FileButton>
        )}
        <Button onPress={onClose}>{text('close')}</Button>
      </DialogFooter>
    </Dialog>
  )
}

function CheckedFile({ workshop, desktop, maxBytes, file }: Pick<CheckDialogProps, 'workshop' | 'desktop'> & { readonly maxBytes: number | undefined; readonly file: File }): ReactNode {
  const text = useText(messages)
  const { name } = file
  const state = useFileImport<VersionFile>(
    file,
    useCallback((id, given) => desktop.invoke('check-document', id, given), [desktop]),
    useCallback((id) => void desktop.invoke('cancel-import', id), [desktop]),
    maxBytes,
  )
  switch (state.kind) {
    case 'reading':
      return <output className="check-wait any-script">{text('checkReading', { name })}</output>
    case 'refused':
      return (
        <Problem title={text('checkUnreadable', { name })}>
          <p>{text(refusalKeys[state.refusal.kind])}</p>
        </Problem>
      )
    case 'read':
      return <Compared workshop={workshop} name={name} found={state.content} />
    default:
      return assertNever(state, 'state of a file')
  }
}

const refusalKeys = {
  encrypted: 'checkRefused_encrypted',
  damaged: 'checkRefused_damaged',
  'too-large': 'checkRefused_tooLarge',
  'unknown-type': 'checkRefused_unknownType',
  'old-word': 'checkRefused_unknownType',
  'old-excel': 'checkRefused_unknownType',
  // Of workshops, not of documents.
  'bad-record': 'checkRefused_unknownType',
  'from-newer-version': 'checkRefused_unknownType',
  empty: 'checkRefused_empty',
  'not-readable': 'checkRefused_notReadable',
  'timed-out': 'checkRefused_timedOut',
  crashed: 'checkRefused_crashed',
} as const satisfies Readonly<Record<RefusalKind, string>>

function Compared({ workshop, name, found }: { readonly workshop: WorkshopId; readonly name: string; readonly found: VersionFile }): ReactNode {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const source = useSource()
  const { doc } = useWorkshopEdits()
  const [result, setResult] = useState<{ readonly verdict: Verdict } | { readonly problem: string } | null>(null)
  useEffect(() => {
    if (source === null) return undefined
    let isWanted = true
    const judge = (): void => {
      checkDocument(source, doc, workshop, found).then(
        (verdict) => isWanted && setResult({ verdict }),
        (error: unknown) => isWanted && setResult({ problem: failureSentence(failureText, failureOf(error)) }),
      )
    }
    judge()
    // What it is to be compared with may still be on its way.
    const release = source.onBlobs(judge)
    return () => {
      isWanted = false
      release()
    }
  }, [source, doc, workshop, found, failureText])
  if (result === null) return <output className="check-wait any-script">{text('checkComparing', { name })}</output>
  return 'problem' in result ? <Problem>{result.problem}</Problem> : <VerdictView verdict={result.verdict} name={name} />
}
