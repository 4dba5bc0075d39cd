/**
 * Images on their way into a board: bytes go to the blob store first, then the document learns of the blob and gets the image
 * node in one transaction, also when the board is not shown any more. Bytes are kept as they are (no scaling, no re-encoding, the way the
 * telephone was held stays in them); only drawings become pixels, and AVIF and WebP what every document shows.
 */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Selection } from '@tiptap/pm/state'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Doc, RelativePosition, XmlFragment } from 'yjs'
import { addBlob } from '../../../shared/document/commands/board-commands.ts'
import type { BlobId } from '../../../shared/model/ids.ts'
import { limits } from '../../../shared/protocol/messages.ts'
import type { EmbeddedImage } from '../paste/clean-html.ts'
import { writeAlong } from '../change-origin.ts'
import { convertedName, svgToPng, webPictureToStill } from './convert-picture.ts'
import { pictureHeadBytes, pictureKindOf, type PictureKind } from './picture-kind.ts'
import type { WorkshopSource } from '../../document/source.ts'
import { writePicture } from './write-picture.ts'

/** Media types that a browser shows as an image on every system. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'] as const

/** Those of them that not every document shows. */
const webTypes: ReadonlySet<string> = new Set(['image/avif', 'image/webp'])

export type PictureProblem =
  | { readonly kind: 'not-an-image'; readonly name: string }
  | { readonly kind: 'heic'; readonly name: string }
  | { readonly kind: 'tiff'; readonly name: string }
  | { readonly kind: 'too-large'; readonly name: string }
  /** `retry` tries the same image again at the same place. */
  | { readonly kind: 'not-stored'; readonly name: string; readonly retry: () => void }
  | { readonly kind: 'no-store'; readonly name: string }

export type PicturesOptions = {
  readonly doc: Doc
  readonly source: WorkshopSource | null
  readonly onProblem: (problem: PictureProblem) => void
}

type PictureBytes = { readonly bytes: Uint8Array; readonly mediaType: string }

type SyncState = { readonly doc: Doc; readonly type: XmlFragment; readonly binding: { readonly mapping: Map<never, never> } }

export class Pictures {
  readonly #options: PicturesOptions
  readonly #listeners = new Set<() => void>()
  #pending: readonly string[] = []

  constructor(options: PicturesOptions) {
    this.#options = options
  }

  /** Names of the images that are being stored now. The array is new after each change. */
  getPending = (): readonly string[] => this.#pending

  onPending = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Adds image files at `position` (the caret when left out), in their order. Problems are told, never thrown. */
  async add(editor: Editor, files: readonly File[], position = editor.state.selection.to): Promise<void> {
    const { type: board } = syncOf(editor)
    let anchor = anchorAt(editor, placeForPicture(editor.state.doc, position))
    // The next one below the one before it.
    for (const file of files) anchor = (await this.#addOne(editor, board, file, anchor)) ?? anchor
  }

  /**
   * Keeps bytes whose id is known already (an image inside pasted HTML): the node stands in the board of `editor` at once, and the bytes
   * follow. Until they are stored the image is shown as missing. What is converted gets another id, in the node as well.
   */
  async keep(editor: Editor, image: EmbeddedImage): Promise<void> {
    const { source, doc, onProblem } = this.#options
    const { name } = image
    if (!source) return onProblem({ kind: 'no-store', name })
    this.#setPending([...this.#pending, name])
    try {
      const still = await stillOf(image)
      // A board that was closed meanwhile has nobody who could name it anew.
      const { bytes, mediaType } = editor.isDestroyed ? image : still
      const id = await source.call('putBlob', bytes, mediaType)
      const note = (): void => this.#note(id, mediaType, bytes.byteLength, convertedName(name, { type: mediaType }))
      if (id === image.id) return note()
      if (!editor.isDestroyed) writeAlong(doc, () => renamePicture(editor, image.id, id), note)
    } catch {
      onProblem({ kind: 'not-stored', name, retry: () => void this.keep(editor, image) })
    } finally {
      this.#settle(name)
    }
  }

  /** Resolves with the place behind the picture; null when there is none. */
  async #addOne(editor: Editor, board: XmlFragment, file: File, anchor: RelativePosition): Promise<RelativePosition | null> {
    const { source, doc } = this.#options
    const { name } = file
    const onProblem = (problem: PictureProblem): null => {
      this.#options.onProblem(problem)
      return null
    }
    const found = pictureKindOf(new Uint8Array(await file.slice(0, pictureHeadBytes).arrayBuffer().catch(() => new ArrayBuffer(0))))
    if (found === null) return onProblem({ kind: 'not-an-image', name })
    if (found.kind === 'heic' || found.kind === 'tiff') return onProblem({ kind: found.kind, name })
    if (file.size > limits.maxBlobBytes) return onProblem({ kind: 'too-large', name })
    if (!source) return onProblem({ kind: 'no-store', name })
    this.#setPending([...this.#pending, name])
    try {
      const kept = await converted(file, found)
      if (kept === null) return onProblem({ kind: 'not-an-image', name })
      if (kept.size > limits.maxBlobBytes) return onProblem({ kind: 'too-large', name })
      const { bytes, mediaType } = await bytesOf(kept)
      const blob = await source.call('putBlob', bytes, mediaType)
      const note = (): void => this.#note(blob, mediaType, bytes.byteLength, convertedName(name, kept))
      // Meanwhile the board may have been left, or others may have moved what stood around the place.
      if (editor.isDestroyed) {
        return doc.transact(() => {
          note()
          return writePicture(board, blob, anchor)
        }, 'picture')
      }
      let behind: RelativePosition | null = null
      writeAlong(
        doc,
        () => {
          behind = insertPicture(editor, blob, anchor)
        },
        note,
      )
      return behind
    } catch {
      return onProblem({ kind: 'not-stored', name, retry: () => void this.#addOne(editor, board, file, anchor) })
    } finally {
      this.#settle(name)
    }
  }

  #note(id: BlobId, mediaType: string, byteLength: number, name: string): void {
    addBlob(this.#options.doc, ySyncPluginKey, { id, mediaType, byteLength, name })
  }

  #settle(name: string): void {
    const index = this.#pending.indexOf(name)
    this.#setPending(this.#pending.toSpliced(index, 1))
  }

  #setPending(pending: readonly string[]): void {
    this.#pending = pending
    for (const listener of this.#listeners) listener()
  }
}

/** An image that is in the window already, as it is kept. Rejects for one that cannot be decoded. */
export async function stillOf(image: PictureBytes): Promise<PictureBytes> {
  return webTypes.has(image.mediaType) ? bytesOf(await webPictureToStill(new Blob([Uint8Array.from(image.bytes)], { type: image.mediaType }))) : image
}

/** The file as it is kept, its type what its bytes say; null for a picture that is none, which shows when it is decoded. */
async function converted(file: File, found: Extract<PictureKind, { kind: 'picture' | 'svg' }>): Promise<Blob | null> {
  if (found.kind === 'svg') return svgToPng(file)
  if (webTypes.has(found.mediaType)) return webPictureToStill(file).catch(() => null)
  return new Blob([file], { type: found.mediaType })
}

async function bytesOf(blob: Blob): Promise<PictureBytes> {
  return { bytes: new Uint8Array(await blob.arrayBuffer()), mediaType: blob.type }
}

/** What the editor shows. */
function syncOf(editor: Editor): SyncState {
  return ySyncPluginKey.getState(editor.state) as SyncState
}

/** `position`, or the nearest line where no picture may stand: between two cells or items it would split the table or the list, or close the board. */
function placeForPicture(doc: Node, position: number): number {
  const $place = doc.resolve(position)
  const { image } = doc.type.schema.nodes
  if ($place.parent.isTextblock || (image && $place.parent.canReplaceWith($place.index(), $place.index(), image))) return position
  return Selection.near($place, -1).to
}

/** A place that keeps its meaning while others write. */
function anchorAt(editor: Editor, position: number): RelativePosition {
  const { type, binding } = syncOf(editor)
  return absolutePositionToRelativePosition(position, type, binding.mapping) as RelativePosition
}

/** Every image of this board that is `from` is `to`. */
function renamePicture(editor: Editor, from: string, to: BlobId): void {
  const { tr, doc } = editor.state
  doc.descendants((node, position) => {
    if (node.type.name === 'image' && node.attrs['blob'] === from) tr.setNodeAttribute(position, 'blob', to)
  })
  if (tr.docChanged) editor.view.dispatch(tr)
}

/** Returns the place behind it. */
function insertPicture(editor: Editor, blob: BlobId, anchor: RelativePosition): RelativePosition {
  const { doc, type, binding } = syncOf(editor)
  const found = relativePositionToAbsolutePosition(doc, type, anchor, binding.mapping)
  const position = Math.min(found ?? editor.state.selection.to, editor.state.doc.content.size)
  const $place = editor.state.doc.resolve(position)
  const isEmptyLine = $place.parent.type.name === 'paragraph' && $place.parent.content.size === 0
  // Never inside a line: an image stands below the line that the place is in.
  const below = $place.parent.isTextblock ? $place.after() : position
  const at = isEmptyLine ? { from: $place.before(), to: $place.after() } : below
  editor.chain().insertContentAt(at, [{ type: 'image', attrs: { blob } }, ...(isEmptyLine ? [{ type: 'paragraph' }] : [])]).run()
  return anchorAt(editor, (typeof at === 'number' ? at : at.from) + 1)
}
