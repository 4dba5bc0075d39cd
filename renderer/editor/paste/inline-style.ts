/** Inline styles read from the attribute's text: neither the content security policy nor a browser's idea of CSS stands between. */

export type Declarations = ReadonlyMap<string, string>

/** The declarations of a style attribute, names in lower case; later ones win. */
export function declarationsOf(element: Element): Declarations {
  const declarations = new Map<string, string>()
  for (const part of (element.getAttribute('style') ?? '').split(';')) {
    const colon = part.indexOf(':')
    if (colon > 0) declarations.set(part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim())
  }
  return declarations
}

/** A length in CSS pixels; null for anything but px, pt, cm, mm and in. */
export function pixels(length: string | null | undefined): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(px|pt|cm|mm|in)?\s*$/u.exec(length ?? '')
  if (!match) return null
  const perUnit: Readonly<Record<string, number>> = { px: 1, pt: 96 / 72, cm: 96 / 2.54, mm: 96 / 25.4, in: 96 }
  return Math.round(Number(match[1]) * (perUnit[match[2] ?? 'px'] ?? 1))
}

/** The elements that say what these declarations show, outermost first: 'strong', 'em', 'u', 's', 'mark'. */
export function meaningOf(declarations: Declarations): string[] {
  const meaning: string[] = []
  const weight = declarations.get('font-weight') ?? ''
  if (weight === 'bold' || weight === 'bolder' || Number(weight) >= 600) meaning.push('strong')
  if (/^(italic|oblique)/u.test(declarations.get('font-style') ?? '')) meaning.push('em')
  const lines = `${declarations.get('text-decoration') ?? ''} ${declarations.get('text-decoration-line') ?? ''}`
  if (/\bunderline\b/u.test(lines)) meaning.push('u')
  if (/\bline-through\b/u.test(lines)) meaning.push('s')
  if (isMarked(declarations)) meaning.push('mark')
  return meaning
}

/** A background that somebody put there to mark words, not the white of the page it came from. */
function isMarked(declarations: Declarations): boolean {
  const background = (declarations.get('mso-highlight') ?? declarations.get('background-color') ?? declarations.get('background') ?? '').toLowerCase().replaceAll(/\s/gu, '')
  if (background === '' || /^(white|windowtext|transparent|none|initial|inherit|unset|currentcolor|auto)/u.test(background) || background.startsWith('var(')) return false
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/u.exec(background)?.[1]
  const channels = hex
    ? [0, 1, 2].map((index) => Number.parseInt(hex.length === 3 ? `${hex[index]}${hex[index]}` : hex.slice(index * 2, index * 2 + 2), 16))
    : (/^rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+))?\)/u.exec(background)?.slice(1) ?? []).filter((channel) => channel !== undefined).map(Number)
  if (channels.length === 0) return /^[a-z]+$/u.test(background)
  if (channels[3] === 0) return false
  // Greys are shading of a page or of code, not a marker.
  const [red = 0, green = 0, blue = 0] = channels
  return Math.max(red, green, blue) - Math.min(red, green, blue) > 24
}
