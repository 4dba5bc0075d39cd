/**
 * Where the caret is behind an undo: where it was before what is taken back, and behind a redo where it was before the undo. Stock, the place is tied to the
 * characters of the shared document beside it, and those are others once undo has brought a line back: the caret goes to the next line, item or cell, and the next letter with it.
 * So every step keeps the board as it was and what was selected there. What others wrote since is found by comparing the two; where
 * nothing tells any more where that place is, the stock one stays.
 */
import { Extension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type SelectionBookmark } from '@tiptap/pm/state'
import type { Mappable } from '@tiptap/pm/transform'
import type { Transaction as YTransaction } from 'yjs'
import { isFromDocument } from '../change-origin.ts'
import { mapBetween } from '../same-place.ts'
import { undoManagerIn } from './kept-undo.ts'

type Place = { readonly doc: Node; readonly selection: SelectionBookmark }
type StackEvent = { readonly stackItem: { readonly meta: Map<unknown, unknown> } }

const placeKey = new PluginKey('placeOfUndo')

export const PlaceOfUndo = Extension.create<object, { before: Place | null }>({
  name: 'placeOfUndo',

  addStorage() {
    return { before: null }
  },

  dispatchTransaction({ transaction, next }) {
    const { state } = this.editor
    if (!isFromDocument(transaction)) {
      if (transaction.docChanged) this.storage.before = placeIn(state)
      // What is written somewhere else is a step of its own, however soon it follows.
      else if (!transaction.selection.eq(state.selection)) undoManagerIn(state)?.stopCapturing()
    }
    next(transaction)
  },

  addProseMirrorPlugins() {
    const { editor, storage } = this
    return [
      new Plugin({
        key: placeKey,
        view({ state }) {
          const undoManager = undoManagerIn(state)
          if (undoManager === null) return {}
          const onBegin = ({ origin }: YTransaction): void => {
            if (origin === undoManager) storage.before = placeIn(editor.state)
          }
          const onAdded = ({ stackItem }: StackEvent): void => {
            if (storage.before !== null) stackItem.meta.set(placeKey, storage.before)
          }
          const onPopped = ({ stackItem }: StackEvent): void => {
            const place = stackItem.meta.get(placeKey) as Place | undefined
            if (place !== undefined) goBack(editor, place)
          }
          const { doc } = undoManager
          doc.on('beforeTransaction', onBegin)
          undoManager.on('stack-item-added', onAdded)
          undoManager.on('stack-item-popped', onPopped)
          return {
            destroy() {
              storage.before = null
              doc.off('beforeTransaction', onBegin)
              undoManager.off('stack-item-added', onAdded)
              undoManager.off('stack-item-popped', onPopped)
            },
          }
        },
      }),
    ]
  },
})

function placeIn({ doc, selection }: EditorState): Place {
  return { doc, selection: selection.getBookmark() }
}

/** Selects what was selected; who sees the board is shown it. */
function goBack({ state, view }: Editor, { doc, selection }: Place): void {
  let isFound = true
  const map = (position: number): number => {
    const now = placeNow(doc, state.doc, position)
    isFound &&= now !== null
    return now ?? 0
  }
  const mapping: Mappable = { map, mapResult: (position) => ({ pos: map(position), deleted: false, deletedBefore: false, deletedAfter: false, deletedAcross: false }) }
  const mapped = selection.map(mapping)
  if (!isFound) return
  const tr = state.tr.setSelection(mapped.resolve(state.doc))
  view.dispatch(view.hasFocus() ? tr.scrollIntoView() : tr)
}

/** Where `position` in the content of `before` is in that of `now`, which differs by what others wrote; null where it cannot be told. */
function placeNow(before: Node, now: Node, position: number): number | null {
  if (before.eq(now)) return position
  if (before.isTextblock !== now.isTextblock) return null
  if (before.isTextblock) return mapBetween(before, now).map(position)
  let index = 0
  let start = 0
  while (index < before.childCount && start + before.child(index).nodeSize <= position) {
    start += before.child(index).nodeSize
    index += 1
  }
  const indexNow = sameChild(before, now, index)
  if (indexNow === null) return null
  let startNow = 0
  for (const child of now.children.slice(0, indexNow)) startNow += child.nodeSize
  if (position === start) return startNow
  const [old, fresh] = [before.child(index), now.child(indexNow)]
  const inside = old.isLeaf || fresh.isLeaf ? null : placeNow(old, fresh, position - start - 1)
  return inside === null ? null : startNow + 1 + inside
}

/** Which child of `now` the one at `index` of `before` is; the one behind the last counts too. */
function sameChild(before: Node, now: Node, index: number): number | null {
  const most = Math.min(before.childCount, now.childCount)
  const isSame = (old: number, fresh: number): boolean => before.child(old).eq(now.child(fresh))
  let start = 0
  while (start < most && isSame(start, start)) start += 1
  let end = 0
  while (end < most - start && isSame(before.childCount - 1 - end, now.childCount - 1 - end)) end += 1
  if (index < start) return index
  if (index >= before.childCount - end) return index - before.childCount + now.childCount
  for (let fresh = start; fresh < now.childCount - end; fresh += 1) if (isSame(index, fresh)) return fresh
  return before.childCount === now.childCount ? index : null
}
