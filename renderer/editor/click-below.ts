/**
 * A click into the empty paper below the last block starts a new line there, as on paper. The line is made by the click, never
 * by opening a board: a line that appears by itself is a write that nobody asked for.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'

export const ClickBelow = Extension.create({
  name: 'clickBelow',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('clickBelow'),
        props: {
          handleDOMEvents: {
            mousedown(view, event) {
              const last = view.dom.lastElementChild
              const { doc, schema } = view.state
              const paragraph = schema.nodes['paragraph']
              if (event.target !== view.dom || !view.editable || !last || !paragraph) return false
              if (doc.lastChild?.type === paragraph || event.clientY <= last.getBoundingClientRect().bottom) return false
              const { tr } = view.state
              tr.insert(doc.content.size, paragraph.create())
              view.dispatch(tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView())
              view.focus()
              event.preventDefault()
              return true
            },
          },
        },
      }),
    ]
  },
})
