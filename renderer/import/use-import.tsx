/** Documents into boards: asked for or dropped, read in a process of their own, looked at, then imported as ordinary changes. */
import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useState, type DragEvent, type ReactNode, type RefObject } from 'react'
import { deleteBoard } from '../../shared/document/board-commands.ts'
import { importBoard } from '../../shared/document/import-commands.ts'
import type { ImportedDocument, ImportedImage } from '../../shared/import/imported.ts'
import type { DesktopApi, DroppedFile, ImportResult } from '../../shared/ipc/desktop-api.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { failureMessages, failureOf, failureSentence } from '../base/failures.ts'
import { useText } from '../base/i18n.tsx'
import { showToast } from '../base/toast.tsx'
import { readFailure, sizeRefusal } from '../base/use-file-import.ts'
import { useImportJobs } from '../base/use-import-job.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { addPictures } from '../editor/paste/paste.ts'
import { convertedName } from '../editor/convert-picture.ts'
import { comesAsPicture } from '../editor/picture-kind.ts'
import { stillOf } from '../editor/pictures.ts'
import { ImportDialog, type ImportView } from './import-dialog.tsx'
import { insertAtCursor } from './insert-at-cursor.ts'
import { messages } from './messages.ts'

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
  readonly dropTarget: {
    readonly onDragOver: (event: DragEvent) => void
    readonly onDragLeave: (event: DragEvent) => void
    readonly onDrop: (event: DragEvent) => void
  }
  /** The dialog while something is imported, and the sign while a file hovers over the window. */
  readonly element: ReactNode
  readonly dropSign: ReactNode
}

type State = { readonly name: string; readonly view: ImportView }

export function useImport({ source, desktop, editor, onOpen, showNodes }: ImportOptions): DocumentImport {
  const text = useText(messages)
  const failureText = useText(failureMessages)
  const { doc, origin, canEdit } = useWorkshopEdits()
  const [state, setState] = useState<State | null>(null)
  const [isOver, setIsOver] = useState(false)
  const waiting = useRef<File[]>([])
  const jobs = useImportJobs(
    desktop,
    useCallback(({ name, done, total, step }) => setState({ name, view: { kind: 'running', words: text(step === 'open' ? 'step_open' : 'step_read'), done, total } }), [text]),
  )

  /** `name`: of the file, '' while it is to be asked for. */
  const read = useCallback(async (name: string, dropped: () => Promise<DroppedFile | null>): Promise<void> => {
    const job = jobs.begin()
    let result: ImportResult<ImportedDocument>
    try {
      const file = await dropped()
      if (job.isStopped) return
      result = await desktop.invoke('import-document', job.id, file)
    } catch (error) {
      result = { kind: 'refused', name, refusal: readFailure(error) }
    }
    // Stopped, or the workshop was left meanwhile.
    if (job.isStopped) return
    jobs.end(job)
    if (result.kind === 'cancelled') return setState(null)
    setState({ name: result.name, view: result.kind === 'read' ? { kind: 'preview', document: result.content } : { kind: 'refused', refusal: result.refusal } })
  }, [desktop, jobs])

  const readDropped = useCallback((file: File): void => {
    const refusal = sizeRefusal(file)
    if (refusal !== null) return setState({ name: file.name, view: { kind: 'refused', refusal } })
    setState({ name: file.name, view: { kind: 'running', words: text('step_open'), done: 0, total: 0 } })
    void read(file.name, async () => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
  }, [read, text])

  const start = useCallback(() => {
    if (canEdit && !jobs.isRunning()) void read('', () => Promise.resolve(null))
  }, [canEdit, jobs, read])

  const close = useCallback((): void => {
    jobs.stop()
    setState(null)
    const next = waiting.current.shift()
    if (next) readDropped(next)
  }, [jobs, readDropped])

  /** Keeps the pictures, then does `write`; what cannot be kept leaves the workshop as it was. */
  const importWith = useCallback(async (document: ImportedDocument, write: (kept: ImportedDocument) => void): Promise<void> => {
    const job = jobs.begin()
    try {
      const images: ImportedImage[] = []
      for (const [index, image] of document.images.entries()) {
        setState((now) => ({ name: now?.name ?? '', view: { kind: 'running', words: text('keeping', { done: index + 1, total: document.images.length }), done: index, total: document.images.length } }))
        // One that cannot be decoded is kept as it came, and shown as missing.
        const { bytes, mediaType } = await stillOf(image).catch(() => image)
        const id = await source.call('putBlob', bytes, mediaType)
        if (job.isStopped) return
        images.push({ ...image, id, bytes, mediaType, name: convertedName(image.name, { type: mediaType }) })
      }
      write(withImages(document, images))
      jobs.end(job)
      close()
    } catch (error) {
      if (job.isStopped) return
      jobs.end(job)
      showToast({ tone: 'problem', message: text('notKept', { detail: failureSentence(failureText, failureOf(error)) }) })
      close()
    }
  }, [source, jobs, text, failureText, close])

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

  const dropTarget = {
    onDragOver: (event: DragEvent): void => {
      if (!canEdit || !isOutsideFile(event)) return
      event.preventDefault()
      setIsOver(true)
    },
    onDragLeave: (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setIsOver(false)
    },
    onDrop: (event: DragEvent): void => {
      setIsOver(false)
      // The board has taken it: pictures go where they are dropped.
      if (!canEdit || event.defaultPrevented) return
      const files = [...event.dataTransfer.files]
      if (files.length === 0) return
      event.preventDefault()
      // A picture that misses the text still goes onto the board that is shown.
      const isTaken = editor.current !== null && addPictures(editor.current, files.filter(comesAsPicture))
      waiting.current.push(...files.filter((file) => !isTaken || !comesAsPicture(file)))
      const first = state === null && !jobs.isRunning() ? waiting.current.shift() : undefined
      if (first) readDropped(first)
    },
  }

  return {
    start,
    dropTarget,
    dropSign: isOver && <div className="import-drop">{text('dropHere')}</div>,
    element: state && <ImportDialog view={state.view} name={state.name} showNodes={showNodes} onNewBoard={newBoard} onInsert={editor.current ? insert : null} onClose={close} />,
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

/** True for files from outside the window, not for words or blocks that are moved within it. */
function isOutsideFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files') && !dataTransfer.types.includes('text/html')
}
