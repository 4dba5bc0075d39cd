/** A Word document (transitional or strict) as content of a board. */
import type { RichNode } from '../../model/workshop.ts'
import type { Archive } from '../archive.ts'
import { Collector } from '../board/collector.ts'
import { finishDocument } from '../board/finish.ts'
import { Notes } from '../board/notes.ts'
import { RefusedError, type ImportedDocument } from '../imported.ts'
import { childrenOf, elementsOf } from '../xml/read-xml.ts'
import { DocxBlocks } from './docx-blocks.ts'
import { endlessFields } from './docx-runs.ts'
import { DocxNumbering } from './numbering.ts'
import { openDocx, type DocxPart, type Relations } from './package.ts'
import { DocxStyles } from './styles.ts'

/** `name` is the name of the file. Rejects with a RefusedError. */
export async function readDocx(archive: Archive, name: string): Promise<ImportedDocument> {
  const docx = await openDocx(archive)
  const collector = new Collector()
  const styles = new DocxStyles(docx.styles)
  const numbering = new DocxNumbering(docx.numbering)
  const notes = new Notes<'footnote' | 'endnote'>()
  const blocksOf = async ({ root, relations }: DocxPart): Promise<DocxBlocks> => new DocxBlocks({
    collector, styles, numbering, relations, endlessFields: endlessFields(root), media: await readMedia(archive, relations), takeNote: (kind, id) => notes.take(kind, id),
  })
  const bodies = childrenOf(docx.document.root, 'w:body')
  if (bodies.length === 0) throw new RefusedError('damaged', 'the document has no text')
  const reader = await blocksOf(docx.document)
  const nodes: RichNode[] = bodies.flatMap((body) => reader.read(body))
  const readers = { footnote: docx.footnotes && await blocksOf(docx.footnotes), endnote: docx.endnotes && await blocksOf(docx.endnotes) }
  nodes.push(...notes.write((kind, id) => {
    const part = kind === 'footnote' ? docx.footnotes : docx.endnotes
    const note = part && elementsOf(part.root).find(({ attributes }) => attributes['w:id'] === id)
    return note ? (readers[kind]?.read(note) ?? []) : []
  }))
  return finishDocument(nodes, collector, { title: docx.title, name, generator: docx.creator })
}

/** Pictures that a part refers to; one that is missing, damaged or too large is missing in the text, not the end of it. */
async function readMedia(archive: Archive, relations: Relations): Promise<ReadonlyMap<string, Uint8Array>> {
  const media = new Map<string, Uint8Array>()
  for (const { target, isExternal, type } of relations.values()) {
    if (isExternal || !type.endsWith('/image') || media.has(target)) continue
    try {
      const bytes = await archive.read(target)
      if (bytes) media.set(target, bytes)
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.kind === 'encrypted') throw error
    }
  }
  return media
}
