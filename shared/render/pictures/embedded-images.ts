/**
 * Images inside a text (HTML, Markdown) without holding them all: the text is written with a place for each, and the bytes come when the
 * text is on its way to the file. A place is a NUL, the blob and a NUL: no text of the minutes can hold that character.
 */
import { strFromU8, strToU8 } from 'fflate'
import type { BlobId } from '../../model/ids.ts'
import { base64 } from './image.ts'
import type { Images } from '../rendered.ts'

const placePattern = /\0([0-9a-f]{64})\0/

/** The `data:` address of an image whose bytes come later. */
export function imagePlace(blob: BlobId, mediaType: string): string {
  return `data:${mediaType};base64,\0${blob}\0`
}

/** `text` with its images in their places. */
export function withImages(text: string, images: Images): string {
  return text
    .split(placePattern)
    .map((piece, index) => (index % 2 === 0 ? piece : strFromU8(base64(images.get(piece) ?? new Uint8Array()), true)))
    .join('')
}

/** The same as UTF-8, piece by piece; each image is read when it is its turn. */
export async function* imagesInPlace(text: string, readBlob: (blob: BlobId) => Promise<Uint8Array | null>): AsyncGenerator<Uint8Array> {
  for (const [index, piece] of text.split(placePattern).entries()) {
    yield index % 2 === 0 ? strToU8(piece) : base64((await readBlob(piece as BlobId)) ?? new Uint8Array())
  }
}
