/** Drawings become pixels: as an image a drawing runs nothing and fetches nothing, and every program shows PNG. */

/** The longer side, in pixels: sharp on paper across a page. */
const longerSide = 2000

/** The drawing as PNG; rejects when it cannot be drawn. */
export async function svgToPng(file: Blob): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([file], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    // A drawing without a size of its own is square.
    const [width, height] = image.naturalWidth > 0 && image.naturalHeight > 0 ? [image.naturalWidth, image.naturalHeight] : [longerSide, longerSide]
    const scale = longerSide / Math.max(width, height)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the drawing has no pixels'))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}
