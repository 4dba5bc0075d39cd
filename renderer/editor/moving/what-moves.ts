/**
 * What goes to another board: some words of a line as a line of their own; else whole lines, with an item what is in it, as far as something is selected, or the one that the caret is in.
 * Cells stay in their table: it goes as a whole, or not at all.
 */
import { Fragment, type Node, type NodeRange, type ResolvedPos } from '@tiptap/pm/model'
import { NodeSelection, type EditorState, type Selection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { isMarked } from '../confidential.ts'

/** A part of a board, and what it is on another one. */
export type Moving = { readonly from: number; readonly to: number; readonly blocks: () => Fragment }

/** Null where there is nothing to move. */
export function whatMoves({ schema }: EditorState, selection: Selection): Moving | null {
  const { $from, $to } = selection
  if (selection instanceof CellSelection) return selection.isRowSelection() && selection.isColSelection() ? wholeTable($from) : null
  if (selection instanceof NodeSelection) {
    const { node, from, to } = selection
    return schema.topNodeType.validContent(Fragment.from(node)) ? { from, to, blocks: () => Fragment.from(node) } : null
  }
  const { parent } = $from
  if (!selection.empty && $from.sameParent($to) && parent.isTextblock && $to.pos - $from.pos < parent.content.size) {
    const line = parent.type.spec.code ? parent.type : schema.nodes['paragraph']
    const { dir = null } = parent.attrs as { readonly dir?: unknown }
    if (!line) return null
    return { from: $from.pos, to: $to.pos, blocks: () => Fragment.from(line.create({ dir, confidential: isMarked(parent) || null }, parent.slice($from.parentOffset, $to.parentOffset).content)) }
  }
  const range = wholeRange($from, $to)
  return range === null || isBlank(range) ? null : { from: range.start, to: range.end, blocks: () => blocksOf(range) }
}

function wholeTable($inside: ResolvedPos): Moving | null {
  for (let depth = $inside.depth; depth > 0; depth -= 1) {
    const node = $inside.node(depth)
    if (node.type.spec.tableRole === 'table') return { from: $inside.before(depth), to: $inside.after(depth), blocks: () => Fragment.from(node) }
  }
  return null
}

/** The blocks around the two places; of containers nothing is left of which all goes, or the first line. */
function wholeRange($from: ResolvedPos, $to: ResolvedPos): NodeRange | null {
  let range = $from.blockRange($to)
  while (range !== null && range.depth > 0 && range.startIndex === 0 && (range.endIndex === range.parent.childCount || isItem(range.parent)) && !range.parent.type.spec.isolating) {
    const { depth } = range
    range = range.$from.blockRange(range.$to, (node) => node === $from.node(depth - 1))
  }
  return range
}

function isItem({ type }: Node): boolean {
  return type.name === 'listItem' || type.name === 'taskItem'
}

function childrenOf({ parent, startIndex, endIndex }: NodeRange): readonly Node[] {
  return parent.children.slice(startIndex, endIndex)
}

/** Nothing but empty lines. */
function isBlank(range: NodeRange): boolean {
  return childrenOf(range).every((node) => node.type.name === 'paragraph' && node.content.size === 0)
}

/** Items go in a list of the same kind, which counts from its beginning. */
function blocksOf(range: NodeRange): Fragment {
  const blocks = Fragment.from(childrenOf(range))
  const { type, attrs } = range.parent
  if (!type.name.endsWith('List')) return blocks
  return Fragment.from(type.create({ ...attrs, ...('start' in attrs ? { start: 1 } : {}) }, blocks))
}
