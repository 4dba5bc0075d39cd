/** An outcome has an id of its own for life, whatever is split, copied, cut, dropped or taken back. */
import type { Editor } from '@tiptap/core'
import type { Fragment, Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { XmlElement, XmlFragment, type Doc } from 'yjs'
import { isOfTwoWriters, mendOutcomes } from '../../../shared/document/boards/mend-outcomes.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import { newId, type OutcomeId } from '../../../shared/model/ids.ts'
import type { OutcomeKind } from '../../../shared/model/workshop.ts'
import { claimOutcomeNumber, indexesWithoutOwnId } from '../../../shared/outcomes/numbering.ts'
import { bindingOf, hasLocalChange, writeAlong } from '../change-origin.ts'
import { changedRanges } from '../fill-containers.ts'
import { asOutcomeKind, mapOutcomes } from './outcome-node.ts'

/** Ids of the outcomes that stand on any board of the document now, but for the content `except`. */
export function outcomeIdsOnBoards(doc: Doc, except: unknown = null): Set<string> {
  const ids = new Set<string>()
  const visit = (type: XmlFragment | XmlElement): void => {
    for (const child of type.toArray()) {
      if (!(child instanceof XmlElement)) continue
      const id: unknown = child.nodeName === 'outcome' ? child.getAttribute('id') : undefined
      if (typeof id === 'string') ids.add(id)
      else visit(child)
    }
  }
  for (const board of rootsOf(doc).boards.values()) {
    const content = board.get('content')
    if (content instanceof XmlFragment && content !== except) visit(content)
  }
  return ids
}

/** Gives copies new ids. A cut outcome that is pasted back keeps its own: it stands nowhere, and its number waits for it. */
export function withOwnIds(fragment: Fragment, isFree: (id: string) => boolean): Fragment {
  return mapOutcomes(fragment, (outcome) => {
    const id = String(outcome.attrs['id'])
    return outcome.type.create({ ...outcome.attrs, id: isFree(id) ? id : newId<OutcomeId>() }, outcome.content, outcome.marks)
  })
}

/** Repairs ids after a change of the user's: a split, a drop or a command may have left a copy or none. */
export function repairIds(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  if (!hasLocalChange(transactions)) return null
  const ranges = changedRanges(transactions, state)
  const isTouched = (position: number): boolean => ranges.some(({ from, to }) => position >= from && position <= to)
  const outcomes: { readonly id: string; readonly position: number; readonly touched: boolean }[] = []
  state.doc.descendants((node, position) => {
    if (node.type.name === 'outcome') outcomes.push({ id: String(node.attrs['id']), position, touched: isTouched(position) })
    return !node.isTextblock
  })
  if (!outcomes.some(({ touched }) => touched)) return null
  // Those that the change did not touch come first: they are the originals.
  const ordered = [...outcomes].sort((left, right) => Number(left.touched) - Number(right.touched) || left.position - right.position)
  const wrong = indexesWithoutOwnId(ordered.map(({ id }) => id)).flatMap((index) => ordered[index] ?? []).filter(({ touched }) => touched)
  if (wrong.length === 0) return null
  const { tr } = state
  for (const { position } of wrong) tr.setNodeAttribute(position, 'id', newId<OutcomeId>())
  return tr
}

/**
 * An outcome that was cut here and pasted on another board has kept its id there; one that undo has brought back here becomes another, with a number of its
 * own. So does what undo leaves of one that was moved on this board, for the sake of what others wrote in it there. Behind this transaction: the binding writes nothing in the midst of a change that it shows.
 */
export function giveReturnedOnesIds(editor: Editor, doc: Doc, before: ReadonlyMap<string, OutcomeKind>): void {
  queueMicrotask(() => {
    const binding = editor.isDestroyed ? null : bindingOf(editor.state)
    if (binding === null) return
    // Of one that somebody else has moved as well, the engine says the same; what is left then was all written here.
    mendOutcomes(doc, 'returned', isOfTwoWriters)
    const present: { readonly id: string; readonly kind: OutcomeKind; readonly position: number; readonly size: number }[] = []
    editor.state.doc.descendants((node, position) => {
      const kind = node.type.name === 'outcome' ? asOutcomeKind(node.attrs['kind']) : null
      if (kind) present.push({ id: String(node.attrs['id']), kind, position, size: node.content.size })
      return !node.isTextblock
    })
    const returned = present.filter(({ id }) => !before.has(id))
    const elsewhere = returned.length === 0 ? new Set<string>() : outcomeIdsOnBoards(doc, binding.type)
    // The one with the words is what was moved.
    const ordered = present.toSorted((left, right) => right.size - left.size)
    const doubled = indexesWithoutOwnId(ordered.map(({ id }) => id)).flatMap((index) => ordered[index] ?? [])
    const renamed = [...new Set([...returned.filter(({ id }) => elsewhere.has(id)), ...doubled])].map((outcome) => ({ ...outcome, id: newId<OutcomeId>() }))
    if (renamed.length === 0) return
    // No step of undo: the one before could not be taken back any more.
    const tr = editor.state.tr.setMeta('addToHistory', false)
    for (const { id, position } of renamed) tr.setNodeAttribute(position, 'id', id)
    writeAlong(doc, () => editor.view.dispatch(tr), () => renamed.forEach(({ id, kind }) => claimOutcomeNumber(doc, ySyncPluginKey, id, kind)))
  })
}

/** Id → kind of every outcome below `root`. */
export function outcomesIn(root: Node): Map<string, OutcomeKind> {
  const found = new Map<string, OutcomeKind>()
  root.descendants((node) => {
    const kind = node.type.name === 'outcome' ? asOutcomeKind(node.attrs['kind']) : null
    if (kind) found.set(String(node.attrs['id']), kind)
    return !node.isTextblock
  })
  return found
}
