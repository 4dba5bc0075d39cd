/**
 * A selection that stands in the page and that ProseMirror does not know of yet. What a hand does (a click, a touch, an arrow key) moves the selection of the
 * page at once; ProseMirror hears of it one task later, for the browser queues `selectionchange`. Whatever is drawn in between puts the old selection back, and the click or key is lost.
 */
import type { EditorView } from '@tiptap/pm/view'

export class PendingSelection {
  /** A selection that the page has left over from before, while the board was not written in, is not one of these. */
  #isByHand = false

  /** For `handleDOMEvents` of a plugin. */
  readonly events = {
    pointerdown: (): void => this.#begin(),
    pointermove: (_view: EditorView, { buttons }: PointerEvent): void => {
      if (buttons !== 0) this.#begin()
    },
    keydown: (): void => this.#begin(),
    blur: (): void => this.#end(),
  }

  #begin(): void {
    this.#isByHand = true
  }

  readonly #end = (): void => {
    this.#isByHand = false
  }

  /** Follows what the page of `view` tells of its selection; returns the end of that. */
  follow({ dom: { ownerDocument } }: EditorView): () => void {
    ownerDocument.addEventListener('selectionchange', this.#end)
    return () => ownerDocument.removeEventListener('selectionchange', this.#end)
  }

  /** Gives ProseMirror the selection of the page now, as the queued event would. True when it took over another one. */
  takeOver(view: EditorView): boolean {
    if (!this.#isByHand || view.composing) return false
    const before = view.state
    view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
    return view.state !== before
  }
}
