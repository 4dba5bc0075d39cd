/** A foreign file on its way to a preview: bytes to the importer process, and what came back. */
import { useEffect, useState } from 'react'
import type { DroppedFile, ImportResult } from '../../../shared/ipc/desktop-api.ts'
import { fileTooLarge, type ImportRefusal } from '../../../shared/import/imported.ts'
import { importLimits } from '../../../shared/import/limits.ts'

// Ids name an import to the shell within this window; a reload of the page must not meet an old one.
let lastImportId = Date.now()

/** A new id for an import. */
export function nextImportId(): number {
  lastImportId += 1
  return lastImportId
}

/** Why `file` is not even taken into the window; null when it is. */
export function sizeRefusal({ size }: File, maxBytes: number = importLimits.maxFileBytes): ImportRefusal | null {
  return size > maxBytes ? fileTooLarge(size, maxBytes).refusal : null
}

/** A file that is none, such as a folder, or went away after it was dropped. */
export function readFailure(error: unknown): ImportRefusal {
  return { kind: 'not-readable', detail: error instanceof Error ? error.message : String(error) }
}

export type FileImport<Content> =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly content: Content }
  | { readonly kind: 'refused'; readonly refusal: ImportRefusal }

/**
 * Reads `file` and, when `read` changes (another choice of its encoding), reads it again. The answer to what is no longer asked is
 * dropped. `read` must be stable; `cancel` ends the process that reads.
 */
export function useFileImport<Content>(
  file: File, read: (importId: number, file: DroppedFile) => Promise<ImportResult<Content>>, cancel: (importId: number) => void,
  maxBytes: number = importLimits.maxFileBytes,
): FileImport<Content> {
  const [state, setState] = useState<FileImport<Content>>({ kind: 'reading' })
  useEffect(() => {
    const id = nextImportId()
    let isWanted = true
    const run = async (): Promise<ImportResult<Content>> => {
      const refusal = sizeRefusal(file, maxBytes)
      if (refusal !== null) return { kind: 'refused', name: file.name, refusal }
      return read(id, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    }
    const failed = (error: unknown): ImportResult<Content> => ({ kind: 'refused', name: file.name, refusal: readFailure(error) })
    void run().catch(failed).then((result) => {
      if (isWanted && result.kind !== 'cancelled') setState(result)
    })
    return () => {
      isWanted = false
      cancel(id)
    }
  }, [file, read, cancel, maxBytes])
  return state
}

export type FileDrop = {
  /** True while a file is held over the place. */
  readonly isOver: boolean
  /** True while nothing but pictures are, as far as the system says what they are. */
  readonly arePictures: boolean
  readonly props: {
    readonly onDragOver: (event: React.DragEvent) => void
    readonly onDragLeave: (event: React.DragEvent) => void
    readonly onDrop: (event: React.DragEvent) => void
  }
}

/**
 * Takes the files that are dropped on a place, in their order; what is dragged inside the window is left alone, and so is what another place inside this
 * one has taken (`preventDefault` says so).
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void, isEnabled: boolean): FileDrop {
  const [over, setOver] = useState<'nothing' | 'pictures' | 'files'>('nothing')
  const holdsFile = (event: React.DragEvent): boolean => isEnabled && isFromOutside(event)
  return {
    isOver: over !== 'nothing' && isEnabled,
    arePictures: over === 'pictures',
    props: {
      onDragOver: (event) => {
        if (!holdsFile(event)) return
        event.preventDefault()
        setOver(holdsPictures(event) ? 'pictures' : 'files')
      },
      // From one thing inside to another it is still over the place. Not counted: what is drawn anew under the file is never left.
      onDragLeave: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver('nothing')
      },
      onDrop: (event) => {
        setOver('nothing')
        if (!holdsFile(event) || event.defaultPrevented) return
        event.preventDefault()
        const files = [...event.dataTransfer.files]
        if (files.length > 0) onFiles(files)
      },
    },
  }
}

function holdsPictures({ dataTransfer }: React.DragEvent): boolean {
  const items = [...dataTransfer.items]
  return items.length > 0 && items.every(({ type }) => type.startsWith('image/'))
}

/** A picture that is dragged inside the window is a file too, with the HTML around it. */
function isFromOutside({ dataTransfer }: React.DragEvent): boolean {
  return dataTransfer.types.includes('Files') && !dataTransfer.types.includes('text/html')
}
