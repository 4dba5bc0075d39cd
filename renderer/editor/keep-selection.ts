/**
 * What the user has selected stays selected, whatever others write meanwhile. The binding draws the board anew for every change from
 * elsewhere and then looks for the selection by comparing texts; where two lines read alike, two of them empty for one, it takes the
 * wrong one, and the user goes on typing in it. It also makes selected cells a caret, and where a selected picture is gone it selects the block that comes
 * next, which the user's next letter replaces. So the selection is kept here: tied to the
 * characters and blocks of the shared document, which have an identity, and looked for by its words only when those are gone.
 */
import { Extension } from '@tiptap/core'
import { GapCursor } from '@tiptap/pm/gapcursor'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { CellSelection, inSameTable, pointsAtCell } from '@tiptap/pm/tables'
import { absolutePositionToRelativePosition, getRelativeSelection, relativePositionToAbsolutePosition, yCursorPluginKey, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import { ContentType, createRelativePositionFromTypeIndex, getItem, Item, UndoManager, XmlElement, XmlFragment, XmlText, type Doc, type RelativePosition, type Transaction as YTransaction } from 'yjs'
import { bindingOf, isFromDocument } from './change-origin.ts'
import { LineTakenAway } from './line-taken-away.ts'
import { PendingSelection } from './pending-selection.ts'

/**
 * A place on the board before a change from elsewhere: what it is tied to, and where it was. `isEnd`: the end of a line that somebody else wrote, or made
 * and has not written in yet. There the caret goes along with the line, so that Enter makes a new line and takes none of their letters along; behind the user's own letters it stays behind them.
 */
type Place = { readonly tie: RelativePosition; readonly was: number; readonly isEnd: boolean }

type HeldRange = { readonly kind: 'text' | 'cells' | 'gap'; readonly anchor: Place; readonly head: Place }

/** A selected picture or rule, as the shared document has it. */
type HeldBlock = { readonly kind: 'block'; readonly block: XmlElement; readonly tie: RelativePosition }

type HeldSelection = HeldRange | HeldBlock

/** Options: the document whose changes the editor shows. */
export const KeepSelection = Extension.create<{ doc: Doc | null }, { readonly pending: PendingSelection; readonly taken: LineTakenAway }>({
  name: 'keepSelection',

  addOptions() {
    return { doc: null }
  },

  addStorage() {
    return { pending: new PendingSelection(), taken: new LineTakenAway() }
  },

  // The carets of others are drawn without a change of the document, and ProseMirror puts its own selection back with them.
  dispatchTransaction({ transaction, next }) {
    const { view } = this.editor
    this.storage.taken.follow(transaction, view.state)
    if (transaction.getMeta(yCursorPluginKey) !== undefined && this.storage.pending.takeOver(view)) transaction.setSelection(view.state.selection)
    next(transaction)
  },

  addProseMirrorPlugins() {
    const { doc } = this.options
    const { pending, taken } = this.storage
    if (!doc) return []
    let held: HeldSelection | null = null
    return [
      new Plugin({
        key: new PluginKey('keepSelection'),
        props: { handleDOMEvents: pending.events, handleTextInput: taken.write },
        view(view) {
          const onBegin = (transaction: YTransaction): void => {
            // What the user does or undoes here brings its own selection.
            held = null
            if (transaction.origin === ySyncPluginKey) return
            forgetUndone(view.state)
            if (transaction.origin instanceof UndoManager) return
            pending.takeOver(view)
            held = hold(view.state)
          }
          const unfollow = pending.follow(view)
          doc.on('beforeTransaction', onBegin)
          return {
            destroy() {
              doc.off('beforeTransaction', onBegin)
              unfollow()
            },
          }
        },
        appendTransaction(transactions, before, after) {
          if (held === null || !transactions.some(isFromDocument)) return null
          if (held.kind === 'text' && held.anchor === held.head && isTakenAway(held.head, before, after)) taken.note(before.doc.resolve(held.head.was))
          return restored(held, before, after)
        },
      }),
    ]
  },
})

/**
 * Behind an undo the binding keeps the selection of that step for the next change from elsewhere. Where the board has become shorter it would look for
 * it beyond the end, and fail, and that change would not be drawn: the user's next letter would take it back.
 */
function forgetUndone(state: EditorState): void {
  const binding = bindingOf(state)
  if (binding) binding.beforeTransactionSelection = getRelativeSelection(binding, state)
}

/** Null for what the binding restores well itself: everything. */
function hold(state: EditorState): HeldSelection | null {
  const binding = bindingOf(state)
  if (!binding) return null
  const place = (was: number): Place => {
    const tie = absolutePositionToRelativePosition(was, binding.type, binding.mapping) as RelativePosition
    const { parent, parentOffset } = state.doc.resolve(was)
    const writer = (tie.item ?? tie.type)?.client
    return { tie, was, isEnd: parent.isTextblock && parentOffset === parent.content.size && writer !== undefined && writer !== binding.doc.clientID }
  }
  const { selection } = state
  if (selection instanceof CellSelection) return { kind: 'cells', anchor: place(selection.$anchorCell.pos), head: place(selection.$headCell.pos) }
  if (selection instanceof GapCursor) {
    const head = place(selection.head)
    return { kind: 'gap', anchor: head, head }
  }
  if (selection instanceof NodeSelection) return holdBlock(binding, selection)
  if (!(selection instanceof TextSelection)) return null
  const head = place(selection.head)
  return { kind: 'text', anchor: selection.empty ? head : place(selection.anchor), head }
}

/** A copy that was dropped is the same node as the one it was made of: the place tells them apart. */
function holdBlock({ doc, type, mapping }: ProsemirrorBinding, { node, from }: NodeSelection): HeldBlock | null {
  for (const [block, shown] of mapping as ReadonlyMap<unknown, unknown>) {
    if (shown !== node || !(block instanceof XmlElement) || !(block.parent instanceof XmlFragment)) continue
    const tie = createRelativePositionFromTypeIndex(block.parent, block.parent.toArray().indexOf(block))
    if (relativePositionToAbsolutePosition(doc, type, tie, mapping) === from) return { kind: 'block', block, tie }
  }
  return null
}

function restored(held: HeldSelection, before: EditorState, after: EditorState): Transaction | null {
  const binding = bindingOf(after)
  if (!binding) return null
  const selection = held.kind === 'block' ? blockNow(held, binding, after.doc) : rangeNow(held, binding, before, after)
  return selection === null || selection.eq(after.selection) ? null : after.tr.setSelection(selection)
}

/** The block, or a caret beside its place when it is gone. */
function blockNow({ block, tie }: HeldBlock, { doc, type, mapping }: ProsemirrorBinding, after: Node): Selection | null {
  const now = relativePositionToAbsolutePosition(doc, type, tie, mapping)
  if (now === null) return null
  const $now = after.resolve(now)
  if (block._item?.deleted === false && $now.nodeAfter !== null) return NodeSelection.create(after, now)
  return Selection.findFrom($now, 1, true) ?? Selection.findFrom($now, -1, true)
}

function rangeNow(held: HeldRange, binding: ProsemirrorBinding, before: EditorState, after: EditorState): Selection | null {
  const placeNow = (place: Place): number | null => resolve(place, binding, before.doc, after.doc, held.kind === 'text')
  const [anchor, head] = [placeNow(held.anchor), placeNow(held.head)]
  return anchor === null || head === null ? null : selectionAt(held.kind, after.doc.resolve(anchor), after.doc.resolve(head))
}

function selectionAt(kind: HeldRange['kind'], $anchor: ResolvedPos, $head: ResolvedPos): Selection | null {
  if (kind === 'text') return TextSelection.between($anchor, $head)
  if (kind === 'gap') return new GapCursor($head)
  return pointsAtCell($anchor) && pointsAtCell($head) && inSameTable($anchor, $head) ? new CellSelection($anchor, $head) : null
}

/** Where `place` is now. `isText`: it is between characters, and can be found by them. */
function resolve(place: Place, binding: ProsemirrorBinding, before: Node, after: Node, isText: boolean): number | null {
  const now = relativePositionToAbsolutePosition(binding.doc, binding.type, place.tie, binding.mapping)
  if (now !== null && isAlive(place.tie, binding.doc)) return place.isEnd ? after.resolve(now).end() : now
  return isText ? (placeOfWords(before.resolve(place.was), before, after) ?? now) : null
}

/** Whether the line of a caret is gone, with all its words. */
function isTakenAway({ tie, was }: Place, before: EditorState, after: EditorState): boolean {
  const binding = bindingOf(after)
  const $was = before.doc.resolve(was)
  return binding !== null && $was.parent.isTextblock && $was.parent.content.size > 0 && isBlockGone(tie, binding.doc) && placeOfWords($was, before.doc, after.doc) === null
}

/** Whether the block whose words a place is among is gone. */
function isBlockGone({ item, type }: RelativePosition, doc: Doc): boolean {
  const id = item ?? type
  const struct: unknown = id && getItem(doc.store, id)
  if (!(struct instanceof Item)) return id !== null
  const words: unknown = struct.content instanceof ContentType ? struct.content.type : struct.parent
  const block = words instanceof XmlText ? words.parent : words
  return block instanceof XmlElement && block._item?.deleted === true
}

/** Whether the character or block that a place is tied to is still on the board. */
function isAlive({ item, type }: RelativePosition, doc: Doc): boolean {
  const id = item ?? type
  return id === null || !getItem(doc.store, id).deleted
}

/**
 * The place in the words around `$was` after they were taken from their block and put into another one: all of them (a block that was
 * moved, turned into another, or joined to the one before it), those behind a split, or all but the letters that the user typed last and whoever
 * changed the block had not seen. Only blocks that changed come into question.
 */
function placeOfWords($was: ResolvedPos, before: Node, after: Node): number | null {
  const from = after.content.findDiffStart(before.content)
  const to = after.content.findDiffEnd(before.content)
  const words = $was.parent.textContent
  if (from === null || to === null || words.trim() === '' || !$was.parent.isTextblock) return null
  const places: { readonly at: number; readonly matched: number }[] = []
  after.nodesBetween(Math.min(from, to.a), Math.max(from, to.a), (node, position) => {
    if (!node.isTextblock) return true
    const found = findWords(node.textContent, words, $was.parentOffset)
    if (found !== null) places.push({ at: position + 1 + found.offset, matched: found.matched })
    return false
  })
  // What holds most of them, and of equals the nearest.
  const [best] = places.toSorted((a, b) => b.matched - a.matched || Math.abs(a.at - $was.pos) - Math.abs(b.at - $was.pos))
  return best?.at ?? null
}

/** How many letters may have been typed while a change was on its way. */
const maxUnseen = 20

/** Where in `text` the place behind `words.slice(0, offset)` is, and how much of that was found. */
function findWords(text: string, words: string, offset: number): { readonly offset: number; readonly matched: number } | null {
  const shifted = offset + text.length - words.length
  const isRest = text.trim() !== '' && words.endsWith(text)
  if ((text.endsWith(words) || isRest) && shifted >= 0) return { offset: shifted, matched: words.length }
  for (let length = offset; length > Math.max(0, offset - maxUnseen); length -= 1) {
    const known = words.slice(0, length)
    const start = known.trim() === '' ? -1 : text.lastIndexOf(known)
    if (start >= 0) return { offset: start + length, matched: length }
  }
  return null
}
