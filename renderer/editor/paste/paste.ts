/** Pasting and dropping: foreign HTML is cleaned before it is parsed, image files and embedded images become blobs. */
import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { digest } from 'lib0/hash/sha256'
import { limits } from '../../../shared/protocol/messages.ts'
import { comesAsPicture } from '../pictures/picture-kind.ts'
import { imageTypes, type Pictures } from '../pictures/pictures.ts'
import { cleanPastedHtml } from './clean-html.ts'
import { fitForBoard } from './fit-for-board.ts'
import { putBeforeItem } from './items-before.ts'

/** The id under which the blob store will keep these bytes; null for what it will not take. */
function blobIdOf(bytes: Uint8Array, mediaType: string): string | null {
  if (!(imageTypes as readonly string[]).includes(mediaType) || bytes.byteLength > limits.maxBlobBytes) return null
  return Array.from(digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** True when the HTML shows nothing but one image, as browsers put beside a copied picture. */
function isJustAnImage(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return body.querySelectorAll('img').length === 1 && body.textContent.trim() === ''
}

function imageFiles(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])].filter(comesAsPicture)
}

/** Puts pictures onto the board of `editor`, at the caret; false for a board that takes none. */
export function addPictures(editor: Editor, files: readonly File[]): boolean {
  const paste = editor.extensionManager.extensions.find(({ name }) => name === Paste.name)
  const pictures = (paste?.options as { readonly pictures: Pictures | null } | undefined)?.pictures ?? null
  if (pictures === null || !editor.isEditable) return false
  void pictures.add(editor, files)
  return true
}

export const Paste = Extension.create<{ readonly pictures: Pictures | null; readonly onLines: () => void }>({
  // Tiptap has an extension named 'paste' of its own.
  name: 'boardPaste',

  addOptions() {
    return { pictures: null, onLines: () => undefined }
  },

  addProseMirrorPlugins() {
    const { pictures, onLines } = this.options
    const { editor } = this
    return [
      new Plugin({
        key: new PluginKey('boardPaste'),
        props: {
          transformPastedHTML(html) {
            const { html: clean, images } = cleanPastedHtml(html, { blobIdOf: pictures ? blobIdOf : () => null })
            for (const image of images) void pictures?.keep(editor, image)
            return clean
          },
          transformPasted: (slice, view) => fitForBoard(slice, view.state.selection.$from.depth, onLines),
          handlePaste(view, event, slice) {
            const files = imageFiles(event.clipboardData)
            const html = event.clipboardData?.getData('text/html') ?? ''
            // Word and spreadsheets put a picture of the text beside the text: the text is meant.
            if (!pictures || files.length === 0 || (html !== '' && !isJustAnImage(html))) return putBeforeItem(view, slice)
            void pictures.add(editor, files)
            return true
          },
          handleDrop(view, event, _slice, isMove) {
            const files = [...(event.dataTransfer?.files ?? [])]
            // A document without a picture is for whoever imports documents.
            if (!pictures || isMove || !files.some(comesAsPicture)) return false
            event.preventDefault()
            void pictures.add(editor, files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos)
            return true
          },
        },
      }),
    ]
  },
})
