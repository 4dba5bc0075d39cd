/**
 * A file that holds a workshop, opened where it lies. A hand-over file may be larger than what is taken into memory at once: its documents
 * are read whole, its images and files one at a time, when they are asked for.
 */
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { handOverBlobName, handOverLimits, type HandOverArchive } from '../../document/hand-over/hand-over-file.ts'
import { RefusedError } from '../../import/imported.ts'
import type { ImportedWorkshop } from '../../import/imported-workshop.ts'
import { readWorkshopArchive, readWorkshopRecord } from '../../import/read-workshop-file.ts'
import type { ImportSource } from '../../ipc/importer-messages.ts'
import type { BlobId } from '../../model/ids.ts'
import { openSha256 } from '../open-sha256.ts'
import { openFile } from './open-file.ts'

/** How a zip file begins. */
const zipMark = 'PK'

/** Gives the images and files of an opened workshop file. */
export type BlobReader = {
  /** Null where the file no longer holds it, or something else in its place. */
  read(id: BlobId): Promise<Uint8Array | null>
  close(): void
}

export type OpenedWorkshopFile = { readonly content: ImportedWorkshop; readonly blobs: BlobReader | null }

/** `readWhole` gives the bytes of a record. Rejects with a RefusedError. The caller closes `blobs`. */
export async function openWorkshopFile(source: ImportSource, readWhole: () => Promise<Uint8Array>): Promise<OpenedWorkshopFile> {
  if ((await firstBytes(source)) !== zipMark) return { content: readWorkshopRecord(await readWhole()), blobs: null }
  const { archive, close } = await openArchive(source)
  try {
    const content = await readWorkshopArchive(archive, sumOf)
    return { content, blobs: { read: (id) => readBlob(archive, id), close } }
  } catch (error) {
    close()
    throw error
  }
}

async function firstBytes(source: ImportSource): Promise<string> {
  if (source.kind === 'bytes') return Buffer.from(source.bytes.subarray(0, zipMark.length)).toString('latin1')
  try {
    const file = await openFile(source.path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(zipMark.length), 0, zipMark.length, 0)
      return buffer.toString('latin1', 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw error instanceof RefusedError ? error : new RefusedError('not-readable', error instanceof Error ? error.message : String(error))
  }
}

/** Only the list of entries is read, and no more of them than a hand-over file may have. */
async function openArchive(source: ImportSource): Promise<{ readonly archive: HandOverArchive; readonly close: () => void }> {
  let zip: ZipFile | null = null
  try {
    zip = await openZip(source)
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      if (entries.length > handOverLimits.maxEntries) break
    }
    const opened = zip
    const byName = new Map(entries.map((entry) => [entry.fileName, entry]))
    const archive: HandOverArchive = {
      entries: entries.map(({ fileName, uncompressedSize }) => ({ name: fileName, byteLength: uncompressedSize })),
      read: async (name) => {
        const entry = byName.get(name)
        if (!entry) throw new Error(`no entry ${name}`)
        return unpack(opened, entry)
      },
    }
    return { archive, close: () => opened.close() }
  } catch (error) {
    zip?.close()
    throw new RefusedError('unknown-type', `not a Minuta hand-over file, or cut short: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function openZip(source: ImportSource): Promise<ZipFile> {
  if (source.kind === 'path') return openPromise(source.path, { lazyEntries: true, autoClose: false })
  const { bytes } = source
  return fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true })
}

/** As long as the list of entries said, to the byte: the stream fails for everything else. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const bytes = new Uint8Array(entry.uncompressedSize)
  let length = 0
  const stream = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes.set(chunk, length)
    length += chunk.length
  }
  if (length !== bytes.length) throw new Error(`${entry.fileName} is shorter than it says`)
  return bytes
}

function sumOf(bytes: Uint8Array): string {
  const sum = openSha256()
  sum.update(bytes)
  return sum.digest()
}

/** Somebody may have written into the file since it was opened. */
async function readBlob(archive: HandOverArchive, id: BlobId): Promise<Uint8Array | null> {
  try {
    const bytes = await archive.read(handOverBlobName(id))
    return sumOf(bytes) === id ? bytes : null
  } catch {
    return null
  }
}
