/** Keys as people read them: "Ctrl B", "⌘ B". Names are those of ProseMirror keymaps ("Mod-b", "Ctrl-Alt-d"). */
const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

const names: Readonly<Record<string, string>> = isMac
  ? { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', ArrowDown: '↓' }
  : { Mod: 'Ctrl', Ctrl: 'Ctrl', Alt: 'Alt', Shift: 'Shift', ArrowDown: '↓' }

/** A key of a ProseMirror keymap for menus and tooltips. */
export function shortcutLabel(key: string): string {
  return key
    .split('-')
    .map((part) => names[part] ?? part.toUpperCase())
    .join(' ')
}
