/**
 * Columns are so many whole pixels wide. The handle at a column's border shares the width of a merged cell out among its columns, and writes halves and
 * thirds, which the guard takes for content of another program and closes the board.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { hasLocalChange } from '../change-origin.ts'
import { changedRanges } from '../fill-containers.ts'

export const WholeWidths = Extension.create({
  name: 'wholeWidths',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('wholeWidths'),
        appendTransaction: (transactions, _oldState, state) => withWholeWidths(transactions, state),
      }),
    ]
  },
})

function withWholeWidths(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  if (!hasLocalChange(transactions)) return null
  const { tr } = state
  for (const { from, to } of changedRanges(transactions, state)) {
    state.doc.nodesBetween(from, to, (node, position) => {
      const widths = node.attrs['colwidth'] as readonly number[] | null | undefined
      if (widths?.some((width) => !Number.isInteger(width))) tr.setNodeAttribute(position, 'colwidth', widths.map((width) => Math.round(width)))
    })
  }
  return tr.docChanged ? tr : null
}
