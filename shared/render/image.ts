/** What kind of image some bytes are, and how large: read from the bytes, never from a name or a promise. */

export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp' | 'svg'

export type ImageInfo = {
  readonly type: ImageType
  readonly mediaType: string
  /** Pixels; null when the format does not say. */
  readonly width: number | null
  readonly height: number | null
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
  if (/^(?:\uFEFF)?\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<svg[\s>]/i.test(ascii(bytes, 0, 1024))) return info('svg', null, null)
  return null
}

function info(type: ImageType, width: number | null, height: number | null): ImageInfo | null {
  if (width === 0 || height === 0) return null
  return { type, mediaType: type === 'svg' ? 'image/svg+xml' : `image/${type}`, width, height }
}

/** Walks the segments to the frame header (SOF0–SOF15 without DHT, JPG and DAC). */
function readJpeg(view: DataView): ImageInfo | null {
  let offset = 2
  while (offset + 9 < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return null
    const marker = view.getUint8(offset + 1)
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return info('jpeg', view.getUint16(offset + 7), view.getUint16(offset + 5))
    }
    offset += marker === 0xff ? 1 : 2 + view.getUint16(offset + 2)
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

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** `data:` URI of an image. Written out here because `shared/` runs where neither Buffer nor btoa can be relied on. */
export function dataUri(bytes: Uint8Array, mediaType: string): string {
  const pieces: string[] = []
  for (let offset = 0; offset < bytes.length; offset += 3) {
    const rest = bytes.length - offset
    const group = ((bytes[offset] ?? 0) << 16) | ((bytes[offset + 1] ?? 0) << 8) | (bytes[offset + 2] ?? 0)
    pieces.push(
      (base64Digits[group >> 18] ?? '') +
        (base64Digits[(group >> 12) & 63] ?? '') +
        (rest > 1 ? (base64Digits[(group >> 6) & 63] ?? '') : '=') +
        (rest > 2 ? (base64Digits[group & 63] ?? '') : '='),
    )
  }
  return `data:${mediaType};base64,${pieces.join('')}`
}
