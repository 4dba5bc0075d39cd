/**
 * Nothing of a picture but what is seen: a telephone writes into a photograph where and when it was taken, and with which device, programs
 * write titles, names and what the picture was before it was cropped. None of it stands in a document, and whoever gets the file can read it.
 * How it was held stays, and so do colours. GIF and AVIF, which no camera makes and Minuta keeps from before only, stay as they are.
 */
import { joinedBytes } from '../../util/joined-bytes.ts'
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
    // Fillers, and bytes that belong to nothing, which decoders pass over.
    if (view.getUint8(offset) !== 0xff || marker === 0x00 || marker === 0xff) {
      offset += 1
      continue
    }
    // Of a picture that was cut off before its end the next one would be taken for a part.
    if (marker === endOfImage || marker === startOfImage) break
    if (isRestart(marker)) {
      offset += 2
      continue
    }
    const end = Math.min(bytes.length, offset + 2 + view.getUint16(offset + 2))
    // Behind the one segment that has to be first.
    if (!isHeldSaid && marker !== 0xe0) {
      kept.push(heldAs(orientation))
      isHeldSaid = true
    }
    const next = marker === startOfScan ? scanEnd(bytes, end) : end
    kept.push(ofPicture(bytes.subarray(offset, next), marker))
    offset = next
  }
  kept.push(Uint8Array.of(0xff, endOfImage))
  return joinedBytes(kept)
}

const nothing = new Uint8Array()

/** What a segment says of the picture: of those for applications how pixels and colours are meant, without the preview that one of them may hold. */
function ofPicture(segment: Uint8Array, marker: number): Uint8Array {
  const isApplication = marker >= 0xe0 && marker <= 0xef
  // Frames, tables and scans; what is reserved and comments could be anything.
  if (!isApplication) return marker >= 0xc0 && marker <= 0xdf ? segment : nothing
  if (marker === 0xe0 && startsAs(segment, 4, 'JFIF')) return segment.length <= 18 ? segment : Uint8Array.of(0xff, 0xe0, 0, 16, ...segment.subarray(4, 16), 0, 0)
  return (marker === 0xe2 && startsAs(segment, 4, 'ICC_PROFILE')) || (marker === 0xee && startsAs(segment, 4, 'Adobe')) ? segment : nothing
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7
}

/** Where the pixels of a scan end: at the next marker that begins anything. What is none, in a scan that was damaged, stays in it, and with it what comes behind. */
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next >= 0xc0 && next !== 0xff && !isRestart(next)) return at
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
  return joinedBytes(kept)
}

/** What a WebP is shown by, moving ones included. */
const webpChunks: ReadonlySet<string> = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** The bits of the extended header that announce Exif and XMP. */
const webpAnnounced = 0b1100

function webpAlone(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.slice(0, 12)]
  // What stands behind the picture in its file is none of it.
  const whole = Math.min(bytes.length, 8 + view.getUint32(4, true))
  for (let offset = 12; offset + 8 <= whole;) {
    const length = view.getUint32(offset + 4, true)
    const end = Math.min(whole, offset + 8 + length + (length % 2))
    const type = latin(bytes, offset, offset + 4)
    const chunk = bytes.slice(offset, end)
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~webpAnnounced
    if (webpChunks.has(type)) kept.push(chunk)
    offset = end
  }
  const alone = joinedBytes(kept)
  new DataView(alone.buffer).setUint32(4, alone.length - 8, true)
  return alone
}

function startsAs(bytes: Uint8Array, from: number, text: string): boolean {
  return latin(bytes, from, from + text.length) === text
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCodePoint(...bytes.subarray(from, to))
}
