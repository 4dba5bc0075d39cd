/** Questions to a tree of parse5. */
import type { DefaultTreeAdapterMap } from 'parse5'

export type Node = DefaultTreeAdapterMap['node']
export type Element = DefaultTreeAdapterMap['element']

/** The first element of a tree for which this is true, in the order of the document; null without any. */
export function find(node: Node, isWanted: (element: Element) => boolean): Element | null {
  if ('tagName' in node && isWanted(node)) return node
  for (const child of 'childNodes' in node ? node.childNodes : []) {
    const found = find(child, isWanted)
    if (found) return found
  }
  return null
}

/** All text below a node, in one piece. */
export function textOf(node: Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** Elements between which no word goes on. */
export const inlineElements: ReadonlySet<string> = new Set(['a', 'b', 'bdi', 'code', 'del', 'em', 'i', 'ins', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u', 'wbr'])

/** The same with a line of its own for whatever is no part of a sentence, and for nothing else; `isLeftOut`: what is not asked for. */
export function linesOf(node: Node, isLeftOut: (element: Element) => boolean = () => false): string {
  if ('value' in node && node.nodeName === '#text') return node.value.replaceAll('\n', ' ')
  if (!('childNodes' in node) || ('tagName' in node && isLeftOut(node))) return ''
  const text = node.childNodes.map((child) => linesOf(child, isLeftOut)).join('')
  return 'tagName' in node && !inlineElements.has(node.tagName) ? `\n${text}\n` : text
}

export function parentOf(element: Element): Element | null {
  return element.parentNode !== null && 'tagName' in element.parentNode ? element.parentNode : null
}

export function elementsIn(element: Element): readonly Element[] {
  return element.childNodes.filter((child) => 'tagName' in child)
}

/** '' when there is none. */
export function attributeOf(element: Element, name: string): string {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? ''
}

export function hasClass(node: Node | null, name: string): boolean {
  return node !== null && 'tagName' in node && attributeOf(node, 'class').split(/\s+/).includes(name)
}
