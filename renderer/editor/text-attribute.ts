/** Attributes of nodes that are text, and how they travel on the clipboard. */
import type { Attribute } from '@tiptap/core'

/** `stored`: what stands in the attribute for a text; an empty one may be nothing at all (decision 0150). */
export function textAttribute(name: string, stored: (text: string) => string | null): Partial<Attribute> {
  // "raisedBy" becomes "data-raised-by".
  const htmlAttribute = `data-${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`
  return {
    default: stored(''),
    parseHTML: (element) => stored(element.getAttribute(htmlAttribute) ?? ''),
    renderHTML: (attributes) => {
      const value: unknown = attributes[name]
      return typeof value === 'string' && value !== '' ? { [htmlAttribute]: value } : {}
    },
  }
}
