/** Imported documents into the shared document: ordinary changes, whatever else is being written meanwhile. */
import type * as Y from 'yjs'
import type { ImportedDocument } from '../../import/imported.ts'
import { newId, type BoardId, type ItemId } from '../../model/ids.ts'
import { addBlob, insertBoard } from './board-commands.ts'
import { writeContent } from '../boards/board-content.ts'
import { boardSchema } from '../boards/board-schema.ts'

export type ImportAs = {
  /** '' takes the document's own title. */
  readonly title: string
  /** The programme item that the board belongs to; null for a board of its own. */
  readonly item: ItemId | null
}

/**
 * Adds a board with the content of `document` behind the others of its item, in one transaction, and returns its id. The bytes of the
 * pictures must be in the blob store before. A heading that only says the title once more is left out.
 */
export function importBoard(doc: Y.Doc, origin: unknown, document: ImportedDocument, { title, item }: ImportAs): BoardId {
  const id = newId<BoardId>()
  const blocks = document.isTitleFirst && document.blocks.length > 1 ? document.blocks.slice(1) : document.blocks
  const content = boardSchema.nodeFromJSON({ type: 'doc', content: blocks })
  content.check()
  doc.transact(() => {
    noteImportedImages(doc, origin, document)
    writeContent(insertBoard(doc, id, { title: title === '' ? document.title : title, item }), content)
  }, origin)
  return id
}

/** Notes the pictures of an imported document as blobs of the workshop. */
export function noteImportedImages(doc: Y.Doc, origin: unknown, { images }: Pick<ImportedDocument, 'images'>): void {
  for (const { id, mediaType, bytes, name } of images) addBlob(doc, origin, { id, mediaType, byteLength: bytes.byteLength, name })
}
