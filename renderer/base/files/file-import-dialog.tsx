/** The frame of an import that is looked at before it is done: reading, the reason why not, or the preview. */
import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../controls/dialog.tsx'
import './file-import-dialog.css'
import { useText } from '../words/i18n.tsx'
import { importMessages, useRefusalSentence } from '../words/import-words.ts'
import { Problem } from '../controls/problem.tsx'
import type { FileImport } from './use-file-import.ts'
import type { QueuedFile } from './use-file-queue.tsx'

export type FileImportDialogProps<Content> = {
  readonly title: string
  /** What is imported, and its place among those that were given with it. */
  readonly queued: QueuedFile
  readonly state: FileImport<Content>
  /** Which files can be read here, as a sentence. */
  readonly wanted: string
  /** The preview with its buttons, once the file has been read. */
  readonly children: (content: Content) => ReactNode
}

export function FileImportDialog<Content>({ title, queued, state, wanted, children }: FileImportDialogProps<Content>): ReactNode {
  const { file: { name }, number, total, onDone, onStop } = queued
  // Stops what is read, or leaves without a change.
  const onClose = (): void => onDone(state.kind === 'refused' ? state.refusal : 'left-out')
  const text = useText(importMessages)
  const refusalSentence = useRefusalSentence()
  return (
    <Dialog title={title} isOpen onClose={onClose} width="wide">
      {total > 1 && (
        <p className="import-place quiet small">
          {text('fileOf', { number, total })}
          {number < total && (
            <Button tone="quiet" onPress={onStop}>
              {text('leaveOutRest')}
            </Button>
          )}
        </p>
      )}
      {state.kind === 'reading' && (
        <DialogBody>
          <output className="import-reading">{text('reading', { name })}</output>
        </DialogBody>
      )}
      {state.kind === 'refused' && (
        <DialogBody>
          <Problem title={name}>
            <p>{refusalSentence(state.refusal, wanted)}</p>
            <p>{text('nothingChanged')}</p>
          </Problem>
        </DialogBody>
      )}
      {state.kind === 'read' && children(state.content)}
      {state.kind !== 'read' && (
        <DialogFooter>
          <Button onPress={onClose}>{text(state.kind === 'reading' ? 'stop' : 'close')}</Button>
        </DialogFooter>
      )}
    </Dialog>
  )
}
