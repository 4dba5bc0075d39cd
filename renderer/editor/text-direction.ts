/**
 * Text direction of a block. `null` follows the first strong character, as `dir="auto"` does; 'ltr' and 'rtl' force it.
 * Lists, quotes and tables take theirs from their first line by CSS (`board.css`).
 */
import { Extension } from '@tiptap/core'

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

  addKeyboardShortcuts() {
    return {
      [directionShortcuts.ltr]: () => this.editor.commands.setBlockDirection('ltr'),
      [directionShortcuts.rtl]: () => this.editor.commands.setBlockDirection('rtl'),
    }
  },
})
