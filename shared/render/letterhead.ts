/** The letterhead as every renderer sees it: a logo that can be shown, its description, the lines of the footer. */
import type { Minutes } from '../minutes/minutes.ts'
import type { BlobId } from '../model/ids.ts'
import { readImage, type ImageInfo } from './pictures/image.ts'
import type { Images, MissingImages } from './rendered.ts'

export type Logo = { readonly blob: BlobId; readonly bytes: Uint8Array; readonly image: ImageInfo; readonly alt: string }

/** The logo; null when there is none, or none that can be shown, which `missing` is told. */
export function logoOf({ letterhead, cover, title }: Minutes, images: Images, missing: MissingImages, isShowable: (image: ImageInfo) => boolean = () => true): Logo | null {
  const { logo: blob } = letterhead
  if (blob === null) return null
  const bytes = images.get(blob)
  const image = bytes === undefined ? null : readImage(bytes)
  if (bytes === undefined || image === null || !isShowable(image)) {
    missing.add('logo')
    return null
  }
  return { blob, bytes, image, alt: cover === null || cover.kicker === '' ? title : cover.kicker }
}

export function footerLines({ letterhead }: Minutes): readonly string[] {
  return letterhead.footer.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}
