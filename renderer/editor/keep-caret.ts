/**
 * A caret that the user has just placed by mouse or touch reaches ProseMirror one task later (`selectionchange` is queued). When a
 * peer's change is drawn in between, the binding restores the selection it knows, and the user goes on typing in the old place.
 * So the selection in the page is taken over before a change from elsewhere is applied.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Doc, Transaction } from 'yjs'

/** Options: the document whose remote changes the editor shows. */
export const KeepCaret = Extension.create<{ doc: Doc | null }>({
  name: 'keepCaret',

  addOptions() {
    return { doc: null }
  },

  addProseMirrorPlugins() {
    const { doc } = this.options
    if (!doc) return []
    return [
      new Plugin({
        key: new PluginKey('keepCaret'),
        view(view) {
          const onBegin = (transaction: Transaction): void => {
            if (!transaction.local) takeOverSelection(view)
          }
          doc.on('beforeTransaction', onBegin)
          return { destroy: () => doc.off('beforeTransaction', onBegin) }
        },
      }),
    ]
  },
})

/** Makes the selection in the page the selection of the editor, where both are plain text selections. */
function takeOverSelection(view: EditorView): void {
  if (!view.hasFocus() || view.composing || !(view.state.selection instanceof TextSelection)) return
  const selection = view.dom.ownerDocument.getSelection()
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? { anchorNode: null, anchorOffset: 0, focusNode: null, focusOffset: 0 }
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return
  const { doc, tr } = view.state
  const next = TextSelection.between(doc.resolve(view.posAtDOM(anchorNode, anchorOffset)), doc.resolve(view.posAtDOM(focusNode, focusOffset)))
  if (!next.eq(view.state.selection)) view.dispatch(tr.setSelection(next))
}
