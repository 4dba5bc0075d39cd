/** Characters of symbol fonts that people put into lists and forms, as the Unicode characters that look like them. */

const wingdings: Readonly<Record<number, string>> = {
  0x28: '☎', 0x2a: '✉', 0x4a: '☺', 0x4c: '☹', 0x6c: '●', 0x6e: '■', 0x6f: '☐', 0x71: '❑', 0x76: '❖', 0x77: '⬥', 0x9f: '•', 0xa7: '▪', 0xa8: '☐', 0xd8: '➢',
  0xe0: '→', 0xdf: '←', 0xe1: '↑', 0xe2: '↓', 0xe8: '➔', 0xf0: '⇨', 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
}
const symbol: Readonly<Record<number, string>> = { 0xb7: '•', 0xae: '→', 0xac: '←', 0xad: '↑', 0xaf: '↓', 0xb3: '≥', 0xa3: '≤', 0xb1: '±', 0xb4: '×', 0xb0: '°', 0xa5: '∞', 0xb9: '≠', 0xde: '⇒' }

/** `code` is hexadecimal, often in the private area that symbol fonts use. */
export function symbolCharacter(font: string, code: string): string {
  const value = Number.parseInt(code, 16)
  if (Number.isNaN(value)) return ''
  const own = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value
  const known = /^wingdings/i.test(font) ? wingdings[own] : /^symbol/i.test(font) ? symbol[own] : undefined
  return known ?? (value >= 0xe000 && value <= 0xf8ff ? '▪' : String.fromCodePoint(Math.min(value, 0x10ffff)))
}
