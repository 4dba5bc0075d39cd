/**
 * Zip archives from anywhere: number of entries, size of each, size of all and how far they grow are bounded before and while they are
 * unpacked, in memory only; an entry that lies about its size is damaged.
 */
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { archiveOf, damagedArchive, type Archive } from '../../import/archive.ts'
import { RefusedError } from '../../import/imported.ts'
import { importLimits } from '../../import/limits.ts'

/** Rejects with a RefusedError. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const listed: [string, Entry][] = []
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true })
    if (zip.entryCount > importLimits.maxEntries) throw new RefusedError('too-large', `${zip.entryCount} entries`)
    for await (const entry of zip.eachEntry()) listed.push([entry.fileName, entry])
    return archiveOf(listed, (_name, entry) => unpack(zip, entry))
  } catch (error) {
    throw damagedArchive(error)
  }
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw new RefusedError('encrypted', 'an entry is encrypted')
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length
      // The stream itself ends what is longer than announced; this is for the day on which it does not.
      if (length > entry.uncompressedSize) throw new RefusedError('damaged', `${entry.fileName} is longer than it says`)
      chunks.push(chunk)
    }
  } catch (error) {
    throw damagedArchive(error)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
