/**
 * The Tab key on a board. It leads to what belongs to the words where the caret stands (the next item, cell or field, where others take it first), else
 * on to the next control behind the caret, and behind the last one out of the text. The browser alone would go to the first control of the board,
 * wherever somebody writes. Escape, then Tab leads out from everywhere, as a list or a table has uses of its own for the key.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** What the browser stops at inside of the text. */
const stops = 'button, input, select, textarea'

/** The next control behind the caret; null when there is none. */
function nextStop(view: EditorView): HTMLElement | null {
  const { node, offset } = view.domAtPos(view.state.selection.from)
  const caret = document.createRange()
  caret.setStart(node, offset)
  const isBehind = (control: HTMLElement): boolean => caret.comparePoint(control, 0) > 0
  return [...view.dom.querySelectorAll<HTMLElement>(stops)].find((control) => isBehind(control) && control.tabIndex >= 0 && !control.matches(':disabled') && control.checkVisibility()) ?? null
}

/** Puts the focus behind the text, from where the browser goes on with the key. */
function standBehind(view: EditorView): void {
  const mark = document.createElement('span')
  mark.tabIndex = -1
  mark.addEventListener('blur', () => mark.remove())
  view.dom.after(mark)
  mark.focus({ preventScroll: true })
}

/** Whether the caret stands in an item of a list. The key is for going deeper, and who cannot go deeper is not thrown out for it. */
function isInList({ state: { selection: { $from } } }: EditorView): boolean {
  return Array.from({ length: $from.depth }, (_, depth) => $from.node(depth).type.name).some((name) => name === 'listItem' || name === 'taskItem')
}

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])

export const LeaveBoard = Extension.create({
  name: 'leaveBoard',
  // Last: an Escape or a Tab that somebody has a use for is none of these.
  priority: 1,

  addProseMirrorPlugins() {
    let isLeaving = false
    return [
      new Plugin({
        key: new PluginKey('leaveBoard'),
        props: {
          handleDOMEvents: {
            // Before every other key of the board.
            keydown(view, event) {
              if (modifiers.has(event.key)) return false
              const leaves = isLeaving && event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey && event.target === view.dom
              isLeaving = false
              if (leaves && !event.shiftKey) standBehind(view)
              return leaves
            },
            mousedown() {
              isLeaving = false
              return false
            },
            blur() {
              isLeaving = false
              return false
            },
          },
          handleKeyDown(view, event) {
            if (event.ctrlKey || event.altKey || event.metaKey) return false
            if (event.key === 'Escape') isLeaving = true
            if (event.key !== 'Tab') return false
            if (isInList(view)) return true
            if (event.shiftKey) return false
            const stop = nextStop(view)
            if (stop === null) standBehind(view)
            else stop.focus()
            return stop !== null
          },
        },
      }),
    ]
  },
})
