/** An editor that is made anew goes on where the one before it was: with its selection around the same words, and with the focus if that had it. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import { StepMap } from '@tiptap/pm/transform'

/** Where somebody is in an editor; to be asked while it is there. */
export type PlaceInEditor = { readonly doc: Node; readonly anchor: number; readonly head: number; readonly hasFocus: boolean }

export function placeIn({ state, view }: Editor): PlaceInEditor {
  const { anchor, head } = state.selection
  return { doc: state.doc, anchor, head, hasFocus: view.hasFocus() }
}

/** Selects in `editor`, which shows nearly the same, what was selected; the focus follows when it is on the page. */
export function goTo(editor: Editor, { doc, anchor, head, hasFocus }: PlaceInEditor): void {
  const { state, view } = editor
  // Every editor has a schema of its own.
  const map = mapBetween(state.schema.nodeFromJSON(doc.toJSON()), state.doc)
  const [$anchor, $head] = [anchor, head].map((place) => state.doc.resolve(map.map(place)))
  if ($anchor && $head) view.dispatch(state.tr.setSelection(TextSelection.between($anchor, $head)))
  if (hasFocus) editor.commands.focus(null, { scrollIntoView: false })
}

/** From `before` to `after`: what stands before and behind the difference keeps its place. */
export function mapBetween({ content: before }: Node, { content: after }: Node): StepMap {
  const start = before.findDiffStart(after)
  const end = before.findDiffEnd(after)
  if (start === null || end === null) return StepMap.empty
  // Where letters repeat, what is the same from the end goes beyond what is the same from the start.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return new StepMap([start, end.a + overlap - start, end.b + overlap - start])
}
