/**
 * The mark of a block that stays in the house: no public report and no letter has it. It is an attribute of the block, so that it goes
 * where the block goes, and only a person takes it off: words that were marked stay so when lines are joined, split or made something
 * else, pasted or dragged, and what they are poured into is marked as well.
 */
import { Extension } from '@tiptap/core'
import type { Node, Slice } from '@tiptap/pm/model'
import { NodeSelection, Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { AttrStep, Mapping } from '@tiptap/pm/transform'
import { confidentialBlocks } from '../../shared/document/boards/board-schema.ts'
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

/** Whether this block or outcome stays in the house. Also right for a block that was an outcome a moment ago, and the other way round. */
export function isMarked(node: Node): boolean {
  return canBeMarked(node) && (node.attrs[attribute] === true || node.attrs[attribute] === flagSet)
}

/** Whether the attribute says it in the way of another type: a command that makes one block out of another copies what it finds. */
function isSaidWrongly(node: Node): boolean {
  if (!canBeMarked(node)) return false
  const value: unknown = node.attrs[attribute]
  return node.type.name === 'outcome' ? value === true : value !== null && value !== true
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

/** Which ends of what is being pasted or dropped lose their own block, and with it their mark: they become part of the line that they are put into. */
type OpenEnds = { readonly isFirstMarked: boolean; readonly isLastMarked: boolean }

function openEndsOf({ content, openStart, openEnd }: Slice): OpenEnds {
  const isMarkedAlong = (end: 'firstChild' | 'lastChild', open: number): boolean => {
    let node = content[end]
    for (let depth = 0; depth < open && node; depth += 1, node = node[end]) if (isMarked(node)) return true
    return false
  }
  return { isFirstMarked: isMarkedAlong('firstChild', openStart), isLastMarked: isMarkedAlong('lastChild', openEnd) }
}

/** The blocks that now hold the marked ends of what was pasted or dropped. */
function holdersOfPasted(transactions: readonly Transaction[], state: EditorState, { isFirstMarked, isLastMarked }: OpenEnds): Map<number, Node> {
  const pasted = transactions.filter((transaction) => transaction.getMeta('uiEvent') === 'paste' || transaction.getMeta('uiEvent') === 'drop')
  const blocks: [number, Node][] = []
  for (const { from, to } of rangesPutIn(pasted, state)) {
    state.doc.nodesBetween(Math.min(from + 1, to), Math.max(from, to - 1), (node, position) => {
      if (node.isTextblock && canBeMarked(node)) blocks.push([position, node])
    })
  }
  return new Map([...(isFirstMarked ? blocks.slice(0, 1) : []), ...(isLastMarked ? blocks.slice(-1) : [])].filter(([, node]) => !isMarked(node)))
}

/** Where something was put in: what a drop takes away from its old place it takes first, and what is there now holds none of it. */
function rangesPutIn(pasted: readonly Transaction[], state: EditorState): ReturnType<typeof changedRanges> {
  const ranges = changedRanges(pasted, state)
  const last = pasted.at(-1)
  let count = 0
  if (last?.getMeta('uiEvent') === 'drop') last.mapping.maps.at(-1)?.forEach(() => (count += 1))
  return ranges.slice(-count)
}

/** Marks what confidential words were poured into, and lets every block say it in its own way; null when there is nothing of the kind. */
function keepMarked(transactions: readonly Transaction[], before: EditorState, state: EditorState, pasted: OpenEnds): Transaction | null {
  if (!hasLocalChange(transactions)) return null
  const mapping = new Mapping(transactions.flatMap((transaction) => transaction.mapping.maps))
  const back = mapping.invert()
  const size = before.doc.content.size
  const open = holdersOfPasted(transactions, state, pasted)
  const isByHand = transactions.some(({ steps }) => steps.some((step) => step instanceof AttrStep && step.attr === attribute))
  const wrong = new Map<number, Node>()
  for (const range of changedRanges(transactions, state)) {
    state.doc.nodesBetween(range.from, range.to, (node, position) => {
      if (isSaidWrongly(node)) wrong.set(position, node)
    })
    const from = Math.max(0, back.map(range.from, -1) - 1)
    const to = Math.min(size, back.map(range.to, 1) + 1)
    before.doc.nodesBetween(from, to, (node, position) => {
      if (!isMarked(node) || !node.isTextblock || node.content.size === 0) return
      const [start, end] = [mapping.map(position + 1, 1), mapping.map(position + node.nodeSize - 1, -1)]
      if (start >= end) return
      state.doc.nodesBetween(start, end, (holder, place) => {
        const isUnmarked = isByHand && place === mapping.map(position, 1) && holder.type === node.type
        if (holder.isTextblock && canBeMarked(holder) && !isMarked(holder) && !isUnmarked) open.set(place, holder)
      })
    })
  }
  if (open.size === 0 && wrong.size === 0) return null
  const { tr } = state
  for (const [place, node] of wrong) tr.setNodeAttribute(place, attribute, valueOf(node, isMarked(node)))
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
    let pasted: OpenEnds = { isFirstMarked: false, isLastMarked: false }
    return [
      new Plugin({
        key: new PluginKey('keepConfidential'),
        props: {
          transformPasted(slice) {
            pasted = openEndsOf(slice)
            return slice
          },
        },
        appendTransaction: (transactions, before, state) => keepMarked(transactions, before, state, pasted),
      }),
    ]
  },
})
