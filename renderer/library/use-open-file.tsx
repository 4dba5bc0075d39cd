/** Workshops out of files: asked for, dropped on the library or opened outside the app, read in a process of their own, then made part of it. */
import { useCallback, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { DesktopApi, OpenedFile } from '../../shared/ipc/desktop-api.ts'
import type { EngineFailure, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { RefusedError, type ImportRefusal } from '../../shared/import/imported.ts'
import type { ImportedWorkshop } from '../../shared/import/imported-workshop.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../base/controls/dialog.tsx'
import { FilesProgress } from '../base/files/files-progress.tsx'
import { FilesSummary, type FileResult } from '../base/files/files-summary.tsx'
import { useText, type Text } from '../base/words/i18n.tsx'
import { importMessages, useRefusalSentence } from '../base/words/import-words.ts'
import { isolated } from '../base/words/isolated.ts'
import { Problem } from '../base/controls/problem.tsx'
import { showToast } from '../base/controls/toast.tsx'
import { useImportJobs, type ImportJob } from '../base/files/use-import-job.ts'
import type { WorkshopSource } from '../document/source.ts'
import { messages } from './messages.ts'
import { useFileChanges, type ChangedFile } from './use-file-changes.tsx'

export type OpenFileOptions = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  /** Null while they are being read. */
  readonly workshops: readonly WorkshopSummary[] | null
  readonly onOpen: (workshop: WorkshopId) => void
}

/** One that was dropped, or that main knows of. */
export type WorkshopFile = File | OpenedFile

export type OpenFile = {
  /** From the question for a file until nothing more is to be said about it; none is taken in meanwhile. */
  readonly isBusy: boolean
  /** Asks for a file. */
  readonly ask: () => void
  /** One is opened; several are taken into the library, and none of them is opened. */
  readonly read: (files: readonly WorkshopFile[]) => void
  /** The dialog while files are read, and when one was refused or several are done. */
  readonly element: ReactNode
}

/** Which of several files is read. */
type PlaceOfFile = { readonly index: number; readonly total: number }

/** `name`: of the file, '' while it is not known. */
type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'running'; readonly place: PlaceOfFile | null; readonly words: string; readonly done: number; readonly total: number }
  | ({ readonly kind: 'refused' } & Refused)
  | { readonly kind: 'several'; readonly results: readonly FileResult[] }

type Refused = { readonly name: string; readonly because: { readonly refusal: ImportRefusal } | { readonly failure: EngineFailure } }

/** What became of one file. */
type Outcome =
  | { readonly kind: 'cancelled' }
  | ({ readonly kind: 'refused' } & Refused)
  | ({ readonly kind: 'taken'; readonly name: string } & Taken)

export function useOpenFile({ source, desktop, workshops, onOpen }: OpenFileOptions): OpenFile {
  const text = useText(messages)
  const importText = useText(importMessages)
  const becauseSentence = useBecause()
  const [state, setState] = useState<State | null>(null)
  const place = useRef<PlaceOfFile | null>(null)
  const tell = useCallback((words: string, done: number, total: number) => setState({ kind: 'running', place: place.current, words, done, total }), [])
  const jobs = useImportJobs(
    desktop,
    useCallback(({ name, done, total }) => tell(text('openingFile', { name: isolated(name) }), done, total), [text, tell]),
  )

  const changes = useFileChanges({ source, desktop, workshops })
  const { offer, forget } = changes

  const isHere = useCallback((id: WorkshopId) => workshops?.some((workshop) => workshop.id === id) === true, [workshops])

  /** Gives the workshop to the engine, its images first; null when it was stopped. */
  const take = useCallback(
    async (content: ImportedWorkshop, name: string, job: ImportJob): Promise<Taken | null> => {
      if (content.kind === 'record') return { workshop: await source.call('createWorkshop', content.record), words: text('openedNew', { title: isolated(content.title) }), more: null }
      const { workshop, update, responses, blobs } = content
      const missing = isHere(workshop) ? [] : blobs
      for (const [index, blob] of missing.entries()) {
        tell(text('keepingFiles', { done: index + 1, total: missing.length }), index, missing.length)
        const bytes = await desktop.invoke('import-blob', job.id, blob)
        if (job.isStopped) return null
        if (bytes === null) throw new RefusedError('not-readable', 'it was changed while it was read')
        await source.call('putBlob', bytes, 'application/octet-stream')
        if (job.isStopped) return null
      }
      const { isNew, hasMore } = await source.call('openWorkshopFile', { workshop, update, responses })
      const title = isolated(content.title)
      if (isNew) return { workshop, words: text('openedNew', { title }), more: null }
      // Of a record a document of its own was made: what it has in common with the one that is here, nobody can say.
      if (!hasMore && content.from === 'hand-over') return { workshop, words: text('nothingNew', { title }), more: null }
      return { workshop, words: text(place.current === null ? 'openedAsItIs' : 'keptAsItIs', { title }), more: content.from === 'hand-over' ? { content, importId: job.id, name } : null }
    },
    [source, desktop, isHere, text, tell],
  )

  /** Reads a file, or one that is asked for, and takes it in. Never rejects. */
  const readOne = useCallback(
    async (file: WorkshopFile | null, job: ImportJob): Promise<Outcome> => {
      let name = file?.name ?? ''
      try {
        const result = await desktop.invoke('import-workshop', job.id, file)
        if (result.kind === 'cancelled' || job.isStopped) return { kind: 'cancelled' }
        ;({ name } = result)
        if (result.kind === 'refused') return { kind: 'refused', name, because: { refusal: result.refusal } }
        const taken = await take(result.content, name, job)
        // Its images have been fetched: the file can be closed, but for one that is to be looked at.
        if (taken?.more == null || place.current !== null) await desktop.invoke('cancel-import', job.id)
        return taken === null ? { kind: 'cancelled' } : { kind: 'taken', name, ...taken }
      } catch (error) {
        void desktop.invoke('cancel-import', job.id)
        return { kind: 'refused', name, because: error instanceof RefusedError ? { refusal: error.refusal } : { failure: failureOf(error) } }
      }
    },
    [desktop, take],
  )

  const runOne = useCallback(
    async (file: WorkshopFile | null): Promise<void> => {
      place.current = null
      forget()
      const job = jobs.begin()
      const outcome = await readOne(file, job)
      if (job.isStopped) return
      jobs.end(job)
      if (outcome.kind === 'refused') return setState(outcome)
      setState(null)
      if (outcome.kind === 'cancelled') return
      // The notices of a workshop that was open go with it; this one is of the next.
      flushSync(() => onOpen(outcome.workshop))
      if (outcome.more === null) showToast({ message: outcome.words })
      else offer(outcome.more, outcome.words)
    },
    [jobs, readOne, onOpen, offer, forget],
  )

  const runAll = useCallback(
    async (files: readonly WorkshopFile[]): Promise<void> => {
      const job = jobs.begin()
      const results: FileResult[] = []
      for (const [index, file] of files.entries()) {
        if (!job.isStopped) {
          place.current = { index, total: files.length }
          tell(text('openingFile', { name: isolated(file.name) }), 0, 0)
        }
        const outcome: Outcome = job.isStopped ? { kind: 'cancelled' } : await readOne(file, job)
        if (outcome.kind === 'taken') results.push({ name: file.name, isTaken: true, words: [outcome.words, ...(outcome.more === null ? [] : [text('fileHasMoreAlone')])] })
        else results.push({ name: file.name, isTaken: false, words: [outcome.kind === 'refused' ? becauseSentence(outcome.because) : importText('leftOut')] })
      }
      jobs.end(job)
      // Whoever stopped it is told how far it came, but for one who left the screen.
      setState({ kind: 'several', results })
    },
    [jobs, readOne, tell, text, importText, becauseSentence],
  )

  const ask = useCallback(() => {
    if (jobs.isRunning()) return
    setState({ kind: 'asking' })
    void runOne(null)
  }, [jobs, runOne])

  const read = useCallback(
    (files: readonly WorkshopFile[]) => {
      const [file] = files
      if (jobs.isRunning() || file === undefined) return
      if (files.length > 1) {
        void runAll(files)
        return
      }
      tell(text('openingFile', { name: isolated(file.name) }), 0, 0)
      void runOne(file)
    },
    [jobs, runOne, runAll, tell, text],
  )

  const close = useCallback(() => {
    jobs.stop()
    setState(null)
  }, [jobs])

  return {
    isBusy: state !== null || changes.isBusy,
    ask,
    read,
    element: (
      <>
        {state && state.kind !== 'asking' && <OpenFileDialog state={state} text={text} onClose={close} />}
        {changes.element}
      </>
    ),
  }
}

/** `more`: a file that holds changes which are not here. */
type Taken = { readonly workshop: WorkshopId; readonly words: string; readonly more: ChangedFile | null }

/** Why a file was not taken in. */
function useBecause(): (because: Refused['because']) => string {
  const text = useText(messages)
  const refusalSentence = useRefusalSentence()
  const failureText = useText(failureMessages)
  return useCallback(
    (because) => ('refusal' in because ? refusalSentence(because.refusal, text('openWanted')) : failureSentence(failureText, because.failure)),
    [text, refusalSentence, failureText],
  )
}

function OpenFileDialog({ state, text, onClose }: { readonly state: Exclude<State, { readonly kind: 'asking' }>; readonly text: Text<keyof (typeof messages)['en']>; readonly onClose: () => void }): ReactNode {
  const importText = useText(importMessages)
  const becauseSentence = useBecause()
  if (state.kind === 'several') return <FilesSummary results={state.results} onClose={onClose} />
  return (
    <Dialog title={text('openTitle')} isOpen isDismissable={state.kind !== 'running'} width="narrow" onClose={onClose}>
      <DialogBody>
        {state.kind === 'running' ? (
          <FilesProgress {...state} />
        ) : (
          <Problem title={text('notOpenedFile', { name: isolated(state.name) })}>
            <p>{becauseSentence(state.because)}</p>
            <p>{text('openSafe')}</p>
          </Problem>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{importText(state.kind === 'running' ? 'stop' : 'close')}</Button>
      </DialogFooter>
    </Dialog>
  )
}
