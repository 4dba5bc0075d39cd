/**
 * The border of a column while it is dragged. Stock, the plugin loses the border when somebody else writes in the table meanwhile, fails when it is let go, and
 * takes no other one until the board is opened again. And it knows only tables from left to right: in others it takes the border of the next column,
 * and makes it narrower when it is dragged away from it.
 */
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Plugin, Transaction } from '@tiptap/pm/state'
import { columnResizingPluginKey, pointsAtCell, ResizeState } from '@tiptap/pm/tables'
import type { EditorView } from '@tiptap/pm/view'
import { isFromDocument } from '../change-origin.ts'

/** `plugin`, when it is the one that sizes columns, for tables of several people and of both directions. */
export function withSteadyBorders(plugin: Plugin): Plugin {
  if (plugin.spec.key !== columnResizingPluginKey) return plugin
  const { state } = plugin.spec as { readonly state: { apply: Apply } }
  const { handleDOMEvents } = plugin.props as unknown as { readonly handleDOMEvents: PointerHandlers }
  const { apply } = state
  state.apply = function applySteadily(transaction, before, oldState, newState) {
    const after = apply.call(this, transaction, before, oldState, newState)
    if (!transaction.docChanged || before.activeHandle === -1 || after.activeHandle > -1) return after
    const handle = isFromDocument(transaction) ? sameCell(before.activeHandle, transaction.before, transaction.doc) : -1
    return new ResizeState(handle, handle === -1 ? false : after.dragging)
  }
  const { mousemove, mousedown } = handleDOMEvents
  handleDOMEvents.mousemove = (view, event) => mousemove(view, isFromRight(event) ? mirroredInCell(event) : event)
  handleDOMEvents.mousedown = (view, event) => {
    if (isFromRight(event) && (columnResizingPluginKey.getState(view.state)?.activeHandle ?? -1) > -1) mirrorDrag(event.clientX, view.dom.ownerDocument.defaultView ?? window)
    return mousedown(view, event)
  }
  return plugin
}

type Apply = (transaction: Transaction, before: ResizeState, oldState: EditorState, newState: EditorState) => ResizeState
/** What the plugin asks of an event. */
type Pointer = Pick<MouseEvent, 'target' | 'clientX' | 'clientY'>
type PointerHandlers = { mousemove: (view: EditorView, event: Pointer) => unknown; mousedown: (view: EditorView, event: MouseEvent) => unknown }

/** Where the cell at `position` is in the board as somebody else has changed it: in the same row and column. -1 where there is none. */
function sameCell(position: number, before: Node, after: Node): number {
  const $cell = before.resolve(position)
  let at = 0
  let node = after
  for (let depth = 0; depth <= $cell.depth; depth += 1) {
    const index = $cell.index(depth)
    if (index >= node.childCount) return -1
    for (const sibling of node.children.slice(0, index)) at += sibling.nodeSize
    if (depth === $cell.depth) break
    node = node.child(index)
    at += 1
  }
  return pointsAtCell(after.resolve(at)) ? at : -1
}

function cellAt({ target }: Pointer): Element | null {
  return target instanceof Element ? target.closest('td, th') : null
}

function isFromRight(event: Pointer): boolean {
  const cell = cellAt(event)
  return cell !== null && getComputedStyle(cell).direction === 'rtl'
}

/** As far from the other side of the cell: the plugin looks for the border of a column at its right. */
function mirroredInCell(event: Pointer): Pointer {
  const { left = 0, right = 0 } = cellAt(event)?.getBoundingClientRect() ?? {}
  return { target: event.target, clientX: left + right - event.clientX, clientY: event.clientY }
}

/** Until the button is let go the plugin, which listens to the window, hears of a pointer that goes the other way. */
function mirrorDrag(startX: number, window: Window): void {
  const own = new WeakSet<Event>()
  const mirror = (event: MouseEvent): void => {
    if (own.has(event)) return
    event.stopImmediatePropagation()
    const isHeld = event.type === 'mousemove' && event.buttons !== 0
    const mirrored = new MouseEvent(event.type, { clientX: 2 * startX - event.clientX, clientY: event.clientY, buttons: event.buttons, button: isHeld ? 0 : -1 })
    own.add(mirrored)
    if (!isHeld) for (const type of ['mousemove', 'mouseup'] as const) window.removeEventListener(type, mirror, true)
    window.dispatchEvent(mirrored)
  }
  for (const type of ['mousemove', 'mouseup'] as const) window.addEventListener(type, mirror, true)
}
