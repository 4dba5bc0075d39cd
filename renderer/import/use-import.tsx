/** Documents into boards: asked for or dropped, read in a process of their own, looked at, then imported as ordinary changes. */
import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useState, type ReactNode, type RefObject } from 'react'
import { deleteBoard } from '../../shared/document/commands/board-commands.ts'
import { importBoard } from '../../shared/document/commands/import-commands.ts'
import type { ImportedDocument, ImportedImage } from '../../shared/import/imported.ts'
import type { DesktopApi, ImportResult } from '../../shared/ipc/desktop-api.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { DropSign } from '../base/controls/drop-sign.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import type { FileResult } from '../base/files/files-summary.tsx'
import { useText } from '../base/words/i18n.tsx'
import { importMessages } from '../base/words/import-words.ts'
import { showToast } from '../base/controls/toast.tsx'
import { readFailure, sizeRefusal, useFileDrop, type FileDrop } from '../base/files/use-file-import.ts'
import { useImportJobs, type ImportJob } from '../base/files/use-import-job.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { addPictures } from '../editor/paste/paste.ts'
import { convertedName } from '../editor/pictures/convert-picture.ts'
import { comesAsPicture } from '../editor/pictures/picture-kind.ts'
import { stillOf } from '../editor/pictures/pictures.ts'
import { ImportDialog, type ImportView, type PlaceOfFile } from './import-dialog.tsx'
import { insertAtCursor } from './insert-at-cursor.ts'
import { messages } from './messages.ts'
import { noticeLines, refusalSentence } from './sentences.ts'

export type ImportOptions = {
  readonly source: WorkshopSource
  readonly desktop: DesktopApi
  /** The editor of the board on screen; null while there is none. */
  readonly editor: RefObject<Editor | null>
  readonly onOpen: (board: BoardId) => void
  readonly showNodes: (nodes: readonly RichNode[]) => ReactNode
}

export type DocumentImport = {
  /** Asks for a file. */
  readonly start: () => void
  /** For the part of the window that takes dropped documents. */
  readonly dropTarget: FileDrop['props']
  /** The dialog while something is imported, and the sign while a file hovers over the window. */
  readonly element: ReactNode
  readonly dropSign: ReactNode
}

type State = { readonly name: string; readonly view: ImportView }

export function useImport({ source, desktop, editor, onOpen, showNodes }: ImportOptions): DocumentImport {
  const text = useText(messages)
  const importText = useText(importMessages)
  const failureText = useText(failureMessages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const [state, setState] = useState<State | null>(null)
  const waiting = useRef<File[]>([])
  const place = useRef<PlaceOfFile | null>(null)
  const tell = useCallback((name: string, words: string, done: number, total: number) => setState({ name, view: { kind: 'running', place: place.current, words, done, total } }), [])
  const jobs = useImportJobs(
    desktop,
    useCallback(({ name, done, total, step }) => tell(name, text(step === 'open' ? 'step_open' : 'step_read'), done, total), [text, tell]),
  )

  /** A document out of `file`, or out of one that is asked for. Never rejects. */
  const readOne = useCallback(async (file: File | null, job: ImportJob): Promise<ImportResult<ImportedDocument>> => {
    const name = file?.name ?? ''
    const refusal = file && sizeRefusal(file)
    if (refusal) return { kind: 'refused', name, refusal }
    try {
      const dropped = file && { name, bytes: new Uint8Array(await file.arrayBuffer()) }
      return job.isStopped ? { kind: 'cancelled' } : await desktop.invoke('import-document', job.id, dropped)
    } catch (error) {
      return { kind: 'refused', name, refusal: readFailure(error) }
    }
  }, [desktop])

  const look = useCallback(async (file: File | null): Promise<void> => {
    place.current = null
    const job = jobs.begin()
    if (file) tell(file.name, text('step_open'), 0, 0)
    const result = await readOne(file, job)
    // Stopped, or the workshop was left meanwhile.
    if (job.isStopped) return
    jobs.end(job)
    if (result.kind === 'cancelled') return setState(null)
    setState({ name: result.name, view: result.kind === 'read' ? { kind: 'preview', document: result.content } : { kind: 'refused', refusal: result.refusal } })
  }, [jobs, readOne, tell, text])

  const start = useCallback(() => {
    if (canEdit && !jobs.isRunning()) void look(null)
  }, [canEdit, jobs, look])

  /** Keeps the pictures of `document` and gives it back as they were kept; null when it was stopped. Rejects for what cannot be kept. */
  const keepPictures = useCallback(async (name: string, document: ImportedDocument, job: ImportJob): Promise<ImportedDocument | null> => {
    const images: ImportedImage[] = []
    for (const [index, image] of document.images.entries()) {
      tell(name, text('keeping', { done: index + 1, total: document.images.length }), index, document.images.length)
      // One that cannot be decoded is kept as it came, and shown as missing.
      const { bytes, mediaType } = await stillOf(image).catch(() => image)
      const id = await source.call('putBlob', bytes, mediaType)
      if (job.isStopped) return null
      images.push({ ...image, id, bytes, mediaType, name: convertedName(image.name, { type: mediaType }) })
    }
    return withImages(document, images)
  }, [source, tell, text])

  /** Several documents, each as a board of its own: nobody wants to look at twelve of them before. */
  const takeAll = useCallback(async (files: readonly File[]): Promise<void> => {
    const job = jobs.begin()
    const results: FileResult[] = []
    const boards: BoardId[] = []
    const leaveOut = (name: string, why: string): void => void results.push({ name, isTaken: false, words: [why] })
    const takeOne = async (file: File): Promise<void> => {
      const result = await readOne(file, job)
      if (result.kind === 'refused') return leaveOut(file.name, refusalSentence(text, result.refusal.kind))
      const kept = result.kind === 'cancelled' || job.isStopped ? null : await keepPictures(file.name, result.content, job)
      if (kept === null) return leaveOut(file.name, importText('leftOut'))
      boards.push(importBoard(doc, origin, kept, { title: kept.title, item: null }))
      results.push({ name: file.name, isTaken: true, words: [text('imported', { title: kept.title }), ...noticeLines(text, kept.notices).map(({ sentence }) => sentence)] })
    }
    for (const [index, file] of files.entries()) {
      if (job.isStopped) {
        leaveOut(file.name, importText('leftOut'))
        continue
      }
      place.current = { index, total: files.length }
      tell(file.name, text('step_open'), 0, 0)
      await takeOne(file).catch((error: unknown) => leaveOut(file.name, text('notKept', { detail: failureSentence(failureText, failureOf(error)) })))
    }
    jobs.end(job)
    const [first] = boards
    if (first !== undefined) onOpen(first)
    setState({ name: '', view: { kind: 'several', results, boards } })
  }, [jobs, readOne, keepPictures, tell, doc, origin, onOpen, text, importText, failureText])

  const takeWaiting = useCallback((): void => {
    const [first, ...others] = waiting.current.splice(0)
    if (first && others.length === 0) void look(first)
    else if (first) void takeAll([first, ...others])
  }, [look, takeAll])

  const close = useCallback((): void => {
    jobs.stop()
    setState(null)
    takeWaiting()
  }, [jobs, takeWaiting])

  /** Keeps the pictures, then does `write`; what cannot be kept leaves the workshop as it was. */
  const importWith = useCallback(async (document: ImportedDocument, write: (kept: ImportedDocument) => void): Promise<void> => {
    place.current = null
    const job = jobs.begin()
    try {
      const kept = await keepPictures(state?.name ?? '', document, job)
      if (kept === null) return
      write(kept)
    } catch (error) {
      if (job.isStopped) return
      showToast({ tone: 'problem', message: text('notKept', { detail: failureSentence(failureText, failureOf(error)) }) })
    }
    jobs.end(job)
    close()
  }, [jobs, keepPictures, state, text, failureText, close])

  const newBoard = (document: ImportedDocument, title: string): void => {
    void importWith(document, (kept) => {
      const board = importBoard(doc, origin, kept, { title, item: null })
      onOpen(board)
      showToast({ message: text('imported', { title }), action: { label: text('undo'), onAction: () => void deleteBoard(doc, origin, board) } })
    })
  }
  const insert = (document: ImportedDocument): void => {
    void importWith(document, (kept) => {
      if (editor.current && !editor.current.isDestroyed) insertAtCursor(editor.current, doc, kept)
    })
  }

  const drop = useFileDrop((files) => {
    // A picture that misses the text still goes onto the board that is shown.
    const isTaken = editor.current !== null && addPictures(editor.current, files.filter(comesAsPicture))
    waiting.current.push(...files.filter((file) => !isTaken || !comesAsPicture(file)))
    if (state === null && !jobs.isRunning()) takeWaiting()
  }, canEdit)

  const takeBack = (boards: readonly BoardId[]): void => {
    doc.transact(() => {
      for (const board of boards) deleteBoard(doc, origin, board)
    }, origin)
    close()
  }

  return {
    start,
    dropTarget: drop.props,
    // Where a picture will stand is shown on the board, which nothing may cover then.
    dropSign: drop.isOver && <DropSign>{drop.arePictures && editor.current !== null ? null : text('dropHere')}</DropSign>,
    element: state && <ImportDialog view={state.view} name={state.name} showNodes={showNodes} onNewBoard={newBoard} onInsert={editor.current ? insert : null} onTakeBack={takeBack} onClose={close} />,
  }
}

/** `document` with its pictures as they were kept, in their order: a picture that was converted has another id. */
function withImages(document: ImportedDocument, images: readonly ImportedImage[]): ImportedDocument {
  const idOf = new Map(document.images.map(({ id }, index) => [id as string, images[index]?.id ?? id]))
  const renamed = (node: RichNode): RichNode => ({
    ...node,
    ...(node.type === 'image' && { attrs: { ...node.attrs, blob: idOf.get(String(node.attrs?.['blob'])) ?? node.attrs?.['blob'] } }),
    ...(node.content && { content: node.content.map(renamed) }),
  })
  return { ...document, images, blocks: document.blocks.map(renamed) }
}
