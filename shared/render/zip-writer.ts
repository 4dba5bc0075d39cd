/**
 * Zip files, entry by entry, that are the same every time: a fixed time, nothing of this machine. Sizes stand before the content, so that
 * readers which never look at the end of a file (and those which want a stored first entry, as OpenDocument does) find everything.
 * Only one entry is held at a time, and the list of names; of an entry that comes in pieces only the first ones, as its sizes are written
 * over their place when they are known.
 */
import { deflateSync, strToU8 } from 'fflate'
import type { BlobId } from '../model/ids.ts'
import { joinedBytes } from '../util/joined-bytes.ts'
import type { FilePiece } from './file-piece.ts'
import type { Images } from './rendered.ts'

export type ZipEntry = {
  /** With "/" between folders; UTF-8. */
  readonly name: string
  readonly bytes: Uint8Array
  /** As it is: for what is compressed already, and for what has to be readable without unpacking. */
  readonly isStored?: boolean
}

/** An entry that is made while it is written. */
export type ZipStream = {
  readonly name: string
  readonly pieces: AsyncIterable<Uint8Array>
  /** What it may be long to be held and packed, in bytes; a longer one is stored as it comes. 0: always stored. */
  readonly maxPackedBytes: number
}

/** Plain zip files address 4 GiB and 65,535 entries. */
const maxOffset = 0xffffffff
const maxEntries = 0xffff

/** 1 January 1980, midnight: the earliest time that an entry can carry. */
const dosDate = 0x0021
const utf8Names = 0x0800
const versionNeeded = 20
/** Unix: of a file that says it was made on DOS some programs take the names for those of DOS, whatever else it says of them. */
const madeBy = (3 << 8) | versionNeeded
/** A plain file that everybody may read. */
const unixMode = 0o100644
/** Before the name of an entry. */
const headerBytes = 30

export class ZipWriter {
  readonly #central: Uint8Array[] = []
  readonly #names = new Set<string>()
  #offset = 0

  /** The bytes of one more entry, in pieces. Throws RangeError when the file would grow beyond what a plain zip file holds, and Error for a name that is in it. */
  entry({ name, bytes, isStored = false }: ZipEntry): readonly Uint8Array[] {
    this.#refuseTaken(name)
    const encodedName = strToU8(name)
    const content = isStored ? bytes : deflateSync(bytes, { level: 6 })
    const header = this.#add(name, encodedName, { method: isStored ? 0 : 8, crc: crc32(bytes), packed: content.length, size: bytes.length })
    return [header, encodedName, content]
  }

  /** The same of an entry that comes in pieces. Nothing of it is written when it fails before it grew beyond `maxPackedBytes`. */
  async *stream({ name, pieces, maxPackedBytes }: ZipStream): AsyncGenerator<FilePiece> {
    this.#refuseTaken(name)
    const encodedName = strToU8(name)
    const at = this.#offset
    let held: Uint8Array[] = []
    let size = 0
    let crc = crcBegin
    let isLong = false
    for await (const piece of pieces) {
      size += piece.length
      crc = crcOf(piece, crc)
      if (isLong) yield piece
      else {
        held.push(piece)
        if (size <= maxPackedBytes) continue
        isLong = true
        // Its place: what it says is known at the end.
        yield new Uint8Array(headerBytes)
        yield encodedName
        yield* held
        held = []
      }
      if (at + size > maxOffset) throw tooLarge(name)
    }
    if (isLong) yield { at, bytes: this.#add(name, encodedName, { method: 0, crc: crcEnd(crc), packed: size, size }) }
    else yield* this.entry({ name, bytes: joinedBytes(held), isStored: maxPackedBytes === 0 })
  }

  /** Notes one more entry; its header. */
  #add(name: string, encodedName: Uint8Array, content: Omit<Common, 'nameLength'>): Uint8Array {
    const local = new DataView(new ArrayBuffer(headerBytes))
    local.setUint32(0, 0x04034b50, true)
    writeCommon(local, 4, { ...content, nameLength: encodedName.length })
    const central = new DataView(new ArrayBuffer(46))
    central.setUint32(0, 0x02014b50, true)
    central.setUint16(4, madeBy, true)
    new Uint8Array(central.buffer).set(new Uint8Array(local.buffer, 4, 26), 6)
    central.setUint32(38, unixMode * 0x10000, true)
    central.setUint32(42, this.#offset, true)
    this.#central.push(new Uint8Array(central.buffer), encodedName)
    this.#names.add(name)
    this.#offset += headerBytes + encodedName.length + content.packed
    if (this.#offset > maxOffset || this.#central.length / 2 > maxEntries) throw tooLarge(name)
    return new Uint8Array(local.buffer)
  }

  /** Of two entries with one name, whoever unpacks them gets one: the other would be lost in silence. */
  #refuseTaken(name: string): void {
    if (this.#names.has(name)) throw new Error(`a zip file holds ${name} already`)
  }

  /** The list of entries at the end of the file. */
  end(): readonly Uint8Array[] {
    const size = this.#central.reduce((sum, piece) => sum + piece.length, 0)
    const count = this.#central.length / 2
    const end = new DataView(new ArrayBuffer(22))
    end.setUint32(0, 0x06054b50, true)
    end.setUint16(8, count, true)
    end.setUint16(10, count, true)
    end.setUint32(12, size, true)
    end.setUint32(16, this.#offset, true)
    return [...this.#central, new Uint8Array(end.buffer)]
  }
}

/** An entry whose bytes are an image that is read when it is its turn. */
export type ImageEntry = { readonly name: string; readonly blob: BlobId }
export type PackageEntry = ZipEntry | ImageEntry

/** A package at once. */
export function packageFrom(entries: readonly PackageEntry[], images: Images): Uint8Array {
  return zipFixed(entries.map((entry) => ('blob' in entry ? { name: entry.name, bytes: images.get(entry.blob) ?? new Uint8Array(), isStored: true } : entry)))
}

/** The same piece by piece. */
export async function* packagePieces(entries: readonly PackageEntry[], readBlob: (blob: BlobId) => Promise<Uint8Array | null>): AsyncGenerator<Uint8Array> {
  const writer = new ZipWriter()
  for (const entry of entries) yield* writer.entry('blob' in entry ? { name: entry.name, bytes: (await readBlob(entry.blob)) ?? new Uint8Array(), isStored: true } : entry)
  yield* writer.end()
}

/** A zip file of `entries` in their order, at once. */
function zipFixed(entries: readonly ZipEntry[]): Uint8Array {
  const writer = new ZipWriter()
  return joinedBytes([...entries.flatMap((entry) => writer.entry(entry)), ...writer.end()])
}

type Common = { readonly method: number; readonly crc: number; readonly packed: number; readonly size: number; readonly nameLength: number }

/** What both headers of an entry say in the same order. */
function writeCommon(view: DataView, at: number, { method, crc, packed, size, nameLength }: Common): void {
  view.setUint16(at, versionNeeded, true)
  view.setUint16(at + 2, utf8Names, true)
  view.setUint16(at + 4, method, true)
  view.setUint16(at + 8, dosDate, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, packed, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, nameLength, true)
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

const crcBegin = 0xffffffff

/** The checksum of what came before `bytes`, `crc`, taken on by them. */
function crcOf(bytes: Uint8Array, crc: number): number {
  let next = crc
  for (const byte of bytes) next = (next >>> 8) ^ (crcTable[(next ^ byte) & 0xff] ?? 0)
  return next
}

function crcEnd(crc: number): number {
  return (crc ^ 0xffffffff) >>> 0
}

function crc32(bytes: Uint8Array): number {
  return crcEnd(crcOf(bytes, crcBegin))
}

function tooLarge(name: string): RangeError {
  return new RangeError(`a zip file cannot hold ${name}: it would grow beyond 4 GiB or ${maxEntries} entries`)
}
