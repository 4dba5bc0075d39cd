/** The key that ticks tasks: the one that the caret is in, or every one that is selected. All of them are ticked, unless they are already. */
import { Extension } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'

export const tickShortcut = 'Mod-Enter'

export const TickTasks = Extension.create({
  name: 'tickTasks',
  // Before the break of a line, which has another key as well.
  priority: 150,

  addKeyboardShortcuts() {
    return {
      [tickShortcut]: () =>
        this.editor.commands.command(({ state, tr, dispatch }) => {
          const tasks = selectedTasks(state)
          const isTicking = tasks.some((position) => state.doc.nodeAt(position)?.attrs['checked'] !== true)
          if (dispatch) for (const position of tasks) tr.setNodeAttribute(position, 'checked', isTicking)
          return tasks.length > 0
        }),
    }
  },
})

/** Where the tasks are whose own line is selected; of a caret, the innermost task around it. */
function selectedTasks({ doc, selection: { ranges, $from, empty } }: EditorState): readonly number[] {
  const tasks = new Set<number>()
  for (const { $from: start, $to: end } of empty ? [] : ranges) {
    doc.nodesBetween(start.pos, end.pos, (node, position) => {
      const line = node.type.name === 'taskItem' ? node.firstChild : null
      if (line && position + 1 <= end.pos && position + 1 + line.nodeSize > start.pos) tasks.add(position)
    })
  }
  for (let depth = $from.depth; depth > 0 && tasks.size === 0; depth -= 1) if ($from.node(depth).type.name === 'taskItem') tasks.add($from.before(depth))
  return [...tasks]
}
