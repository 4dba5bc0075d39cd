/** Changes that a file of a workshop holds and this computer does not: looked at, taken over by those who may, and taken out again. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { ImportedWorkshop } from '../../shared/import/imported-workshop.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { mayWrite } from '../../shared/model/roles.ts'
import { showToast } from '../base/controls/toast.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { useText } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import type { WorkshopSource } from '../document/source.ts'
import { ChangesDialog, type ChangesState } from './changes-dialog.tsx'
import { messages } from './messages.ts'

/** A file of a workshop that is here. `importId`: of the importer that still has it open. */
export type ChangedFile = { readonly content: Extract<ImportedWorkshop, { readonly kind: 'workshop' }>; readonly importId: number; readonly name: string }

export type FileChangesOptions = { readonly source: WorkshopSource; readonly desktop: DesktopApi; readonly workshops: readonly WorkshopSummary[] | null }

export type UsedFileChanges = {
  readonly isBusy: boolean
  /** Tells that the file holds more, after `words`, and offers to look at it. The file stays open until nothing more is wanted of it. */
  readonly offer: (file: ChangedFile, words: string) => void
  /** The file that was offered is no longer. */
  readonly forget: () => void
  readonly element: ReactNode
}

export function useFileChanges({ source, desktop, workshops }: FileChangesOptions): UsedFileChanges {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const [shown, setShown] = useState<{ readonly file: ChangedFile; readonly state: ChangesState } | null>(null)
  const offered = useRef<ChangedFile | null>(null)
  const isLooking = useRef(false)

  const forget = useCallback(() => {
    const file = offered.current
    offered.current = null
    isLooking.current = false
    setShown(null)
    if (file !== null) void desktop.invoke('cancel-import', file.importId)
  }, [desktop])
  useEffect(() => forget, [forget])

  /** Of a file that was offered meanwhile nothing is shown. */
  const show = useCallback((file: ChangedFile, state: ChangesState) => {
    if (offered.current === file) setShown({ file, state })
  }, [])
  const fail = useCallback((file: ChangedFile, error: unknown) => show(file, { kind: 'failed', words: failureSentence(failureText, failureOf(error)) }), [show, failureText])

  const look = useCallback(
    async (file: ChangedFile) => {
      show(file, { kind: 'running', words: text('comparing'), done: 0, total: 0, isStoppable: true })
      try {
        const here = await source.call('captureWorkshop', file.content.workshop)
        const comparison = await desktop.invoke('import-compare', file.importId, here)
        show(file, comparison === null ? { kind: 'failed', words: text('changesFileGone') } : { kind: 'compared', comparison })
      } catch (error) {
        fail(file, error)
      }
    },
    [source, desktop, text, show, fail],
  )

  const setTakenOut = useCallback(
    async function change(workshop: WorkshopId, isOut: boolean, keptAs: string): Promise<void> {
      try {
        if (!(await source.call('setTakenOut', workshop, keptAs, isOut))) return showToast({ message: text('changesWrittenInto', { file: isolated(keptAs) }), tone: 'problem' })
        showToast({ message: text(isOut ? 'changesTakenOut' : 'changesBack'), action: { label: text(isOut ? 'changesBringBack' : 'undo'), onAction: () => void change(workshop, !isOut, keptAs) } })
      } catch (error) {
        showToast({ message: failureSentence(failureText, failureOf(error)), tone: 'problem' })
      }
    },
    [source, text, failureText],
  )

  const takeOver = useCallback(
    async (file: ChangedFile) => {
      const { workshop, update, responses, blobs, title } = file.content
      const tell = (done: number): void => show(file, { kind: 'running', words: text('takingOver'), done, total: blobs.length, isStoppable: false })
      try {
        for (const [index, blob] of blobs.entries()) {
          tell(index)
          if (await source.call('hasBlob', blob)) continue
          const bytes = await desktop.invoke('import-blob', file.importId, blob)
          if (bytes === null) return show(file, { kind: 'failed', words: text('changesFileGone') })
          await source.call('putBlob', bytes, 'application/octet-stream')
        }
        tell(blobs.length)
        const { keptAs } = await source.call('takeOverFile', { workshop, update, responses })
        forget()
        showToast({
          message: text('changesTaken', { name: isolated(file.name), title: isolated(title) }), details: [text('changesKept', { file: isolated(keptAs) })],
          action: { label: text('undo'), onAction: () => void setTakenOut(workshop, true, keptAs) },
        })
      } catch (error) {
        fail(file, error)
      }
    },
    [source, desktop, text, show, fail, forget, setTakenOut],
  )

  const offer = useCallback(
    (file: ChangedFile, words: string) => {
      forget()
      offered.current = file
      const onAction = (): void => {
        isLooking.current = true
        void look(file)
      }
      const onClose = (): void => {
        if (offered.current === file && !isLooking.current) forget()
      }
      showToast({ message: words, details: [text('fileHasMore')], action: { label: text('lookAtChanges'), onAction }, onClose })
    },
    [forget, look, text],
  )

  const role = workshops?.find(({ id }) => id === shown?.file.content.workshop)?.status.role
  return {
    isBusy: shown !== null,
    offer,
    forget,
    element: shown && (
      <ChangesDialog
        state={shown.state}
        name={shown.file.name}
        title={shown.file.content.title}
        mayTakeOver={role !== undefined && mayWrite(role, 'notes')}
        onTakeOver={() => void takeOver(shown.file)}
        onClose={forget}
      />
    ),
  }
}
