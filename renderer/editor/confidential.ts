/**
 * The mark of a block that stays in the house: no public report and no letter has it. It is an attribute of the block, so that it goes
 * where the block goes, and only a person takes it off: words that were marked stay so when lines are joined, split or made something
 * else, and what they are poured into is marked as well.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Mapping } from '@tiptap/pm/transform'
import { confidentialBlocks } from '../../shared/document/board-schema.ts'
import { flagSet } from '../../shared/outcomes/kinds.ts'
import { hasLocalChange } from './change-origin.ts'
import { changedRanges } from './fill-containers.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    confidentialBlocks: {
      /** Marks every selected block and outcome as confidential, or none of them when all are. False when there is nothing to mark. */
      toggleConfidential: () => ReturnType
    }
  }
}

export const confidentialShortcut = 'Mod-Shift-l'

const attribute = 'confidential'

function canBeMarked({ type }: Node): boolean {
  return type.name === 'outcome' || confidentialBlocks.includes(type.name)
}

/** The value of the attribute that says so; outcomes have a field of words. */
function valueOf(node: Node, isMarked: boolean): unknown {
  if (node.type.name === 'outcome') return isMarked ? flagSet : ''
  return isMarked ? true : null
}

function isMarked(node: Node): boolean {
  return canBeMarked(node) && node.attrs[attribute] === valueOf(node, true)
}

/** The blocks of the selection, with their places. */
function selectedBlocks(state: EditorState): readonly (readonly [position: number, node: Node])[] {
  const { selection } = state
  if (selection instanceof NodeSelection && canBeMarked(selection.node)) return [[selection.from, selection.node]]
  const blocks = new Map<number, Node>()
  for (const { $from, $to } of selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
      if (canBeMarked(node)) blocks.set(position, node)
    })
  }
  return [...blocks]
}

/** Whether everything that is selected is marked. */
export function isSelectionConfidential(state: EditorState): boolean {
  const blocks = selectedBlocks(state)
  return blocks.length > 0 && blocks.every(([, node]) => isMarked(node))
}

/** Marks what confidential words were poured into; null when there is nothing of the kind. */
function keepMarked(transactions: readonly Transaction[], before: EditorState, state: EditorState): Transaction | null {
  if (!hasLocalChange(transactions)) return null
  const mapping = new Mapping(transactions.flatMap((transaction) => transaction.mapping.maps))
  const back = mapping.invert()
  const size = before.doc.content.size
  const open = new Map<number, Node>()
  for (const range of changedRanges(transactions, state)) {
    const from = Math.max(0, back.map(range.from, -1) - 1)
    const to = Math.min(size, back.map(range.to, 1) + 1)
    before.doc.nodesBetween(from, to, (node, position) => {
      if (!isMarked(node) || !node.isTextblock || node.content.size === 0) return
      const [start, end] = [mapping.map(position + 1, 1), mapping.map(position + node.nodeSize - 1, -1)]
      if (start >= end) return
      state.doc.nodesBetween(start, end, (holder, place) => {
        // A block in its old place that is not marked any more was unmarked by hand.
        const isSameBlock = place === mapping.map(position, 1) && holder.type === node.type
        if (holder.isTextblock && canBeMarked(holder) && !isMarked(holder) && !isSameBlock) open.set(place, holder)
      })
    })
  }
  if (open.size === 0) return null
  const { tr } = state
  for (const [place, holder] of open) tr.setNodeAttribute(place, attribute, valueOf(holder, true))
  return tr
}

export type ConfidentialOptions = {
  /** What stands above a marked block, in the language of the interface. */
  readonly label: string
}

export const ConfidentialBlocks = Extension.create<ConfidentialOptions>({
  name: 'confidentialBlocks',

  addOptions() {
    return { label: '' }
  },

  addGlobalAttributes() {
    const { label } = this.options
    return [
      {
        types: [...confidentialBlocks],
        attributes: {
          [attribute]: {
            default: null,
            parseHTML: (element) => (element.hasAttribute('data-confidential') ? true : null),
            renderHTML: (attributes) => (attributes[attribute] === true ? { 'data-confidential': '', 'data-confidential-label': label } : {}),
          },
        },
      },
    ]
  },

  addCommands() {
    return {
      toggleConfidential:
        () =>
        ({ state, tr, dispatch }) => {
          const blocks = selectedBlocks(state)
          const shouldMark = !blocks.every(([, node]) => isMarked(node))
          if (dispatch) for (const [position, node] of blocks) tr.setNodeAttribute(position, attribute, valueOf(node, shouldMark))
          return blocks.length > 0
        },
    }
  },

  addKeyboardShortcuts() {
    return { [confidentialShortcut]: () => this.editor.commands.toggleConfidential() }
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('keepConfidential'),
        appendTransaction: (transactions, before, state) => keepMarked(transactions, before, state),
      }),
    ]
  },
})
