/**
 * For every change from elsewhere the binding makes the whole board anew, out of new nodes, and replaces all of it. ProseMirror knows by the identity of
 * nodes which of them it may leave alone: with new ones it writes a line that somebody makes above into the next one, the next one into the one below
 * it, and so on to the end. What a keyboard is composing there (an accent, a syllable) is lost with its element, and comes twice. So of what the
 * binding replaces only the part that differs is applied, and all else stays the very nodes that are shown.
 */
import { Extension } from '@tiptap/core'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Selection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import { XmlElement, XmlText, type XmlFragment } from 'yjs'
import { bindingOf, isFromDocument } from './change-origin.ts'

type Mapping = ProsemirrorBinding['mapping']

/** How far a node is looked for behind others that are gone or have changed. */
const maxLookahead = 20

export const DrawWhatChanged = Extension.create({
  name: 'drawWhatChanged',

  dispatchTransaction({ transaction, next }) {
    const { state } = this.editor
    const narrow = isFromDocument(transaction) ? narrowed(state, transaction) : null
    if (narrow === null) return next(transaction)
    next(narrow)
    const binding = bindingOf(this.editor.state)
    if (binding !== null) noteNodes(binding.mapping, binding.type, narrow.doc)
  },
})

/** `transaction`, with the same end, replacing only the blocks that differ; null where none does. */
function narrowed(state: EditorState, transaction: Transaction): Transaction | null {
  const before = state.doc.content
  const { start, end, nodes } = difference(before, transaction.doc.content)
  if (nodes.length === 0 && start + end === before.childCount) return null
  const tr = state.tr.setMeta('addToHistory', false).setMeta(ySyncPluginKey, transaction.getMeta(ySyncPluginKey))
  tr.step(new ReplaceStep(offsetOf(before, start), offsetOf(before, before.childCount - end), new Slice(Fragment.from(nodes), 0, 0)))
  if (transaction.selectionSet) tr.setSelection(Selection.fromJSON(tr.doc, transaction.selection.toJSON()))
  return transaction.scrolledIntoView ? tr.scrollIntoView() : tr
}

/** How many nodes are the same at the start and, of the rest, at the end; and what `after` has between the two. */
type Difference = { readonly start: number; readonly end: number; readonly nodes: readonly Node[] }

/** The nodes are those of `before` wherever they hold the same, and made out of such where only a part does. */
function difference({ content: before }: Fragment, { content: after }: Fragment): Difference {
  const most = Math.min(before.length, after.length)
  const isSame = (old: Node | undefined, fresh: Node | undefined): boolean => old !== undefined && fresh !== undefined && old.eq(fresh)
  let start = 0
  while (start < most && isSame(before[start], after[start])) start += 1
  let end = 0
  while (end < most - start && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1
  const rest = before.slice(start, before.length - end)
  const nodes = after.slice(start, after.length - end).map((node) => {
    const same = rest.slice(0, maxLookahead).findIndex((candidate) => candidate.eq(node))
    if (same >= 0) return rest.splice(0, same + 1).at(-1) ?? node
    const [candidate] = rest
    if (candidate === undefined || node.inlineContent || node.isLeaf || !candidate.sameMarkup(node)) return node
    rest.shift()
    return outOf(candidate, node)
  })
  return { start, end, nodes }
}

/** `node`, with what `old` holds as well out of `old`. */
function outOf(old: Node, node: Node): Node {
  const { start, end, nodes } = difference(old.content, node.content)
  return node.copy(Fragment.from([...old.children.slice(0, start), ...nodes, ...old.children.slice(old.childCount - end)]))
}

function offsetOf(fragment: Fragment, index: number): number {
  let offset = 0
  for (const node of fragment.content.slice(0, index)) offset += node.nodeSize
  return offset
}

/** Tells the binding which nodes show the content of `element`: it finds out by their identity what a local change left alone. */
function noteNodes(mapping: Mapping, element: XmlElement | XmlFragment, { children }: Node): void {
  let index = 0
  for (const child of element.toArray()) {
    if (child instanceof XmlElement) {
      const shown = children[index]
      // A type that could not be shown: what is known of those behind it stays as the binding noted it.
      if (shown?.type.name !== child.nodeName) return
      mapping.set(child, shown)
      noteNodes(mapping, child, shown)
      index += 1
    } else if (child instanceof XmlText) {
      const begin = index
      while (children[index]?.isText === true) index += 1
      // Two texts side by side are shown as one. Which part of it is whose the binding finds out by itself; told that the first one shows all,
      // it would take the second for deleted.
      if (child.nextSibling instanceof XmlText || child.prevSibling instanceof XmlText) mapping.delete(child)
      else mapping.set(child, children.slice(begin, index))
    }
  }
}
