/**
 * What kind of image some bytes are, and how large: read from the bytes, never from a name or a promise. Pixels only: a drawing (SVG) is a
 * document that runs scripts and fetches what it likes in a program that opens it by itself.
 */

export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif'

export type ImageInfo = {
  readonly type: ImageType
  readonly mediaType: string
  /** How the stored pixels are to be turned before anybody sees them: a telephone notes how it was held and turns nothing itself. */
  readonly turn: Turn
  /** Pixels as stored, before the turn; null when the format does not say. */
  readonly width: number | null
  readonly height: number | null
}

/** First mirrored left to right, then turned clockwise. */
export type Turn = { readonly isMirrored: boolean; readonly degrees: 0 | 90 | 180 | 270 }

const noTurn: Turn = { isMirrored: false, degrees: 0 }

/** By the orientation that Exif writes, 1 to 8. */
const turns: Readonly<Record<number, Turn>> = {
  2: { isMirrored: true, degrees: 0 },
  3: { isMirrored: false, degrees: 180 },
  4: { isMirrored: true, degrees: 180 },
  5: { isMirrored: true, degrees: 270 },
  6: { isMirrored: false, degrees: 90 },
  7: { isMirrored: true, degrees: 90 },
  8: { isMirrored: false, degrees: 270 },
}

/** The orientation that Exif writes for a turn, 1 to 8. */
export function orientationOf({ isMirrored, degrees }: Turn): number {
  const found = Object.entries(turns).find(([, turn]) => turn.isMirrored === isMirrored && turn.degrees === degrees)
  return found === undefined ? 1 : Number(found[0])
}

/** Reads the header of an image; null when it is none of the formats that the app accepts. */
export function readImage(bytes: Uint8Array): ImageInfo | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && bytes.length >= 24) {
    return info('png', view.getUint32(16), view.getUint32(20))
  }
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return readJpeg(view)
  if ((ascii(bytes, 0, 6) === 'GIF87a' || ascii(bytes, 0, 6) === 'GIF89a') && bytes.length >= 10) {
    return info('gif', view.getUint16(6, true), view.getUint16(8, true))
  }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return readWebp(bytes, view)
  // Its size stands deep inside; who shows it reads it there.
  if (ascii(bytes, 4, 12) === 'ftypavif') return info('avif', null, null)
  return null
}

function info(type: ImageType, width: number | null, height: number | null, turn = noTurn): ImageInfo | null {
  if (width === 0 || height === 0) return null
  return { type, mediaType: `image/${type}`, turn, width, height }
}

/** Walks the segments to the frame header (SOF0–SOF15 without DHT, JPG and DAC). */
function readJpeg(view: DataView): ImageInfo | null {
  let offset = 2
  let turn = noTurn
  while (offset + 9 < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return null
    const marker = view.getUint8(offset + 1)
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return info('jpeg', view.getUint16(offset + 7), view.getUint16(offset + 5), turn)
    }
    if (marker === 0xe1) turn = readTurn(view, offset + 4) ?? turn
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2)
  }
  return null
}

const orientationTag = 0x112
/** Longer lists of entries are no photograph's. */
const maxEntries = 512

/** The orientation in an Exif segment whose content begins at `start`; null when it is something else, or does not say. */
function readTurn(view: DataView, start: number): Turn | null {
  const tiff = start + 6
  // "Exif", then a TIFF header: byte order, 42, place of the first list.
  if (tiff + 8 > view.byteLength || view.getUint32(start) !== 0x45786966) return null
  const isLittleEndian = view.getUint16(tiff) === 0x4949
  const list = tiff + view.getUint32(tiff + 4, isLittleEndian)
  if (list + 2 > view.byteLength) return null
  const count = Math.min(view.getUint16(list, isLittleEndian), maxEntries)
  for (let entry = list + 2; entry < list + 2 + 12 * count && entry + 10 <= view.byteLength; entry += 12) {
    if (view.getUint16(entry, isLittleEndian) === orientationTag) return turns[view.getUint16(entry + 8, isLittleEndian)] ?? null
  }
  return null
}

function readWebp(bytes: Uint8Array, view: DataView): ImageInfo | null {
  const chunk = ascii(bytes, 12, 16)
  if (chunk === 'VP8X' && bytes.length >= 30) return info('webp', 1 + uint24(view, 24), 1 + uint24(view, 27))
  if (chunk === 'VP8 ' && bytes.length >= 30) return info('webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (chunk === 'VP8L' && bytes.length >= 25) {
    const bits = view.getUint32(21, true)
    return info('webp', 1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff))
  }
  return null
}

function uint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte)
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCodePoint(...bytes.subarray(from, to))
}

const base64Digits = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (digit) => digit.charCodeAt(0))
const padding = 61

/** Base64 of `bytes`, as the ASCII it is. Written out here because `shared/` runs where neither Buffer nor btoa can be relied on. */
export function base64(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  const digit = (value: number): number => base64Digits[value & 63] ?? 0
  for (let offset = 0, at = 0; offset < bytes.length; offset += 3, at += 4) {
    const rest = bytes.length - offset
    const group = ((bytes[offset] ?? 0) << 16) | ((bytes[offset + 1] ?? 0) << 8) | (bytes[offset + 2] ?? 0)
    text[at] = digit(group >> 18)
    text[at + 1] = digit(group >> 12)
    text[at + 2] = rest > 1 ? digit(group >> 6) : padding
    text[at + 3] = rest > 2 ? digit(group) : padding
  }
  return text
}

/** Enough of `bytes` for `readImage` to say the same of it. */
export function imageHead(bytes: Uint8Array): Uint8Array {
  const info = JSON.stringify(readImage(bytes))
  const length = [4 * 1024, 64 * 1024, 1024 * 1024].find((size) => size < bytes.length && JSON.stringify(readImage(bytes.subarray(0, size))) === info)
  // A copy: `slice` of a Buffer is a view, with which the whole image would stay in memory.
  return length === undefined ? bytes : Uint8Array.from(bytes.subarray(0, length))
}
