/**
 * Nothing of a picture but what is seen: a telephone writes into a photograph where and when it was taken, and with which device, programs
 * write titles, names and what the picture was before it was cropped. None of it stands in a document, and whoever gets the file can read it.
 * How it was held stays, and so do colours. GIF and AVIF, which no camera makes and Minuta keeps from before only, stay as they are.
 */
import { orientationOf, readImage } from './image.ts'

/** `bytes` of an image without what else stands in them; as they are where they are no image, or of a kind that is left alone. */
export function pictureAlone(bytes: Uint8Array): Uint8Array {
  const info = readImage(bytes)
  switch (info?.type) {
    case 'jpeg':
      return jpegAlone(bytes, orientationOf(info.turn))
    case 'png':
      return pngAlone(bytes)
    case 'webp':
      return webpAlone(bytes)
    default:
      return bytes
  }
}

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda

/** Segment by segment to the end of the picture: what cameras put behind it (previews, short films) goes as well. */
function jpegAlone(bytes: Uint8Array, orientation: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [Uint8Array.of(0xff, startOfImage)]
  let isHeldSaid = orientation === 1
  let offset = 2
  while (offset + 4 <= bytes.length) {
    const marker = view.getUint8(offset + 1)
    if (view.getUint8(offset) !== 0xff || marker === endOfImage) break
    if (marker === 0xff) {
      offset += 1
      continue
    }
    const end = Math.min(bytes.length, offset + 2 + view.getUint16(offset + 2))
    // Behind the one segment that has to be first.
    if (!isHeldSaid && marker !== 0xe0) {
      kept.push(heldAs(orientation))
      isHeldSaid = true
    }
    const next = marker === startOfScan ? scanEnd(bytes, end) : end
    if (isOfPicture(bytes, marker, offset + 4)) kept.push(bytes.subarray(offset, next))
    offset = next
  }
  kept.push(Uint8Array.of(0xff, endOfImage))
  return joined(kept)
}

/** Of the segments for applications those that say how pixels and colours are meant; comments are none. */
function isOfPicture(bytes: Uint8Array, marker: number, content: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  return marker === 0xe0 ? startsAs(bytes, content, 'JFIF') : marker === 0xe2 ? startsAs(bytes, content, 'ICC_PROFILE') : marker === 0xee && startsAs(bytes, content, 'Adobe')
}

/** Where the pixels of a scan end: at the next marker that is neither a filler nor a restart. */
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** A segment that says nothing but how the picture was held (Exif, tag 0x112). */
function heldAs(orientation: number): Uint8Array {
  return Uint8Array.of(
    0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  )
}

/** What a PNG is shown by; everything else is about it. */
const pngChunks: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT'])

function pngAlone(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let offset = 8; offset + 12 <= bytes.length;) {
    const end = offset + 12 + view.getUint32(offset)
    const type = latin(bytes, offset + 4, offset + 8)
    if (pngChunks.has(type)) kept.push(bytes.subarray(offset, end))
    if (type === 'IEND') break
    offset = end
  }
  return joined(kept)
}

/** The bits of the extended header that announce Exif and XMP. */
const webpAnnounced = 0b1100

function webpAlone(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.slice(0, 12)]
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const length = view.getUint32(offset + 4, true)
    const end = offset + 8 + length + (length % 2)
    const type = latin(bytes, offset, offset + 4)
    const chunk = bytes.slice(offset, end)
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~webpAnnounced
    if (type !== 'EXIF' && type !== 'XMP ') kept.push(chunk)
    offset = end
  }
  const alone = joined(kept)
  new DataView(alone.buffer).setUint32(4, alone.length - 8, true)
  return alone
}

function startsAs(bytes: Uint8Array, from: number, text: string): boolean {
  return latin(bytes, from, from + text.length) === text
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCodePoint(...bytes.subarray(from, to))
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
