/**
 * Enter over a selection that goes from one line into another takes it away, and is Enter at a caret then. The stock command splits at a place of the
 * board as it was before, which in lists and tables may be none any more: it throws, or makes a second line in the same item.
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
        if (!(selection instanceof TextSelection) || selection.$from.sameParent(selection.$to)) return false
        this.editor.commands.deleteSelection()
        // Whole items or lines leave one that is empty: that is the new line, and another Enter would end the list.
        const { $from } = this.editor.state.selection
        return $from.depth > 1 && $from.parent.content.size === 0
      },
    }
  },
})
