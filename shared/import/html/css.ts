/** The few things that inline styles say and a board can hold. */
import type { Mark } from '../board/inlines.ts'
import { scriptOf } from '../board/raised.ts'
import { attribute, type HtmlElement } from './parse-html.ts'

/** The declarations of a style attribute, names in lower case; later ones win. */
export function declarationsOf(element: HtmlElement): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>()
  for (const part of (attribute(element, 'style') ?? '').split(';')) {
    const colon = part.indexOf(':')
    if (colon > 0) declarations.set(part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim().toLowerCase())
  }
  return declarations
}

/** `marks` with what the style of an element adds to them or takes away. */
export function styledMarks(marks: readonly Mark[], style: ReadonlyMap<string, string>): readonly Mark[] {
  let result = marks
  const set = (type: string, isSet: boolean): void => {
    const others = result.filter((mark) => mark.type !== type)
    result = isSet ? [...others, { type }] : others
  }
  const weight = style.get('font-weight') ?? ''
  if (/^(bold|bolder)$/.test(weight) || Number(weight) >= 600) set('bold', true)
  else if (/^(normal|lighter|[1-5]00)$/.test(weight)) set('bold', false)
  const slant = style.get('font-style') ?? ''
  if (/^(italic|oblique)/.test(slant)) set('italic', true)
  else if (slant === 'normal') set('italic', false)
  const lines = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`
  if (/\bunderline\b/.test(lines) && !result.some(({ type }) => type === 'link')) set('underline', true)
  if (/\bline-through\b/.test(lines)) set('strike', true)
  const script = scriptOf(style.get('vertical-align'))
  if (script !== undefined) for (const type of ['raised', 'lowered']) set(type, type === script)
  return result
}

/** A width in CSS pixels, where it is said in px or pt; else null. */
export function pixelWidth(text: string | null | undefined): number | null {
  const match = /^(\d{1,5}(?:\.\d+)?)\s*(px|pt)?$/.exec((text ?? '').trim())
  return match ? Math.round(Number(match[1]) * (match[2] === 'pt' ? 96 / 72 : 1)) : null
}
