/**
 * Containers may be empty in the schema (see `board-schema.ts`), but a person cannot put a caret into an empty list item. This
 * plugin gives an empty container a paragraph, only where the user's own change or caret is: what is far away may be
 * empty because somebody else is just working there.
 */
import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { hasLocalChange, isFromDocument } from './change-origin.ts'

const filledContainers = new Set(['listItem', 'taskItem', 'blockquote', 'tableCell', 'tableHeader'])

/** The transaction that fills what has to be filled after `transactions`, or null. */
function fillTransaction(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  if (transactions.every(isFromDocument)) return null
  const empty = new Set<number>()
  const note = (node: Node, position: number): void => {
    if (node.childCount === 0 && filledContainers.has(node.type.name)) empty.add(position)
  }
  if (hasLocalChange(transactions)) {
    for (const { from, to } of changedRanges(transactions, state)) state.doc.nodesBetween(from, to, (node, position) => note(node, position))
  }
  noteAround(state.selection.$from, note)
  if (empty.size === 0) return null
  const { tr } = state
  const paragraph = state.schema.nodes['paragraph']
  if (!paragraph) return null
  for (const position of [...empty].sort((left, right) => right - left)) tr.insert(position + 1, paragraph.create())
  const { $from } = state.selection
  // Cells that were emptied stay selected.
  if (!(state.selection instanceof CellSelection) && empty.has($from.pos - 1)) tr.setSelection(TextSelection.near(tr.doc.resolve($from.pos + 1)))
  return tr
}

/** The container that the caret is in or beside. */
function noteAround($position: ResolvedPos, note: (node: Node, position: number) => void): void {
  for (let depth = $position.depth; depth > 0; depth -= 1) note($position.node(depth), $position.before(depth))
  if ($position.nodeAfter) note($position.nodeAfter, $position.pos)
}

/** Ranges of `doc`, which they led to, that the user's transactions touched, widened by the positions beside them. */
export function changedRanges(transactions: readonly Transaction[], { doc }: { readonly doc: Node }): { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = []
  transactions.forEach((transaction, index) => {
    if (!transaction.docChanged || isFromDocument(transaction)) return
    const later = transactions.slice(index + 1)
    transaction.mapping.maps.forEach((map, step) => {
      map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
        const follow = (position: number, side: -1 | 1): number =>
          later.reduce((mapped, next) => next.mapping.map(mapped, side), transaction.mapping.slice(step + 1).map(position, side))
        const end = doc.content.size
        ranges.push({ from: Math.max(0, Math.min(follow(newFrom, -1) - 1, end)), to: Math.min(follow(newTo, 1) + 1, end) })
      })
    })
  })
  return ranges
}

export const FillContainers = Extension.create({
  name: 'fillContainers',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('fillContainers'),
        appendTransaction: (transactions, _oldState, state) => fillTransaction(transactions, state),
      }),
    ]
  },
})
