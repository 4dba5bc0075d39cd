/**
 * A board on which everything was undone has nothing in the shared document, and shows an empty line all the same. Stock, the next click or arrow key writes that line down, as
 * the user's own change: redo is gone with it, and the others get a line that nobody typed.
 */
import { Extension } from '@tiptap/core'
import { bindingOf } from '../change-origin.ts'

export const BlankBoard = Extension.create({
  name: 'blankBoard',

  dispatchTransaction({ transaction, next }) {
    const binding = bindingOf(this.editor.state)
    if (binding === null || binding.type.length > 0 || transaction.docChanged) return next(transaction)
    // While the binding draws it writes nothing anyway.
    const show = (): void => next(transaction)
    binding.mux(show, show)
  },
})
