/** Cells that were cut stay selected, as cells that were deleted do. Stock, the caret goes to the nearest line, which is in another cell, and the next paste with it. */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { CellSelection, inSameTable, pointsAtCell } from '@tiptap/pm/tables'
import { hasLocalChange } from '../change-origin.ts'

/** A cell with nothing but an empty line, or without any. */
const emptyCellSize = 2

export const EmptiedCells = Extension.create({
  name: 'emptiedCells',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('emptiedCells'),
        appendTransaction: (transactions, before, after) => withCellsSelected(transactions, before, after),
      }),
    ]
  },
})

function withCellsSelected(transactions: readonly Transaction[], { selection: was }: EditorState, after: EditorState): Transaction | null {
  if (!(was instanceof CellSelection) || after.selection instanceof CellSelection || !hasLocalChange(transactions)) return null
  const [$anchor, $head] = [was.$anchorCell, was.$headCell].map(({ pos }) => after.doc.resolve(transactions.reduce((place, { mapping }) => mapping.map(place, -1), pos)))
  if (!$anchor || !$head || !pointsAtCell($anchor) || !pointsAtCell($head) || !inSameTable($anchor, $head)) return null
  const selection = new CellSelection($anchor, $head)
  let areEmpty = true
  selection.forEachCell(({ content }) => {
    areEmpty &&= content.size <= emptyCellSize
  })
  return areEmpty ? after.tr.setSelection(selection) : null
}
