/** The keys of undo and redo in a field on a board: its own history would know nothing of the board's. */
import type { KeyboardEvent } from 'react'
import { shortcutLetter } from '../../base/shortcut-letter.ts'

export function undoKeyOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  const letter = shortcutLetter(event)
  if ((!ctrlKey && !metaKey) || altKey || (letter !== 'z' && letter !== 'y')) return null
  return shiftKey || letter === 'y' ? 'redo' : 'undo'
}
