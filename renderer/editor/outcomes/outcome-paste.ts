/** What is pasted or dropped into an outcome: words become its words, and what cannot be words stands below it. */
import { Slice } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Pasted or dropped into an outcome, what cannot be part of its words (a table, a list, a rule) stands below it: stock, the outcome would be cut in two,
 * and its end be another one of the same owner. `from`: takes away what the new place is for (the selection that is pasted over, the source of a drag).
 */
export function putBelow(view: EditorView, place: number, slice: Slice, from: (tr: Transaction) => void): boolean {
  const $place = view.state.doc.resolve(place)
  if ($place.parent.type.name !== 'outcome' || (isWords(slice, 'firstChild', slice.openStart) && isWords(slice, 'lastChild', slice.openEnd))) return false
  const { tr } = view.state
  from(tr)
  const below = tr.mapping.map($place.after())
  tr.replace(below, below, new Slice(slice.content, 0, 0))
  const end = tr.mapping.map($place.after())
  const { paragraph } = view.state.schema.nodes
  if (paragraph && !tr.doc.resolve(end).nodeAfter) tr.insert(end, paragraph.create())
  tr.setSelection(TextSelection.near(tr.doc.resolve(end)))
  view.dispatch(tr.scrollIntoView().setMeta('paste', true))
  return true
}

/**
 * Pasted into an outcome without a word, or over all of them, words are its words whatever they were before: stock, a heading or an item of a list takes the
 * place of the outcome, which is gone with its number and its fields.
 */
export function putInside(view: EditorView, slice: Slice): boolean {
  const { state } = view
  const { $from, $to } = state.selection
  const isAll = $from.sameParent($to) && $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size
  const first = slice.content.firstChild
  if (!isAll || first === null || first.isInline || first.type.name === 'outcome' || !isWords(slice, 'firstChild', slice.openStart)) return false
  const tr = state.tr.replace($from.pos, $to.pos, slice)
  tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map($to.pos)), -1))
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return true
}

/** Whether this end of what is pasted becomes part of the line that it is put into. */
function isWords({ content }: Slice, end: 'firstChild' | 'lastChild', open: number): boolean {
  let node = content[end]
  for (let depth = 1; depth < open && node && !node.isTextblock; depth += 1) node = node[end]
  return !node || node.isInline || (open > 0 && node.isTextblock)
}
