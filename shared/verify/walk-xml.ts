/** XML of a Word or OpenDocument file, from somebody. */
import { SaxesParser } from 'saxes'

export type XmlListener = {
  /** Names are local names, without a prefix. */
  readonly open?: (name: string, attribute: (name: string) => string, namespace: string) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Walks through XML. A document type is refused: no office program writes one, and its entities can be a bomb. Throws on malformed XML. */
export function walkXml(xml: string, { open, close, text }: XmlListener): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('doctype', () => {
    throw new Error('a document type')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => open?.(tag.local, (name) => {
    const [value = '', ...others] = Object.values(tag.attributes).filter((attribute) => attribute.local === name).map((attribute) => attribute.value)
    // Of two namespaces: a program would look at one of them, and nobody knows at which.
    if (others.some((other) => other !== value)) throw new Error(`two attributes called ${name}`)
    return value
  }, tag.uri))
  parser.on('closetag', (tag) => close?.(tag.local))
  parser.on('text', (value) => text?.(value))
  parser.write(xml).close()
}
