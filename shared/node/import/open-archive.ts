/**
 * Zip archives from anywhere: number of entries, size of each, size of all and how far they grow are bounded before and while they are
 * unpacked, in memory only; an entry that lies about its size is damaged.
 */
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { Archive } from '../../import/archive.ts'
import { decodeDocument } from '../../import/decode-text.ts'
import { RefusedError } from '../../import/imported.ts'
import { importLimits } from '../../import/limits.ts'

/** Small entries may pack as well as they like. */
const freeBytes = 1024 * 1024

/** Rejects with a RefusedError. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const entries = new Map<string, Entry>()
  const zip = await openZip(bytes)
  try {
    if (zip.entryCount > importLimits.maxEntries) throw new RefusedError('too-large', `${zip.entryCount} entries`)
    for await (const entry of zip.eachEntry()) {
      const key = keyOf(entry.fileName)
      if (!entries.has(key)) entries.set(key, entry)
    }
  } catch (error) {
    throw asRefused(error)
  }
  let total = 0
  const read = async (name: string): Promise<Uint8Array | null> => {
    const entry = entries.get(keyOf(name))
    if (!entry) return null
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw new RefusedError('encrypted', 'an entry is encrypted')
    total += entry.uncompressedSize
    checkSize(name, entry, total)
    return unpack(zip, entry)
  }
  return {
    has: (name) => entries.has(keyOf(name)),
    read,
    readText: async (name) => {
      const content = await read(name)
      if (content === null) return null
      const text = decodeDocument(content)
      if (text === null) throw new RefusedError('damaged', `${name} is no text`)
      return text.replace(/^\uFEFF/, '')
    },
  }
}

async function openZip(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true })
  } catch (error) {
    throw asRefused(error)
  }
}

function checkSize(name: string, { compressedSize, uncompressedSize }: Entry, total: number): void {
  const limit = /\.(xml|rels)$/i.test(name) ? importLimits.maxXmlBytes : importLimits.maxImageBytes
  if (uncompressedSize > limit) throw new RefusedError('too-large', `${name} unpacks to ${uncompressedSize} bytes`)
  if (total > importLimits.maxTotalBytes) throw new RefusedError('too-large', `the parts unpack to more than ${importLimits.maxTotalBytes} bytes`)
  if (uncompressedSize > freeBytes && uncompressedSize > compressedSize * importLimits.maxRatio) throw new RefusedError('too-large', `${name} grows ${Math.round(uncompressedSize / compressedSize)}-fold`)
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
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
    throw asRefused(error)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** Word names parts with a slash in front, and does not care about case. */
function keyOf(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}

function asRefused(error: unknown): RefusedError {
  if (error instanceof RefusedError) return error
  return new RefusedError('damaged', `not a sound zip archive: ${error instanceof Error ? error.message : String(error)}`)
}
