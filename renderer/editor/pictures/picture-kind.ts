/** What a picture file is, by its own bytes: its ending and what the system says of it are often wrong. */

export type PictureKind =
  | { readonly kind: 'picture'; readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif' }
  /** Drawn as pixels before it is kept: a drawing can hold more than lines. */
  | { readonly kind: 'svg' }
  /** The format of telephones, which no browser and no word processor shows everywhere. */
  | { readonly kind: 'heic' }
  /** The format of scanners. */
  | { readonly kind: 'tiff' }

/**
 * True for a file that comes as a picture, right or wrong: what the system says of it or, where it says nothing (telephones' HEIC),
 * its ending. Its bytes decide later.
 */
export function comesAsPicture({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  return type.startsWith('image/') || (type === '' && /\.(?:png|jpe?g|gif|webp|avif|svg|hei[cf]|tiff?)$/iu.test(name))
}

/** Whether a picture is WebP of which nothing was lost: its pixels are in a chunk of another kind. False for any other picture. */
export function isLosslessWebp(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const nameAt = (at: number): string => String.fromCodePoint(...bytes.subarray(at, at + 4))
  if (nameAt(0) !== 'RIFF' || nameAt(8) !== 'WEBP') return false
  for (let at = 12; at + 8 <= bytes.length;) {
    if (nameAt(at) === 'VP8L') return true
    const length = view.getUint32(at + 4, true)
    at += 8 + length + (length % 2)
  }
  return false
}

/** How much of a file is needed. */
export const pictureHeadBytes = 1024

/** Null for what is no picture. */
export function pictureKindOf(head: Uint8Array): PictureKind | null {
  const text = Array.from(head.subarray(0, pictureHeadBytes), (byte) => String.fromCharCode(byte)).join('')
  const picture = (mediaType: Extract<PictureKind, { kind: 'picture' }>['mediaType']): PictureKind => ({ kind: 'picture', mediaType })
  if (text.startsWith('\u0089PNG\r\n\u001A\n')) return picture('image/png')
  if (text.startsWith('\u00FF\u00D8\u00FF')) return picture('image/jpeg')
  if (/^GIF8[79]a/u.test(text)) return picture('image/gif')
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return picture('image/webp')
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return { kind: 'tiff' }
  if (text.slice(4, 8) === 'ftyp') {
    // The brand, then the brands that it is compatible with, up to the end of the box.
    const brands = text.slice(8, Math.min(text.length, 8 + (head[3] ?? 0)))
    if (/avi[fs]/u.test(brands)) return picture('image/avif')
    return /hei[cxms]|hev[cx]|mif1|msf1/u.test(brands) ? { kind: 'heic' } : null
  }
  return /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<svg[\s>]/isu.test(text) ? { kind: 'svg' } : null
}
