/** HTML text as a tree, with bounds on what it may become. Nothing runs and nothing is fetched: the tree is only data. */
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { RefusedError } from '../imported.ts'
import { importLimits } from '../limits.ts'

export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlDocument = DefaultTreeAdapterTypes.Document

/** Browsers cut at 512 levels; what is nested deeper is no text of people. */
const maxHtmlDepth = 512

export function parseHtml(html: string): HtmlDocument {
  let depth = 0
  let elements = 0
  return parse(html, {
    // What pages show to those who cannot run scripts is for us.
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...args) {
        elements += 1
        if (elements > importLimits.maxElements) throw new RefusedError('too-large', 'more elements than a board holds')
        return defaultTreeAdapter.createElement(...args)
      },
      onItemPush() {
        depth += 1
        if (depth > maxHtmlDepth) throw new RefusedError('too-large', `nested more than ${maxHtmlDepth} levels deep`)
      },
      onItemPop() {
        depth -= 1
      },
    },
  })
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node
}

/** The value of an attribute; null when the element does not have it. */
export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null
}

export function hasClass(element: HtmlElement, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name)
}

/** All text below, as it stands. */
export function textBelow(element: HtmlElement): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : isElement(child) ? textBelow(child) : '')).join('')
}

/** The first element below with this name, itself excluded. */
export function firstBelow(node: HtmlElement | HtmlDocument, tagName: string): HtmlElement | null {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue
    if (child.tagName === tagName) return child
    const found = firstBelow(child, tagName)
    if (found) return found
  }
  return null
}
