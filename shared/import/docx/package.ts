/** The parts of a Word document and how they lead to each other. */
import type { Archive } from '../archive.ts'
import { RefusedError } from '../imported.ts'
import { childOf, childrenOf, descendantOf, readXml, xmlText, type XmlElement } from '../xml/read-xml.ts'

export type Relation = { readonly target: string; readonly isExternal: boolean; readonly type: string }
export type Relations = ReadonlyMap<string, Relation>

export type DocxPart = { readonly root: XmlElement; readonly relations: Relations }

export type DocxPackage = {
  readonly archive: Archive
  readonly document: DocxPart
  readonly styles: XmlElement | null
  readonly numbering: XmlElement | null
  readonly footnotes: DocxPart | null
  readonly endnotes: DocxPart | null
  /** Title of the properties, '' without one. */
  readonly title: string
  /** Who made it, as the properties say: a person, or a program. */
  readonly creator: string
}

/** Rejects with a RefusedError when this is no Word document. */
export async function openDocx(archive: Archive): Promise<DocxPackage> {
  const top = await relationsOf(archive, '')
  const main = [...top.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'word/document.xml'
  const document = await partAt(archive, main)
  if (!document) throw new RefusedError('damaged', 'the text of the document is missing')
  if (document.root.name !== 'w:document') throw new RefusedError('unknown-type', `an office file of another kind: ${document.root.name}`)
  const related = (kind: string): string | null => [...document.relations.values()].find(({ type, isExternal }) => !isExternal && type.endsWith(`/${kind}`))?.target ?? null
  const partOf = async (kind: string): Promise<DocxPart | null> => {
    const name = related(kind)
    return name === null ? null : partAt(archive, name)
  }
  const core = [...top.values()].find(({ type }) => type.endsWith('/core-properties'))?.target
  const properties = core === undefined ? null : (await partAt(archive, core).catch(() => null))?.root ?? null
  const property = (name: string): string => {
    const element = properties && descendantOf(properties, name)
    return element ? xmlText(element).trim() : ''
  }
  return {
    archive,
    document,
    styles: (await partOf('styles'))?.root ?? null,
    numbering: (await partOf('numbering'))?.root ?? null,
    footnotes: await partOf('footnotes'),
    endnotes: await partOf('endnotes'),
    title: property('dc:title'),
    creator: property('dc:creator'),
  }
}

async function partAt(archive: Archive, name: string): Promise<DocxPart | null> {
  const text = await archive.readText(name)
  return text === null ? null : { root: readXml(text, name), relations: await relationsOf(archive, name) }
}

/** Relations of a part by their ids, those of the whole package for ''; none where there is no list of them. */
export async function relationsOf(archive: Archive, part: string): Promise<Relations> {
  const slash = part.lastIndexOf('/')
  const folder = slash < 0 ? '' : part.slice(0, slash + 1)
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`
  const text = await archive.readText(name)
  if (text === null) return new Map()
  return new Map(childrenOf(readXml(text, name), 'Relationship').map(({ attributes }) => {
    const isExternal = attributes['TargetMode'] === 'External'
    const target = attributes['Target'] ?? ''
    return [attributes['Id'] ?? '', { target: isExternal ? target : resolve(folder, target), isExternal, type: attributes['Type'] ?? '' }]
  }))
}

/** Names inside the archive only: what would lead out of it names nothing. */
function resolve(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** The value of `w:val` of a child; null without the child, '' for a child without a value. */
export function valueOf(element: XmlElement | null | undefined, name: string): string | null {
  const child = childOf(element, name)
  return child === null ? null : (child.attributes['w:val'] ?? '')
}

/** Word's on/off properties: null when nothing is said. */
export function toggleOf(element: XmlElement | null | undefined, name: string): boolean | null {
  const value = valueOf(element, name)
  return value === null ? null : !/^(0|false|off|none)$/.test(value)
}
