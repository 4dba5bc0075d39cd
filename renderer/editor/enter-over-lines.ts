/**
 * Enter over a selection that goes from one line into another takes it away, and is Enter at a caret then. The stock command splits at a place of the
 * board as it was before, which in lists and tables is none any more: it fails, and nothing happens.
 */
import { Extension } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

export const EnterOverLines = Extension.create({
  name: 'enterOverLines',
  // Behind outcomes, which end, and before lists.
  priority: 400,

  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { selection } = this.editor.state
        if (selection instanceof TextSelection && !selection.$from.sameParent(selection.$to)) this.editor.commands.deleteSelection()
        return false
      },
    }
  },
})
