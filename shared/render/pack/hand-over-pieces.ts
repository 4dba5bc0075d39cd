/** A hand-over file on its way to the disk: its images and files are read one by one, when it is their turn. */
import { handOverBlobName, handOverDocuments, type HandOverContent } from '../../document/hand-over/hand-over-file.ts'
import type { BlobId } from '../../model/ids.ts'
import type { ExportSource } from '../document-pieces.ts'
import { ZipWriter } from '../zip-writer.ts'

/** `onMissing` is told the name of each blob that is not here, or is not what its id says: a file with one such would be refused whole. */
export async function* handOverPieces({ blobs, ...documents }: HandOverContent, { readBlob, openSha256 }: Pick<ExportSource, 'readBlob' | 'openSha256'>, onMissing: (name: string) => void): AsyncGenerator<Uint8Array> {
  const zip = new ZipWriter()
  for (const [name, bytes] of handOverDocuments(documents)) yield* zip.entry({ name, bytes })
  const names = new Map<BlobId, string>(blobs.map(({ id, name }) => [id, name]))
  for (const id of [...names.keys()].sort()) {
    const bytes = await readBlob(id)
    const sum = openSha256()
    if (bytes !== null) sum.update(bytes)
    if (bytes !== null && sum.digest() === id) yield* zip.entry({ name: handOverBlobName(id), bytes, isStored: true })
    else onMissing(names.get(id) ?? id)
  }
  yield* zip.end()
}
