/** Pictures that not every program shows become pixels that every program does, by way of a canvas. */
import { isLosslessWebp } from './picture-kind.ts'

/** The longer side of a drawing, in pixels: sharp on paper across a page. */
const longerSide = 2000

/** Nobody sees the difference to the original, also in print. */
const jpegQuality = 0.92

const endings: Readonly<Record<string, string>> = { 'image/jpeg': '.jpg', 'image/png': '.png' }

/** How many rows are looked at together: a photograph has more pixels than should be copied at once. */
const stripRows = 256

/** A drawing as PNG: as an image a drawing runs nothing and fetches nothing. Rejects when it cannot be drawn. */
export async function svgToPng(file: Blob): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    // A drawing without a size of its own is square.
    const [width, height] = image.naturalWidth > 0 && image.naturalHeight > 0 ? [image.naturalWidth, image.naturalHeight] : [longerSide, longerSide]
    const scale = longerSide / Math.max(width, height)
    const canvas = canvasOf(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await encode(canvas, 'image/png')
  } finally {
    URL.revokeObjectURL(url)
  }
}

/**
 * A picture in AVIF or WebP as JPEG, or as PNG where one can see through it or nothing of it was lost so far (writing on a screen); of one that
 * moves its first picture. Rejects when it cannot be decoded.
 */
export async function webPictureToStill(file: Blob): Promise<Blob> {
  const isLossless = isLosslessWebp(new Uint8Array(await file.arrayBuffer()))
  const bitmap = await createImageBitmap(file)
  try {
    const canvas = canvasOf(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    context?.drawImage(bitmap, 0, 0)
    return await encode(canvas, !isLossless && context && isOpaque(context, canvas) ? 'image/jpeg' : 'image/png')
  } finally {
    bitmap.close()
  }
}

/** The name of a picture that was converted, with the ending of what it is now. */
export function convertedName(name: string, { type }: Pick<Blob, 'type'>): string {
  return name.replace(/\.(?:avif|webp)$/iu, (ending) => endings[type] ?? ending)
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), { width, height })
}

function isOpaque(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement): boolean {
  for (let top = 0; top < height; top += stripRows) {
    const { data } = context.getImageData(0, top, width, Math.min(stripRows, height - top))
    for (let index = 3; index < data.length; index += 4) if (data[index] !== 255) return false
  }
  return true
}

function encode(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture has no pixels'))), type, jpegQuality)
  })
}
