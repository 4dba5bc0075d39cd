/**
 * The letter of a key that was pressed with Ctrl or Cmd, as the tables of keys name it: "z". On a keyboard of another script (Greek, Arabic)
 * the one that stands in its place on a Latin keyboard; on every Latin keyboard the one that is written on it, wherever that is. A key
 * that is no letter keeps its name.
 */
export function shortcutLetter({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const physical = /^Key([A-Z])$/u.exec(code)?.[1]
  // With Shift, Arabic keyboards write signs where others have capitals; without it a sign is that of a Latin keyboard (Dvorak), and means itself.
  const isOwn = /^(?:\p{Script=Latin}|Dead)$/u.test(key) || (/^[ -~]$/u.test(key) && !shiftKey)
  return (isOwn ? key : (physical ?? key)).toLowerCase()
}
