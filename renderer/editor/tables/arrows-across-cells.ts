/**
 * The arrow keys to the left and right at the edge of a cell, where something in the table runs from right to left. Stock, they go by the order of the document: in an Arabic table the
 * caret jumps back into the cell for ever, and with Shift the cell at the other side is selected. Here they go to where they point. And from the line below a table back into
 * its last cell: a browser takes the caret to the line above the table.
 */
import { Extension } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, Selection, TextSelection } from '@tiptap/pm/state'
import { CellSelection, cellAround, nextCell } from '@tiptap/pm/tables'
import type { EditorView } from '@tiptap/pm/view'

export const ArrowsAcrossCells = Extension.create({
  name: 'arrowsAcrossCells',
  // Before the tables' own.
  priority: 200,

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('arrowsAcrossCells'),
        props: {
          handleKeyDown: (view, { key, shiftKey, ctrlKey, altKey, metaKey }) =>
            (key === 'ArrowLeft' || key === 'ArrowRight') && !ctrlKey && !altKey && !metaKey && goTo(view, key === 'ArrowLeft', shiftKey),
        },
      }),
    ]
  },
})

function goTo(view: EditorView, isLeft: boolean, isSelecting: boolean): boolean {
  const { selection } = view.state
  const $cell = selection instanceof CellSelection ? selection.$headCell : selection instanceof TextSelection ? cellAround(selection.$head) : null
  if ($cell === null) return !isSelecting && intoTableAbove(view, isLeft)
  const isTableFromRight = runsFromRight(view, $cell.pos)
  const step = isLeft === isTableFromRight ? 1 : -1
  if (selection instanceof CellSelection) return isSelecting && isTableFromRight && selectTo(view, selection.$anchorCell, $cell, step)
  const { $head } = selection
  const isLineFromRight = runsFromRight(view, $head.before())
  if (!isTableFromRight && !isLineFromRight) return false
  const isToEnd = isLeft === isLineFromRight
  if ($head.parentOffset !== (isToEnd ? $head.parent.content.size : 0)) return false
  const isLastOfCell = isEdgeOfCell($head, $cell, isToEnd)
  if (isSelecting) return isLastOfCell && selectTo(view, $cell, $cell, step)
  // Out of the cell to the side that the key points to; inside of it to the next line.
  const beyond = isLastOfCell ? (step > 0 ? $cell.pos + ($cell.nodeAfter?.nodeSize ?? 0) : $cell.pos) : isToEnd ? $head.after() : $head.before()
  const target = Selection.near(view.state.doc.resolve(beyond), isLastOfCell ? step : isToEnd ? 1 : -1)
  view.dispatch(view.state.tr.setSelection(target).scrollIntoView())
  return true
}

function intoTableAbove(view: EditorView, isLeft: boolean): boolean {
  const { doc, selection: { $head, empty } } = view.state
  if (!empty || $head.depth === 0 || $head.parentOffset > 0 || isLeft === runsFromRight(view, $head.before())) return false
  const $above = doc.resolve($head.before())
  if ($above.nodeBefore?.type.spec['tableRole'] !== 'table') return false
  view.dispatch(view.state.tr.setSelection(Selection.near($above, -1)).scrollIntoView())
  return true
}

function selectTo(view: EditorView, $anchor: ResolvedPos, $from: ResolvedPos, step: number): boolean {
  const $head = nextCell($from, 'horiz', step)
  if ($head) view.dispatch(view.state.tr.setSelection(new CellSelection($anchor, $head)).scrollIntoView())
  return true
}

function isEdgeOfCell($head: ResolvedPos, $cell: ResolvedPos, isEnd: boolean): boolean {
  for (let depth = $head.depth - 1; depth > $cell.depth; depth -= 1) {
    if ($head.index(depth) !== (isEnd ? $head.node(depth).childCount - 1 : 0)) return false
  }
  return true
}

function runsFromRight(view: EditorView, position: number): boolean {
  const element = view.nodeDOM(position)
  return element instanceof HTMLElement && getComputedStyle(element).direction === 'rtl'
}
