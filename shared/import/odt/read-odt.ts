/** An OpenDocument text as content of a board. */
import type { Archive } from '../archive.ts'
import { Collector } from '../board/collector.ts'
import { finishDocument } from '../board/finish.ts'
import { RefusedError, type ImportedDocument } from '../imported.ts'
import { childOf, descendantOf, elementsOf, readXml, xmlText, type XmlElement } from '../xml/read-xml.ts'
import { OdtBlocks, partOf } from './odt-blocks.ts'
import { OdtStyles } from './styles.ts'

/** `name` is the name of the file. Rejects with a RefusedError. */
export async function readOdt(archive: Archive, name: string): Promise<ImportedDocument> {
  const kind = (await archive.readText('mimetype'))?.trim() ?? ''
  if (kind !== '' && !/^application\/vnd\.oasis\.opendocument\.text(-template|-master|-web)?$/.test(kind)) throw new RefusedError('unknown-type', kind.slice(0, 100))
  // The list of parts names the key material of every encrypted one.
  if (/encryption-data/.test((await archive.readText('META-INF/manifest.xml')) ?? '')) throw new RefusedError('encrypted', 'protected by a password')
  const content = await partAt(archive, 'content.xml')
  const text = content && childOf(childOf(content, 'office:body'), 'office:text')
  if (!content || !text) throw new RefusedError('damaged', 'the document has no text')
  const styleParts = [await partAt(archive, 'styles.xml'), content].filter((part) => part !== null)
  const collector = new Collector()
  const nodes = new OdtBlocks(new OdtStyles(styleParts), collector, await readMedia(archive, text), await readFormulas(archive, text)).text(text)
  return finishDocument(nodes, collector, { name, ...(await readProperties(archive)) })
}

async function partAt(archive: Archive, name: string): Promise<XmlElement | null> {
  const text = await archive.readText(name)
  return text === null ? null : readXml(text, name)
}

async function readProperties(archive: Archive): Promise<{ readonly title: string; readonly generator: string }> {
  try {
    const meta = await partAt(archive, 'meta.xml')
    const property = (name: string): string => {
      const element = meta && descendantOf(meta, name)
      return element ? xmlText(element).trim() : ''
    }
    return { title: property('dc:title'), generator: property('meta:generator') }
  } catch (error) {
    // A title is worth no document.
    if (error instanceof RefusedError) return { title: '', generator: '' }
    throw error
  }
}

/** Pictures that the text refers to; one that is missing, damaged or too large is missing in the text, not the end of it. */
async function readMedia(archive: Archive, text: XmlElement): Promise<ReadonlyMap<string, Uint8Array>> {
  const media = new Map<string, Uint8Array>()
  for (const part of partsBelow(text, 'draw:image')) {
    const bytes = await unlessDamaged(() => archive.read(part))
    if (bytes) media.set(part, bytes)
  }
  return media
}

/** Formulas that the text refers to, by the names of their folders; other objects are none. */
async function readFormulas(archive: Archive, text: XmlElement): Promise<ReadonlyMap<string, XmlElement>> {
  const formulas = new Map<string, XmlElement>()
  for (const part of partsBelow(text, 'draw:object')) {
    const root = await unlessDamaged(() => partAt(archive, `${part}/content.xml`))
    if (root?.name === 'mathml:math') formulas.set(part, root)
  }
  return formulas
}

async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.kind === 'encrypted') throw error
    return null
  }
}

/** The parts of the archive that elements of this name refer to. */
function partsBelow(text: XmlElement, name: string): ReadonlySet<string> {
  const parts = new Set<string>()
  const visit = (element: XmlElement): void => {
    const part = partOf(element)
    if (element.name === name && part !== '' && !/^[a-z]+:/i.test(part)) parts.add(part)
    for (const child of elementsOf(element)) visit(child)
  }
  visit(text)
  return parts
}
