/** Characters of symbol fonts that people put into lists, forms and formulas, as the Unicode characters that look like them. */

const wingdings: Readonly<Record<number, string>> = {
  0x28: '☎', 0x2a: '✉', 0x4a: '☺', 0x4c: '☹', 0x6c: '●', 0x6e: '■', 0x6f: '☐', 0x71: '❑', 0x76: '❖', 0x77: '⬥', 0x78: '☒', 0x9f: '•', 0xa7: '▪', 0xa8: '☐', 0xd8: '➢',
  0xe0: '→', 0xdf: '←', 0xe1: '↑', 0xe2: '↓', 0xe8: '➔', 0xf0: '⇨', 0xfb: '✗', 0xfc: '✓', 0xfd: '☒', 0xfe: '☑',
}
const wingdings2: Readonly<Record<number, string>> = { 0x4f: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0x97: '●', 0x98: '•', 0xa2: '■', 0xa3: '☐' }
/** Adobe's encoding of the font Symbol: Greek where Latin letters stand, and signs of mathematics. */
const symbol: Readonly<Record<number, string>> = {
  ...lettersFrom(0x41, 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ'), ...lettersFrom(0x61, 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ'),
  0x22: '∀', 0x24: '∃', 0x27: '∋', 0x2a: '∗', 0x2d: '−', 0x40: '≅', 0x5c: '∴', 0x5e: '⊥', 0x7e: '∼',
  ...lettersFrom(0xa0, '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…'), ...lettersFrom(0xc0, 'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊'), 0xe5: '∑', 0xf2: '∫',
}

function lettersFrom(first: number, letters: string): Record<number, string> {
  return Object.fromEntries(Array.from(letters, (letter, index) => [first + index, letter]))
}

/** `code` is hexadecimal, often in the private area that symbol fonts use. */
export function symbolCharacter(font: string, code: string): string {
  const value = Number.parseInt(code, 16)
  if (Number.isNaN(value)) return ''
  const own = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value
  const known = knownIn(fontFamily(font), own)
  return known ?? (value >= 0xe000 && value <= 0xf8ff ? '▪' : String.fromCodePoint(Math.min(value, 0x10ffff)))
}

/** Fonts go by their PostScript names, too: "Wingdings-Regular", "SymbolMT". */
function fontFamily(font: string): string {
  return font.trim().toLowerCase().replace(/(?:mt|-regular)$/, '')
}

function knownIn(font: string, code: number): string | undefined {
  switch (font) {
    case 'wingdings':
      return wingdings[code]
    case 'wingdings 2':
      return wingdings2[code]
    case 'symbol':
      // Digits and most punctuation stand where they stand in ASCII.
      return symbol[code] ?? (code >= 0x20 && code < 0x7f ? String.fromCodePoint(code) : undefined)
    default:
      return undefined
  }
}
