/** Workshops out of files: asked for or dropped on the library, read in a process of their own, then made part of it. */
import { useCallback, useState, type ReactNode } from 'react'
import type { DesktopApi, ImportResult } from '../../shared/ipc/desktop-api.ts'
import type { EngineFailure, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { RefusedError, type ImportRefusal } from '../../shared/import/imported.ts'
import type { ImportedWorkshop } from '../../shared/import/imported-workshop.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { failureMessages, failureOf, failureSentence } from '../base/failures.ts'
import { Button } from '../base/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/dialog.tsx'
import { useText, type Text } from '../base/i18n.tsx'
import { importMessages, useRefusalSentence } from '../base/import-words.ts'
import { Problem } from '../base/problem.tsx'
import { ProgressStep } from '../base/progress.tsx'
import { showToast } from '../base/toast.tsx'
import { readFailure } from '../base/use-file-import.ts'
import { useImportJobs, type ImportJob } from '../base/use-import-job.ts'
import type { WorkshopSource } from '../document/source.ts'
import { messages } from './messages.ts'

export type OpenFileOptions = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  /** Null while they are being read. */
  readonly workshops: readonly WorkshopSummary[] | null
  readonly onOpen: (workshop: WorkshopId) => void
}

export type OpenFile = {
  /** Asks for a file. */
  readonly ask: () => void
  readonly read: (file: File) => void
  /** The dialog while a file is opened, or was refused. */
  readonly element: ReactNode
}

/** `name`: of the file, '' while it is not known. */
type State = { readonly name: string } & (
  | { readonly kind: 'running'; readonly words: string; readonly done: number; readonly total: number }
  | { readonly kind: 'refused'; readonly refusal: ImportRefusal }
  | { readonly kind: 'failed'; readonly failure: EngineFailure }
)

export function useOpenFile({ source, desktop, workshops, onOpen }: OpenFileOptions): OpenFile {
  const text = useText(messages)
  const [state, setState] = useState<State | null>(null)
  const jobs = useImportJobs(
    desktop,
    useCallback(({ name, done, total }) => setState({ kind: 'running', name, words: text('openingFile', { name: isolated(name) }), done, total }), [text]),
  )

  const isHere = useCallback((id: WorkshopId) => workshops?.some((workshop) => workshop.id === id) === true, [workshops])

  /** Gives the workshop to the engine, its images first; resolves with the toast that says what came of it, null when it was stopped. */
  const take = useCallback(
    async (content: ImportedWorkshop, name: string, job: ImportJob): Promise<Taken | null> => {
      if (content.kind === 'record') return { workshop: await source.call('createWorkshop', content.record), words: text('openedNew', { title: isolated(content.title) }), details: [] }
      const { workshop, update, responses, blobs } = content
      const missing = isHere(workshop) ? [] : blobs
      for (const [index, blob] of missing.entries()) {
        setState({ kind: 'running', name, words: text('keepingFiles', { done: index + 1, total: missing.length }), done: index, total: missing.length })
        const bytes = await desktop.invoke('import-blob', job.id, blob)
        if (job.isStopped) return null
        if (bytes === null) throw new RefusedError('not-readable', 'it was changed while it was read')
        await source.call('putBlob', bytes, 'application/octet-stream')
        if (job.isStopped) return null
      }
      const { isNew, hasMore } = await source.call('openWorkshopFile', { workshop, update, responses })
      const title = isolated(content.title)
      if (isNew) return { workshop, words: text('openedNew', { title }), details: [] }
      return { workshop, words: text('openedAsItIs', { title }), details: hasMore && content.from === 'hand-over' ? [text('fileHasMore')] : [] }
    },
    [source, desktop, isHere, text],
  )

  const run = useCallback(
    async (fileName: string, file: File | null): Promise<void> => {
      const job = jobs.begin()
      const fail = (failed: State): void => {
        if (!job.isStopped) setState(failed)
      }
      let result: ImportResult<ImportedWorkshop>
      try {
        result = await desktop.invoke('import-workshop', job.id, file)
      } catch (error) {
        result = { kind: 'refused', name: fileName, refusal: readFailure(error) }
      }
      try {
        if (job.isStopped) return
        if (result.kind === 'cancelled') return setState(null)
        if (result.kind === 'refused') return fail({ kind: 'refused', name: result.name, refusal: result.refusal })
        const taken = await take(result.content, result.name, job)
        if (job.isStopped || taken === null) return
        setState(null)
        onOpen(taken.workshop)
        showToast({ message: taken.words, details: taken.details })
      } catch (error) {
        const name = result.kind === 'cancelled' ? fileName : result.name
        fail(error instanceof RefusedError ? { kind: 'refused', name, refusal: error.refusal } : { kind: 'failed', name, failure: failureOf(error) })
      } finally {
        jobs.end(job)
        // Its images have been fetched: the file can be closed.
        if (result.kind === 'read') void desktop.invoke('cancel-import', job.id)
      }
    },
    [desktop, jobs, take, onOpen],
  )

  const ask = useCallback(() => {
    if (!jobs.isRunning()) void run('', null)
  }, [jobs, run])

  const read = useCallback(
    (file: File) => {
      if (jobs.isRunning()) return
      setState({ kind: 'running', name: file.name, words: text('openingFile', { name: isolated(file.name) }), done: 0, total: 0 })
      void run(file.name, file)
    },
    [jobs, run, text],
  )

  const close = useCallback(() => {
    jobs.stop()
    setState(null)
  }, [jobs])

  return { ask, read, element: state && <OpenFileDialog state={state} text={text} onClose={close} /> }
}

type Taken = { readonly workshop: WorkshopId; readonly words: string; readonly details: readonly string[] }

/** A name in another direction turns nothing around it. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`
}

function OpenFileDialog({ state, text, onClose }: { readonly state: State; readonly text: Text<keyof (typeof messages)['en']>; readonly onClose: () => void }): ReactNode {
  const importText = useText(importMessages)
  const refusalSentence = useRefusalSentence()
  const failureText = useText(failureMessages)
  const isRunning = state.kind === 'running'
  return (
    <Dialog title={text('openTitle')} isOpen isDismissable={!isRunning} width="narrow" onClose={onClose}>
      <DialogBody>
        {state.kind === 'running' && <ProgressStep words={state.words} done={state.done} total={state.total} />}
        {state.kind === 'refused' && (
          <Problem title={text('notOpenedFile', { name: isolated(state.name) })}>
            <p>{refusalSentence(state.refusal, text('openWanted'))}</p>
            <p>{text('openSafe')}</p>
          </Problem>
        )}
        {state.kind === 'failed' && <Problem title={text('notOpenedFile', { name: isolated(state.name) })}>{failureSentence(failureText, state.failure)}</Problem>}
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{importText(isRunning ? 'stop' : 'close')}</Button>
      </DialogFooter>
    </Dialog>
  )
}
