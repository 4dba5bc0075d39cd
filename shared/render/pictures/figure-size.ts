/** How large a picture stands on paper, the same in every format that wants to know: never wider than its place, never higher than a page. */
import type { ImageInfo } from './image.ts'

export type FigureSize = {
  /** CSS pixels as seen, after the turn. */
  readonly width: number
  readonly height: number
  /** Whether the stored pixels lie across: then the drawing before its turn has width and height exchanged. */
  readonly isOnItsSide: boolean
}

const maxHeightPx = 780

/** `widthPx`: as set on the board; null for its own size. Null when the image does not say how large it is. */
export function figureSize({ width, height, turn }: ImageInfo, widthPx: number | null, availablePx: number): FigureSize | null {
  if (width === null || height === null) return null
  const isOnItsSide = turn.degrees === 90 || turn.degrees === 270
  const own = isOnItsSide ? { width: height, height: width } : { width, height }
  const shown = Math.max(1, Math.min(availablePx, widthPx ?? own.width, (maxHeightPx * own.width) / own.height))
  return { width: Math.round(shown), height: Math.max(1, Math.round((shown * own.height) / own.width)), isOnItsSide }
}

/** What a page has room for, with what LibreOffice leaves empty above and below. */
const maxTurnedPx = 880

/**
 * `size` for Word, whose files LibreOffice reads as well: that one makes room for a picture before it turns it, and once more for what stands
 * out when it is turned. Of a picture for which there is no such room it shows nothing at all.
 */
export function turnedWithin(size: FigureSize, availablePx: number): FigureSize {
  if (!size.isOnItsSide || size.height <= size.width) return size
  const shrink = Math.min(1, availablePx / size.height, maxTurnedPx / (2 * size.height - size.width))
  return { ...size, width: Math.max(1, Math.floor(size.width * shrink)), height: Math.max(1, Math.floor(size.height * shrink)) }
}

const minRoomPx = 60

/** What is left of a line for a picture that lists have moved in; never so little that nothing of it could be seen. */
export function roomBehind(indentPx: number, linePx: number): number {
  return Math.max(linePx - indentPx, Math.min(linePx, minRoomPx))
}

const maxLogoPx = { width: 260, height: 72 } as const

/** How large a logo stands at the top of the first page. */
export function logoSize(image: ImageInfo): FigureSize | null {
  const own = figureSize(image, null, maxLogoPx.width)
  if (own === null) return null
  const shrink = Math.min(1, maxLogoPx.height / own.height)
  return { ...own, width: Math.max(1, Math.round(own.width * shrink)), height: Math.max(1, Math.round(own.height * shrink)) }
}
