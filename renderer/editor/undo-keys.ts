/** The keys of undo and redo in a field on a board: its own history would know nothing of the board's. */
import type { KeyboardEvent } from 'react'

export function undoKeyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): 'undo' | 'redo' | null {
  const letter = key.toLowerCase()
  if ((!ctrlKey && !metaKey) || altKey || (letter !== 'z' && letter !== 'y')) return null
  return shiftKey || letter === 'y' ? 'redo' : 'undo'
}
