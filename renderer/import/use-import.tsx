/** Documents into boards: asked for or dropped, read in a process of their own, looked at, then imported as ordinary changes. */
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState, type DragEvent, type ReactNode, type RefObject } from 'react'
import { deleteBoard } from '../../shared/document/board-commands.ts'
import { importBoard } from '../../shared/document/import-commands.ts'
import type { ImportedDocument, ImportRefusal } from '../../shared/import/imported.ts'
import { importLimits } from '../../shared/import/limits.ts'
import type { DesktopApi, DroppedFile } from '../../shared/ipc/desktop-api.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { failureMessages, failureOf, failureSentence } from '../base/failures.ts'
import { useText } from '../base/i18n.tsx'
import { showToast } from '../base/toast.tsx'
import { nextImportId } from '../base/use-file-import.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { addPictures } from '../editor/paste/paste.ts'
import { comesAsPicture } from '../editor/picture-kind.ts'
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
  /** What runs now: its id at the shell, and whether somebody stopped it. */
  const running = useRef<{ readonly id: number; isStopped: boolean } | null>(null)
  const waiting = useRef<File[]>([])

  useEffect(() => {
    const unsubscribe = desktop.on('import-progress', ({ importId, name, done, total, step }) => {
      if (running.current?.id !== importId) return
      setState({ name, view: { kind: 'running', words: text(step === 'open' ? 'step_open' : 'step_read'), done, total } })
    })
    return () => {
      unsubscribe()
      if (running.current) void desktop.invoke('cancel-import', running.current.id)
      running.current = null
    }
  }, [desktop, text])

  const read = useCallback(async (dropped: DroppedFile | null): Promise<void> => {
    const job = { id: nextImportId(), isStopped: false }
    running.current = job
    const result = await desktop.invoke('import-document', job.id, dropped)
    // Stopped, or the workshop was left meanwhile.
    if (running.current !== job) return
    running.current = null
    if (result.kind === 'cancelled' || job.isStopped) return setState(null)
    setState({ name: result.name, view: result.kind === 'read' ? { kind: 'preview', document: result.content } : { kind: 'refused', refusal: result.refusal } })
  }, [desktop])

  const readDropped = useCallback(async (file: File): Promise<void> => {
    const refuse = (refusal: ImportRefusal): void => setState({ name: file.name, view: { kind: 'refused', refusal } })
    if (file.size > importLimits.maxFileBytes) return refuse({ kind: 'too-large', detail: String(file.size) })
    setState({ name: file.name, view: { kind: 'running', words: text('step_open'), done: 0, total: 0 } })
    try {
      await read({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    } catch (error) {
      // A folder, or a file that went away after it was dropped.
      refuse({ kind: 'not-readable', detail: String(error) })
    }
  }, [read, text])

  const start = useCallback(() => {
    if (canEdit && !running.current) void read(null)
  }, [canEdit, read])

  const close = useCallback((): void => {
    const job = running.current
    running.current = null
    if (job) {
      job.isStopped = true
      void desktop.invoke('cancel-import', job.id)
    }
    setState(null)
    const next = waiting.current.shift()
    if (next) void readDropped(next)
  }, [desktop, readDropped])

  /** Keeps the pictures, then does `write`; what cannot be kept leaves the workshop as it was. */
  const importWith = useCallback(async (document: ImportedDocument, write: () => void): Promise<void> => {
    const job = { id: 0, isStopped: false }
    running.current = job
    try {
      for (const [index, { bytes, mediaType }] of document.images.entries()) {
        setState((now) => ({ name: now?.name ?? '', view: { kind: 'running', words: text('keeping', { done: index + 1, total: document.images.length }), done: index, total: document.images.length } }))
        await source.call('putBlob', bytes, mediaType)
        if (job.isStopped) return
      }
      write()
      close()
    } catch (error) {
      showToast({ tone: 'problem', message: text('notKept', { detail: failureSentence(failureText, failureOf(error)) }) })
      close()
    }
  }, [source, text, failureText, close])

  const newBoard = (document: ImportedDocument, title: string): void => {
    void importWith(document, () => {
      const board = importBoard(doc, origin, document, { title, item: null })
      onOpen(board)
      showToast({ message: text('imported', { title }), action: { label: text('undo'), onAction: () => void deleteBoard(doc, origin, board) } })
    })
  }
  const insert = (document: ImportedDocument): void => {
    void importWith(document, () => {
      if (editor.current && !editor.current.isDestroyed) insertAtCursor(editor.current, doc, document)
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
      const first = state === null && !running.current ? waiting.current.shift() : undefined
      if (first) void readDropped(first)
    },
  }

  return {
    start,
    dropTarget,
    dropSign: isOver && <div className="import-drop">{text('dropHere')}</div>,
    element: state && <ImportDialog view={state.view} name={state.name} showNodes={showNodes} onNewBoard={newBoard} onInsert={editor.current ? insert : null} onClose={close} />,
  }
}

/** True for files from outside the window, not for words or blocks that are moved within it. */
function isOutsideFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files') && !dataTransfer.types.includes('text/html')
}
