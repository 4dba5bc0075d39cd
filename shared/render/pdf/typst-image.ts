/**
 * Images as Typst is to meet them. Typst decodes every image that it lays out and keeps the pixels until the PDF is written: a photograph of
 * twelve megapixels takes 36 MB, and two hundred of them more than a laptop has. An image inside a drawing (SVG) it keeps as it is, and a
 * JPEG then goes into the PDF byte for byte, as it does otherwise. So photographs and screenshots stand in a drawing that shows nothing but them.
 */
import type { ImageInfo } from '../pictures/image.ts'

/** The file of an image itself. */
export function imageFile(blob: string, { type }: ImageInfo): string {
  return `${blob}.${type}`
}

/** The file of its shell. */
export function shellFile(blob: string): string {
  return `${blob}.shell.svg`
}

export function isShownByTypst({ type }: ImageInfo): boolean {
  return type !== 'avif'
}

/** The name that Typst has for the format of an image. */
export function typstFormat({ type }: ImageInfo): string {
  return type === 'jpeg' ? 'jpg' : type
}

/** The drawing that shows the image of this file as it is to be seen, turned; null for one that stands for itself. */
export function imageShell(blob: string, image: ImageInfo): string | null {
  const { type, width, height } = image
  const seen = sizeAsSeen(image)
  if ((type !== 'jpeg' && type !== 'png') || seen === null) return null
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${seen.width}" height="${seen.height}" viewBox="0 0 ${seen.width} ${seen.height}"><image width="${width}" height="${height}"${turnOf(image, seen)} href="${imageFile(blob, image)}"/></svg>`
}

type Size = { readonly width: number; readonly height: number }

/** Pixels after the turn; null when the image does not say. */
export function sizeAsSeen({ width, height, turn }: ImageInfo): Size | null {
  if (width === null || height === null) return null
  return turn.degrees === 90 || turn.degrees === 270 ? { width: height, height: width } : { width, height }
}

/** Mirrored first, then turned, then moved back to where it is looked at. */
function turnOf({ turn: { isMirrored, degrees }, width }: ImageInfo, seen: Size): string {
  const [across, down] = degrees === 90 ? [seen.width, 0] : degrees === 180 ? [seen.width, seen.height] : degrees === 270 ? [0, seen.height] : [0, 0]
  const steps = [
    ...(across === 0 && down === 0 ? [] : [`translate(${across} ${down})`]),
    ...(degrees === 0 ? [] : [`rotate(${degrees})`]),
    ...(isMirrored ? [`translate(${width} 0) scale(-1 1)`] : []),
  ]
  return steps.length === 0 ? '' : ` transform="${steps.join(' ')}"`
}
