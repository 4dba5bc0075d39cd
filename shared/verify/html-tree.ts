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

/** '' when there is none. */
export function attributeOf(element: Element, name: string): string {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? ''
}

export function hasClass(node: Node | null, name: string): boolean {
  return node !== null && 'tagName' in node && attributeOf(node, 'class').split(/\s+/).includes(name)
}
