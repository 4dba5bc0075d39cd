/** Items of a list that are pasted in front of the words of an item stand before it. Stock, they become a list inside of it, one level deeper, and the item has no line of its own any more. */
import { Fragment, type Slice } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** False where the caret is not there, or what is pasted is not a list of such items. */
export function putBeforeItem(view: EditorView, { content }: Slice): boolean {
  const { state } = view
  const { $from, empty } = state.selection
  if (!empty || $from.depth < 3 || $from.parentOffset > 0 || $from.parent.content.size === 0 || $from.index(-1) > 0) return false
  const item = $from.node(-1).type
  const items = content.content.flatMap((block) => (block.type.name.endsWith('List') ? block.children : [block]))
  if (!['listItem', 'taskItem'].includes(item.name) || items.length === 0 || items.some(({ type }) => type !== item)) return false
  const place = $from.before(-1)
  const tr = state.tr.insert(place, Fragment.from(items))
  tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(place)), -1))
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return true
}
