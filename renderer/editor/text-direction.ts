/**
 * Text direction of a block. `null` follows the first strong character, as `dir="auto"` does; 'ltr' and 'rtl' force it.
 * Lists, quotes and tables take theirs from their first line by CSS (`board.css`).
 */
import { Extension } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'

export type Direction = 'ltr' | 'rtl'

/** As in LibreOffice. Ctrl and Shift with an arrow, which would say it in a picture, select a word, or on a Mac the rest of the line, wherever one writes. */
export const directionShortcuts: Readonly<Record<Direction, string>> = { ltr: 'Mod-Shift-d', rtl: 'Mod-Shift-a' }

/** Blocks that carry a direction of their own. */
const directedBlocks = ['paragraph', 'heading', 'outcome'] as const

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    blockDirection: {
      /** Forces the direction of every selected block; null goes back to the direction of its text. */
      setBlockDirection: (direction: Direction | null) => ReturnType
    }
  }
}

/** The direction of the line whose words a slice begins with, where they are put into the line that is there; null where it has none, or comes as a line of its own. */
function directionOfFirst({ content, openStart }: Slice): unknown {
  let node = content.firstChild
  for (let depth = 1; depth < openStart && node; depth += 1) node = node.firstChild
  return openStart > 0 && node?.isTextblock ? (node.attrs['dir'] ?? null) : null
}

/** An empty line into which words are pasted has the direction that was chosen for them, unless it has one. */
function directLine(transactions: readonly Transaction[], before: EditorState, state: EditorState, dir: unknown): Transaction | null {
  const { $from, empty } = before.selection
  const { parent } = $from
  if (dir === null || !empty || !parent.isTextblock || parent.content.size > 0 || parent.attrs['dir'] !== null) return null
  if (!transactions.some((transaction) => transaction.getMeta('uiEvent') === 'paste')) return null
  const place = transactions.reduce((position, { mapping }) => mapping.map(position, -1), $from.before())
  const line = state.doc.nodeAt(place)
  return line?.isTextblock && line.attrs['dir'] === null && line.content.size > 0 ? state.tr.setNodeAttribute(place, 'dir', dir) : null
}

export const TextDirection = Extension.create({
  name: 'blockDirection',

  addGlobalAttributes() {
    return [
      {
        types: [...directedBlocks],
        attributes: {
          dir: {
            default: null,
            parseHTML: (element) => {
              const direction = element.getAttribute('dir')?.toLowerCase()
              return direction === 'ltr' || direction === 'rtl' ? direction : null
            },
            renderHTML: (attributes) => ({ dir: attributes['dir'] === 'ltr' || attributes['dir'] === 'rtl' ? attributes['dir'] : 'auto' }),
          },
        },
      },
    ]
  },

  addCommands() {
    return {
      setBlockDirection:
        (direction) =>
        ({ state, tr, dispatch }) => {
          const blocks: number[] = []
          for (const { $from, $to } of state.selection.ranges) {
            state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
              if ((directedBlocks as readonly string[]).includes(node.type.name)) blocks.push(position)
            })
          }
          if (dispatch) for (const position of blocks) tr.setNodeAttribute(position, 'dir', direction)
          return blocks.length > 0
        },
    }
  },

  addProseMirrorPlugins() {
    let pasted: unknown = null
    return [
      new Plugin({
        key: new PluginKey('directPastedLine'),
        props: {
          transformPasted(slice) {
            pasted = directionOfFirst(slice)
            return slice
          },
        },
        appendTransaction: (transactions, before, state) => directLine(transactions, before, state, pasted),
      }),
    ]
  },

  addKeyboardShortcuts() {
    return {
      [directionShortcuts.ltr]: () => this.editor.commands.setBlockDirection('ltr'),
      [directionShortcuts.rtl]: () => this.editor.commands.setBlockDirection('rtl'),
    }
  },
})
