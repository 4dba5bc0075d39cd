/**
 * Writing outcomes: how they begin, end and turn back into text, and the two things that must hold for every one of them:
 * an id of its own for life (`outcome-ids.ts`), and a number claimed in the same transaction by the peer that created it. Only
 * the user's own changes are looked at; a peer's outcome has its id and its claim already, or gets them from that peer.
 */
import { Extension, InputRule, type Editor } from '@tiptap/core'
import { Slice, type Node, type ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Doc } from 'yjs'
import { rootsOf } from '../../../shared/document/roots.ts'
import { newId, type OutcomeId } from '../../../shared/model/ids.ts'
import { outcomeKinds, type OutcomeKind } from '../../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../../shared/outcomes/kinds.ts'
import { claimOutcomeNumber } from '../../../shared/outcomes/numbering.ts'
import { isFromDocument, isOwnUndo, writeAlong } from '../change-origin.ts'
import { isMarked } from '../confidential.ts'
import { giveReturnedOnesIds, outcomeIdsOnBoards, outcomesIn, repairIds, withOwnIds } from './outcome-ids.ts'
import { asOutcomeKind } from './outcome-node.ts'
import { putBelow, putInside } from './outcome-paste.ts'

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
