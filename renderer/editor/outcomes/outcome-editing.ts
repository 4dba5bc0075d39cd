/**
 * Writing outcomes: how they begin, end and turn back into text, and the two things that must hold for every one of them:
 * an id of its own for life, and a number claimed in the same transaction by the peer that created it. Only the user's own
 * changes are looked at; a peer's outcome has its id and its claim already, or gets them from that peer.
 */
import { Extension, InputRule, type Editor } from '@tiptap/core'
import { Slice, type Fragment, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { Doc, XmlElement, XmlFragment } from 'yjs'
import { isOfTwoWriters, mendOutcomes } from '../../../shared/document/boards/mend-outcomes.ts'
import { rootsOf } from '../../../shared/document/roots.ts'
import { newId, type OutcomeId } from '../../../shared/model/ids.ts'
import { outcomeKinds, type OutcomeKind } from '../../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../../shared/outcomes/kinds.ts'
import { claimOutcomeNumber, indexesWithoutOwnId } from '../../../shared/outcomes/numbering.ts'
import { bindingOf, hasLocalChange, isFromDocument, isOwnUndo, writeAlong } from '../change-origin.ts'
import { isMarked } from '../confidential.ts'
import { changedRanges } from '../fill-containers.ts'
import { asOutcomeKind, mapOutcomes } from './outcome-node.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    outcomes: {
      /** Makes the current line an outcome of this kind, or starts one below when the line cannot become one. */
      insertOutcome: (kind: OutcomeKind) => ReturnType
    }
  }
}

/** Characters that start an outcome when typed alone at the start of an empty line, followed by a space (decision 0060). */
const startingCharacters: Readonly<Record<string, OutcomeKind>> = { '"': 'quote', '!': 'announcement' }

/** Keys of `insertOutcome`: Ctrl Alt and the kind's letter, on every system (Cmd Alt belongs to macOS itself). */
export function outcomeShortcut(kind: OutcomeKind): string {
  return `Ctrl-Alt-${outcomeKindSpecs[kind].letter.toLowerCase()}`
}

function insertOutcome(kind: OutcomeKind, state: EditorState, tr: Transaction): boolean {
  const outcome = state.schema.nodes['outcome']
  if (!outcome) return false
  const attributes = { kind, id: newId<OutcomeId>() }
  const { $from, $to } = state.selection
  if ($from.sameParent($to) && $from.parent.type.name === 'paragraph') {
    const line = $from.before()
    const container = $from.node(-1)
    const index = $from.index(-1)
    if (container.canReplaceWith(index, index + 1, outcome)) {
      tr.setNodeMarkup(line, outcome, { ...attributes, dir: $from.parent.attrs['dir'] })
      return true
    }
  }
  if ($from.depth === 0 && $from.nodeAfter === null && state.doc.childCount > 0) return false
  const below = $from.depth === 0 ? $from.pos : $from.after(1)
  tr.insert(below, outcome.create(attributes))
  tr.setSelection(TextSelection.create(tr.doc, below + 1))
  tr.scrollIntoView()
  return true
}

/** The outcome around the caret; null when the selection is not a caret or range inside one. */
function outcomeAtCaret(state: EditorState): { readonly node: Node; readonly position: number } | null {
  const { $from, $to } = state.selection
  if (!$from.sameParent($to) || $from.parent.type.name !== 'outcome') return null
  return { node: $from.parent, position: $from.before() }
}

function hasFilledField(outcome: Node): boolean {
  const kind = asOutcomeKind(outcome.attrs['kind'])
  return kind !== null && outcomeKindSpecs[kind].fields.some(({ name }) => (outcome.attrs[name] ?? '') !== '')
}

/**
 * Ends the outcome in which the selection begins: what stands behind the selection, or an empty line, becomes the paragraph below. Also of a selection
 * that goes on into other lines: the rest of the last one belongs to no outcome.
 */
function endOutcome(editor: Editor): boolean {
  const { selection } = editor.state
  const { $from, $to } = selection
  const { parent: outcome } = $from
  if (outcome.type.name !== 'outcome' || !$to.parent.isTextblock) return false
  if (outcome.content.size === 0 && selection.empty && !hasFilledField(outcome)) return editor.commands.setNode('paragraph')
  return editor.commands.command(({ state, tr, dispatch }) => {
    const paragraph = state.schema.nodes['paragraph']
    if (!paragraph) return false
    if (dispatch) {
      const last = $to.parent
      const rest = last.slice($to.parentOffset).content
      tr.delete($from.pos, $to.end())
      const below = tr.doc.resolve($from.pos).after()
      tr.insert(below, paragraph.create({ dir: last.attrs['dir'], confidential: isMarked(last) ? true : null }, rest))
      tr.setSelection(TextSelection.create(tr.doc, below + 1))
      tr.scrollIntoView()
    }
    return true
  })
}

/** Moves to the line below the outcome at `position`, making one where there is none. */
export function leaveOutcome(editor: Editor, position: number): void {
  editor
    .chain()
    .command(({ state, tr }) => {
      const outcome = tr.doc.nodeAt(position)
      if (!outcome) return false
      const end = position + outcome.nodeSize
      const paragraph = state.schema.nodes['paragraph']
      if (!tr.doc.resolve(end).nodeAfter?.isTextblock && paragraph) tr.insert(end, paragraph.create())
      tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1)))
      return true
    })
    .focus()
    .run()
}

/** The first field of the outcome at the caret, as far as its kind has any. */
function firstField(editor: Editor): HTMLElement | null {
  return insideOutcome(editor, '[data-field]')
}

/** Something that the view of the outcome at the caret shows. */
function insideOutcome(editor: Editor, selector: string): HTMLElement | null {
  const found = outcomeAtCaret(editor.state)
  const view = found && editor.view.nodeDOM(found.position)
  return view instanceof HTMLElement ? view.querySelector<HTMLElement>(selector) : null
}

/** Shows or hides the fields that are asked for on demand; false when the outcome at the caret has none. */
function toggleExtras(editor: Editor): boolean {
  const button = insideOutcome(editor, '.outcome-more')
  button?.click()
  return button !== null
}

/** Backspace at the start: an empty outcome becomes a line; one with fields filled in is not taken apart by accident. */
function backOut(editor: Editor): boolean {
  const found = outcomeAtCaret(editor.state)
  const { empty, $from } = editor.state.selection
  if (!found || !empty || $from.parentOffset > 0) return false
  return editor.commands.undoInputRule() || hasFilledField(found.node) || editor.commands.setNode('paragraph')
}

/** Delete at the end of a line does not pour an outcome's words into that line and lose its fields; nor does it take away an empty one that has any. */
function keepFromDelete(editor: Editor): boolean {
  const { empty, $from } = editor.state.selection
  if (!empty || $from.depth === 0 || $from.parentOffset < $from.parent.content.size) return false
  if ($from.parent.content.size === 0) return hasFilledField($from.parent)
  return lineBehind($from)?.type.name === 'outcome'
}

/** The line, or picture, or whatever else comes next behind the one that `$place` is in, on whatever level. */
function lineBehind($place: ResolvedPos): Node | null {
  let depth = $place.depth - 1
  while (depth >= 0 && $place.indexAfter(depth) === $place.node(depth).childCount) depth -= 1
  let node = depth < 0 ? null : $place.node(depth).child($place.indexAfter(depth))
  while (node?.firstChild && !node.isTextblock) node = node.firstChild
  return node
}

/**
 * Pasted or dropped into an outcome, what cannot be part of its words (a table, a list, a rule) stands below it: stock, the outcome would be cut in two,
 * and its end be another one of the same owner. `from`: takes away what the new place is for (the selection that is pasted over, the source of a drag).
 */
function putBelow(view: EditorView, place: number, slice: Slice, from: (tr: Transaction) => void): boolean {
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
function putInside(view: EditorView, slice: Slice): boolean {
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

/** Ids of the outcomes that stand on any board of the document now, but for the content `except`. */
function outcomeIdsOnBoards(doc: Doc, except: unknown = null): Set<string> {
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
function withOwnIds(fragment: Fragment, isFree: (id: string) => boolean): Fragment {
  return mapOutcomes(fragment, (outcome) => {
    const id = String(outcome.attrs['id'])
    return outcome.type.create({ ...outcome.attrs, id: isFree(id) ? id : newId<OutcomeId>() }, outcome.content, outcome.marks)
  })
}

/** Repairs ids after a change of the user's: a split, a drop or a command may have left a copy or none. */
function repairIds(transactions: readonly Transaction[], state: EditorState): Transaction | null {
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
function giveReturnedOnesIds(editor: Editor, doc: Doc, before: ReadonlyMap<string, OutcomeKind>): void {
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
function outcomesIn(root: Node): Map<string, OutcomeKind> {
  const found = new Map<string, OutcomeKind>()
  root.descendants((node) => {
    const kind = node.type.name === 'outcome' ? asOutcomeKind(node.attrs['kind']) : null
    if (kind) found.set(String(node.attrs['id']), kind)
    return !node.isTextblock
  })
  return found
}

/** True when the user's transaction may have brought an outcome in or changed what one is. */
function bringsOutcome(transaction: Transaction): boolean {
  if (!transaction.docChanged || isFromDocument(transaction)) return false
  return transaction.steps.some((step) => {
    const json = JSON.stringify(step.toJSON())
    return json.includes('"outcome"') || json.includes('"kind"')
  })
}

export type OutcomeEditingOptions = {
  /** The workshop's document, where numbers are claimed; null leaves outcomes without numbers. */
  readonly doc: Doc | null
}

export const OutcomeEditing = Extension.create<OutcomeEditingOptions>({
  name: 'outcomes',
  // Before lists (Enter, Tab) and before stock shortcuts on Ctrl Alt.
  priority: 500,

  addOptions() {
    return { doc: null }
  },

  addCommands() {
    return {
      insertOutcome:
        (kind) =>
        ({ state, tr, dispatch }) =>
          dispatch ? insertOutcome(kind, state, tr) : state.schema.nodes['outcome'] !== undefined,
    }
  },

  addInputRules() {
    return Object.entries(startingCharacters).map(
      ([character, kind]) =>
        new InputRule({
          find: new RegExp(`^${character} $`, 'u'),
          handler: ({ state, range, chain }) => {
            const { $from } = state.selection
            // The space is not in the document yet: an empty line holds the one character.
            const isAlone = $from.parent.type.name === 'paragraph' && $from.parent.content.size === 1
            if (isAlone) chain().deleteRange(range).insertOutcome(kind).run()
            return isAlone ? undefined : null
          },
        }),
    )
  },

  addKeyboardShortcuts() {
    return {
      ...Object.fromEntries(outcomeKinds.map((kind) => [outcomeShortcut(kind), () => this.editor.commands.insertOutcome(kind)])),
      Enter: () => endOutcome(this.editor),
      Tab: () => {
        const found = outcomeAtCaret(this.editor.state)
        if (!found) return false
        const field = firstField(this.editor)
        if (field) field.focus()
        else leaveOutcome(this.editor, found.position)
        return true
      },
      'Alt-Enter': () => toggleExtras(this.editor),
      // With every key that ProseMirror takes for the same, where nothing is left of the word or the line to take.
      ...Object.fromEntries(['Backspace', 'Shift-Backspace', 'Mod-Backspace', 'Alt-Backspace'].map((key) => [key, () => backOut(this.editor)])),
      ...Object.fromEntries(['Delete', 'Shift-Delete', 'Mod-Delete', 'Alt-Delete'].map((key) => [key, () => keepFromDelete(this.editor)])),
    }
  },

  dispatchTransaction({ transaction, next }) {
    const { doc } = this.options
    if (!doc || !bringsOutcome(transaction)) {
      next(transaction)
      if (doc && isOwnUndo(transaction)) giveReturnedOnesIds(this.editor, doc, outcomesIn(transaction.before))
      return
    }
    const before = outcomesIn(transaction.before)
    // Outcome and number arrive together everywhere. Undo takes the outcome back; the claim is outside of what undo covers,
    // and waits for a redo.
    writeAlong(
      doc,
      () => next(transaction),
      () => {
        for (const [id, kind] of outcomesIn(this.editor.state.doc)) {
          if (before.get(id) !== kind) claimOutcomeNumber(doc, ySyncPluginKey, id, kind)
        }
      },
    )
  },

  addProseMirrorPlugins() {
    const { doc } = this.options
    return [
      new Plugin({
        key: new PluginKey('outcomeIds'),
        appendTransaction: (transactions, _oldState, state) => repairIds(transactions, state),
        props: {
          handlePaste: (view, _event, slice) => outcomeAtCaret(view.state) !== null && (putBelow(view, view.state.selection.from, slice, (tr) => tr.deleteSelection()) || putInside(view, slice)),
          handleDrop: (view, event, slice, isMoved) => {
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
            return place !== undefined && putBelow(view, place, slice, (tr) => isMoved && tr.deleteSelection())
          },
          transformPasted(slice, view) {
            if (view.dragging?.move) return slice
            const taken = doc ? outcomeIdsOnBoards(doc) : new Set<string>()
            const claimed = doc ? new Set(rootsOf(doc).outcomeNumbers.toArray().flatMap((claim) => (claim as { outcome?: string } | null)?.outcome ?? [])) : taken
            const isFree = (id: string): boolean => {
              const isOwn = claimed.has(id) && !taken.has(id)
              taken.add(id)
              return isOwn
            }
            return new Slice(withOwnIds(slice.content, isFree), slice.openStart, slice.openEnd)
          },
        },
      }),
    ]
  },
})
