/**
 * Somebody else deletes the line that one is writing in, or moves it to another board: the caret is left in a line of others then, and the rest of the sentence would become part
 * of that. It becomes a line of its own, where the one that is gone stood.
 */
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isFromDocument } from './change-origin.ts'
import { isMarked } from './confidential.ts'

export class LineTakenAway {
  /** The line, and where it began; null while the caret is in a line of its own. */
  #gone: { readonly line: Node; readonly at: number } | null = null

  /** A change from elsewhere has taken away the line of the caret, which was `$was`, and its words are nowhere on the board. */
  note($was: ResolvedPos): void {
    this.#gone = { line: $was.parent, at: $was.before() }
  }

  /** What the user does since is about the place where they are. */
  follow(transaction: Transaction, { selection }: EditorState): void {
    if (!isFromDocument(transaction) && (transaction.docChanged || !transaction.selection.eq(selection))) this.#gone = null
  }

  /** For `handleTextInput`: true where `text` was put into a line of its own. */
  readonly write = (view: EditorView, from: number, to: number, text: string): boolean => {
    const { state } = view
    const { $from, empty } = state.selection
    const { paragraph } = state.schema.nodes
    if (this.#gone === null || !paragraph || !empty || from !== to || from !== $from.pos || $from.depth === 0 || $from.parent.content.size === 0) return false
    const { line, at } = this.#gone
    const isAbove = $from.before() < at
    const index = $from.index(-1) + (isAbove ? 1 : 0)
    if (!$from.node(-1).canReplaceWith(index, index, paragraph)) return false
    const place = isAbove ? $from.after() : $from.before()
    // What stays in the house stays there.
    const attrs = { dir: line.attrs['dir'] as unknown, confidential: isMarked(line) || null }
    const tr = state.tr.insert(place, paragraph.create(attrs, state.schema.text(text)))
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, place + 1 + text.length)).scrollIntoView())
    return true
  }
}
