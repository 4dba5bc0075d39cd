/**
 * XML parts as trees. A document type is refused: with it would come entities, which read other files or grow without end. Names are
 * said with the short prefixes of `namespaces.ts` whatever prefixes the file chose.
 */
import { SaxesParser } from 'saxes'
import { RefusedError } from '../imported.ts'
import { importLimits } from '../limits.ts'
import { prefixes } from './namespaces.ts'

export type XmlNode = XmlElement | string

export type XmlElement = {
  /** With its short prefix: "w:p". */
  readonly name: string
  /** By name with short prefix; one without a namespace has none. `Requires` lists prefixes, and so does its value here, "other" for those that no reader knows. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
}

type OpenElement = { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly children: XmlNode[] }

/** The root element of `text`. Throws a RefusedError naming `part` when it is not well-formed, has a document type or is beyond the limits. */
export function readXml(text: string, part: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const open: OpenElement[] = []
  let root: XmlElement | null = null
  let count = 0
  parser.on('error', (error) => {
    throw new RefusedError('damaged', `${part}: ${error.message}`)
  })
  parser.on('doctype', () => {
    throw new RefusedError('damaged', `${part}: a document type is not allowed here`)
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1
    if (count > importLimits.maxElements) throw new RefusedError('too-large', `${part}: more than ${importLimits.maxElements} elements`)
    if (open.length >= importLimits.maxDepth) throw new RefusedError('too-large', `${part}: nested more than ${importLimits.maxDepth} levels deep`)
    const valueOf = (name: string, value: string): string => (name === 'Requires' ? value.split(/\s+/).map((prefix) => prefixes.get(parser.resolve(prefix) ?? '') ?? 'other').join(' ') : value)
    const element: OpenElement = {
      name: shortName(local, uri),
      attributes: Object.fromEntries(Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns').map(({ local: name, uri: space, value }) => [shortName(name, space), valueOf(name, value)])),
      children: [],
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const addText = (words: string): void => {
    open.at(-1)?.children.push(words)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text).close()
  if (!root) throw new RefusedError('damaged', `${part}: no content`)
  return root
}

function shortName(local: string, uri: string): string {
  const prefix = uri === '' ? '' : (prefixes.get(uri) ?? 'other')
  return prefix === '' ? local : `${prefix}:${local}`
}

export function isXmlElement(node: XmlNode): node is XmlElement {
  return typeof node !== 'string'
}

/** The children that are elements. */
export function elementsOf(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(isXmlElement)
}

/** The first child of this name. */
export function childOf(element: XmlElement | null | undefined, name: string): XmlElement | null {
  return element?.children.find((child): child is XmlElement => isXmlElement(child) && child.name === name) ?? null
}

export function childrenOf(element: XmlElement | null | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child): child is XmlElement => isXmlElement(child) && child.name === name) ?? []
}

/** The first element of this name anywhere below. */
export function descendantOf(element: XmlElement, name: string): XmlElement | null {
  for (const child of elementsOf(element)) {
    const found = child.name === name ? child : descendantOf(child, name)
    if (found) return found
  }
  return null
}

/** All text below, as it stands. */
export function xmlText(element: XmlElement): string {
  return element.children.map((child) => (isXmlElement(child) ? xmlText(child) : child)).join('')
}
