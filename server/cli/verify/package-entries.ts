/** Entries of a Word or OpenDocument file, from somebody: only those that are wanted are unpacked, and none that is absurdly large. */
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser, type SaxesTagNS } from 'saxes'

const maxEntryBytes = 256 * 1024 * 1024

/** The wanted entries as text, '' for one that is not there; null when the bytes are no such package. */
export function readEntries<Name extends string>(bytes: Uint8Array, wanted: readonly Name[]): Readonly<Record<Name, string>> | null {
  try {
    const entries = unzipSync(bytes, { filter: ({ name, originalSize }) => originalSize <= maxEntryBytes && wanted.some((entry) => entry === name) })
    return Object.fromEntries(wanted.map((name) => [name, entries[name] === undefined ? '' : strFromU8(entries[name])])) as Record<Name, string>
  } catch {
    return null
  }
}

export type XmlListener = {
  /** Names are local names, without a prefix. */
  readonly open?: (name: string, attribute: (name: string) => string, tag: SaxesTagNS) => void
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
  parser.on('opentag', (tag) => open?.(tag.local, (name) => Object.values(tag.attributes).find((attribute) => attribute.local === name)?.value ?? '', tag))
  parser.on('closetag', (tag) => close?.(tag.local))
  parser.on('text', (value) => text?.(value))
  parser.write(xml).close()
}
