/**
 * Changing the order of a list: by dragging a row, by Alt+Up and Alt+Down on it, or from its menu. What is moved is told to
 * assistive technology by the list's own announcement.
 */
import { useState, type DragEvent, type KeyboardEvent } from 'react'

export type RowReorder = {
  readonly draggable: boolean
  readonly 'data-drop': 'before' | 'after' | undefined
  readonly 'data-dragging': true | undefined
  readonly onDragStart: (event: DragEvent<HTMLElement>) => void
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void
  readonly onDrop: (event: DragEvent<HTMLElement>) => void
  readonly onDragEnd: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

export type Reorder = {
  /** What to spread on the row of `id`. */
  readonly row: (id: string) => RowReorder
  readonly canMove: (id: string, by: -1 | 1) => boolean
  readonly move: (id: string, by: -1 | 1) => void
}

type Drag = { readonly id: string; readonly over: { readonly id: string; readonly side: 'before' | 'after' } | null }

/** The index among the others at which `moved` stands when dropped before or after `target`; null when that changes nothing. */
export function dropIndex(ids: readonly string[], moved: string, target: string, side: 'before' | 'after'): number | null {
  const others = ids.filter((id) => id !== moved)
  const at = others.indexOf(target)
  if (at < 0) return null
  const index = side === 'before' ? at : at + 1
  return index === ids.indexOf(moved) ? null : index
}

/** Reordering of `ids`; `onMove` gets the new index among the others. Nothing moves while `isEnabled` is false. */
export function useReorder(ids: readonly string[], onMove: (id: string, index: number) => void, isEnabled: boolean): Reorder {
  const [drag, setDrag] = useState<Drag | null>(null)

  const canMove = (id: string, by: -1 | 1): boolean => {
    const to = ids.indexOf(id) + by
    return isEnabled && to >= 0 && to < ids.length
  }
  const move = (id: string, by: -1 | 1): void => {
    if (canMove(id, by)) onMove(id, ids.indexOf(id) + by)
  }
  const row = (id: string): RowReorder => ({
    draggable: isEnabled,
    'data-drop': drag?.over?.id === id && drag.id !== id ? drag.over.side : undefined,
    'data-dragging': drag?.id === id ? true : undefined,
    onDragStart: (event) => {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', '')
      setDrag({ id, over: null })
    },
    onDragOver: (event) => {
      if (!drag) return // something from elsewhere
      event.preventDefault()
      const box = event.currentTarget.getBoundingClientRect()
      const side = event.clientY < box.top + box.height / 2 ? 'before' : 'after'
      if (drag.over?.id !== id || drag.over.side !== side) setDrag({ id: drag.id, over: { id, side } })
    },
    onDrop: (event) => {
      if (!drag?.over) return // something from elsewhere: what takes it may lie around the list
      event.preventDefault()
      const index = dropIndex(ids, drag.id, drag.over.id, drag.over.side)
      if (index !== null) onMove(drag.id, index)
      setDrag(null)
    },
    onDragEnd: () => setDrag(null),
    onKeyDown: (event) => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
      event.preventDefault()
      event.stopPropagation()
      move(id, event.key === 'ArrowUp' ? -1 : 1)
    },
  })
  return { row, canMove, move }
}
