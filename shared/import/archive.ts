/** A packed document as its readers see it: parts by name. Names lead nowhere: nothing is ever written under one. */
import { decodeDocument } from './decode-text.ts'
import { RefusedError } from './imported.ts'
import { importLimits } from './limits.ts'

export type Archive = {
  has(name: string): boolean
  /** Whether two entries have one name: programs differ in which of them they read. */
  readonly isAmbiguous: boolean
  /** The bytes of a part; null when there is none. Rejects with a RefusedError for what is damaged, encrypted or beyond the limits. */
  read(name: string): Promise<Uint8Array | null>
  /** A part as text, in the encoding that it begins with, else UTF-8. */
  readText(name: string): Promise<string | null>
}

/** An entry as the list of a zip archive names it, in bytes. */
export type ArchiveEntry = { readonly compressedSize: number; readonly uncompressedSize: number }

/** Small entries may pack as well as they like. */
const freeBytes = 1024 * 1024

/** An archive of these entries. `unpack` gives the bytes of one, no more of them than the list says, and rejects with a RefusedError. */
export function archiveOf<Entry extends ArchiveEntry>(listed: readonly (readonly [name: string, entry: Entry])[], unpack: (name: string, entry: Entry) => Promise<Uint8Array>): Archive {
  if (listed.length > importLimits.maxEntries) throw new RefusedError('too-large', `${listed.length} entries`)
  const entries = new Map<string, readonly [string, Entry]>()
  for (const named of listed) if (!entries.has(keyOf(named[0]))) entries.set(keyOf(named[0]), named)
  let total = 0
  const read = async (name: string): Promise<Uint8Array | null> => {
    const found = entries.get(keyOf(name))
    if (!found) return null
    total += found[1].uncompressedSize
    checkSize(name, found[1], total)
    return unpack(...found)
  }
  return {
    has: (name) => entries.has(keyOf(name)),
    isAmbiguous: entries.size < listed.length,
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

/** For what cannot be read of an archive. */
export function damagedArchive(error: unknown): RefusedError {
  if (error instanceof RefusedError) return error
  return new RefusedError('damaged', `not a sound zip archive: ${error instanceof Error ? error.message : String(error)}`)
}

function checkSize(name: string, { compressedSize, uncompressedSize }: ArchiveEntry, total: number): void {
  const limit = /\.(xml|rels)$/i.test(name) ? importLimits.maxXmlBytes : importLimits.maxImageBytes
  if (uncompressedSize > limit) throw new RefusedError('too-large', `${name} unpacks to ${uncompressedSize} bytes`)
  if (total > importLimits.maxTotalBytes) throw new RefusedError('too-large', `the parts unpack to more than ${importLimits.maxTotalBytes} bytes`)
  if (uncompressedSize > freeBytes && uncompressedSize > compressedSize * importLimits.maxRatio) throw new RefusedError('too-large', `${name} grows ${Math.round(uncompressedSize / compressedSize)}-fold`)
}

/** Word names parts with a slash in front, and does not care about case. */
function keyOf(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}
