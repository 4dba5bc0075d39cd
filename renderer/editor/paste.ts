/** Pasting and dropping: foreign HTML is cleaned before it is parsed, image files become blobs. */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { Pictures } from './pictures.ts'

export const Paste = Extension.create<{ readonly pictures: Pictures | null }>({
  name: 'paste',

  addOptions() {
    return { pictures: null }
  },

  addProseMirrorPlugins() {
    const { pictures } = this.options
    const { editor } = this
    const images = (transfer: DataTransfer | null): File[] => [...(transfer?.files ?? [])]
    return [
      new Plugin({
        key: new PluginKey('paste'),
        props: {
          handleDrop(view, event) {
            const files = images(event.dataTransfer)
            if (!pictures || files.length === 0) return false
            event.preventDefault()
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            void pictures.add(editor, files, place?.pos)
            return true
          },
        },
      }),
    ]
  },
})
