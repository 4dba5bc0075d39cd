/**
 * Tab takes an item into the list that ends the item before, also where nothing is in that list any more, as two people who were apart can leave it: the stock command
 * throws there, as it looks for an item behind which the new one goes.
 */
import { Extension, getNodeType } from '@tiptap/core'
import { Fragment, Slice, type NodeRange, type NodeType } from '@tiptap/pm/model'
import { sinkListItem } from '@tiptap/pm/schema-list'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep } from '@tiptap/pm/transform'

export const IntoEmptyList = Extension.create({
  name: 'intoEmptyList',

  addCommands() {
    return {
      sinkListItem:
        (typeOrName) =>
        ({ state, tr, dispatch }) => {
          const type = getNodeType(typeOrName, state.schema)
          const range = itemsBehindEmptyList(state, type)
          if (range === null) return sinkListItem(type)(state, dispatch)
          if (dispatch) moveIntoList(tr, range)
          return true
        },
    }
  },
})

/** The selected items, where the one before them ends in an empty list of their kind. */
function itemsBehindEmptyList({ selection: { $from, $to } }: EditorState, type: NodeType): NodeRange | null {
  const range = $from.blockRange($to, (node) => node.firstChild?.type === type)
  if (!range || range.startIndex === 0) return null
  const before = range.parent.child(range.startIndex - 1)
  return before.type === type && before.lastChild?.type === range.parent.type && before.lastChild.childCount === 0 ? range : null
}

function moveIntoList(tr: Transaction, { start, end, parent, startIndex }: NodeRange): void {
  const ends = new Slice(Fragment.from(parent.child(startIndex - 1).type.create(null, parent.type.create())), 2, 0)
  // The ends of that list and its item, which stand right before the items, go behind them.
  tr.step(new ReplaceAroundStep(start - 2, end, start, end, ends, 0, true)).scrollIntoView()
}
