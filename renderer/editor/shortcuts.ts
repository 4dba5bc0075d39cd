/** Keys as people read them: "Ctrl Maj B", "⌘ B". Names are those of ProseMirror keymaps ("Mod-b", "Ctrl-Alt-d"). */
import type { Text } from '../base/words/i18n.tsx'

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

const signs: Readonly<Record<string, string>> = isMac
  ? { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩', Tab: '⇥', ArrowUp: '↑', ArrowDown: '↓' }
  : { Mod: 'Ctrl', Ctrl: 'Ctrl', Alt: 'Alt', Tab: 'Tab', ArrowUp: '↑', ArrowDown: '↓' }

/** Keys that carry a word of their language. */
const named = { Shift: 'keyShift', Enter: 'keyEnter', Escape: 'keyEscape' } as const

/** A key of a ProseMirror keymap for menus and tooltips, as keyboards of the language name it. `text` is that of the editor's messages. */
export function shortcutLabel(key: string, text: Text<(typeof named)[keyof typeof named]>): string {
  return key
    .split('-')
    .map((part) => signs[part] ?? (part === 'Shift' || part === 'Enter' || part === 'Escape' ? text(named[part]) : part.toUpperCase()))
    .join(' ')
}
