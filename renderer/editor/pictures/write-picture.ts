/**
 * A picture for a board that nobody shows any more: whoever adds pictures goes on to the next board while their bytes are being kept. It is written into the
 * shared content itself, where an editor would have put it. Adding a block there deletes nothing, whatever else the board holds.
 */
import { createAbsolutePositionFromRelativePosition, createRelativePositionFromTypeIndex, XmlElement, XmlFragment, XmlText, type RelativePosition } from 'yjs'
import { textsInside } from '../../../shared/document/boards/board-content.ts'
import { boardSchema } from '../../../shared/document/boards/board-schema.ts'
import type { BlobId } from '../../../shared/model/ids.ts'

/**
 * Puts an image below the line of `board` that `anchor` is in, in front of it when it is empty, or at the end of the board where the place is gone; returns the place behind
 * it. For the caller's transaction.
 */
export function writePicture(board: XmlFragment, blob: BlobId, anchor: RelativePosition): RelativePosition {
  const { parent, index } = placeOf(board, anchor)
  const image = new XmlElement('image')
  for (const [name, value] of Object.entries({ blob, alt: '', caption: '' })) image.setAttribute(name, value)
  parent.insert(index, [image])
  return createRelativePositionFromTypeIndex(parent, index + 1, -1)
}

type Place = { readonly parent: XmlFragment; readonly index: number }

function placeOf(board: XmlFragment, anchor: RelativePosition): Place {
  const end: Place = { parent: board, index: board.length }
  const found = board.doc && createAbsolutePositionFromRelativePosition(anchor, board.doc)
  const type: unknown = found?.type
  if (!(type instanceof XmlFragment || type instanceof XmlText) || isGone(type)) return end
  const line = type instanceof XmlText ? type.parent : type
  if (!(line instanceof XmlElement) || boardSchema.nodes[line.nodeName]?.isTextblock !== true) return type instanceof XmlFragment ? { parent: type, index: found?.index ?? 0 } : end
  const { parent } = line
  return parent instanceof XmlFragment ? { parent, index: parent.toArray().indexOf(line) + (textsInside(line).every((text) => text.length === 0) ? 0 : 1) } : end
}

function isGone(type: XmlFragment | XmlText): boolean {
  for (let item = type._item; item !== null; item = item.parent instanceof XmlFragment ? item.parent._item : null) if (item.deleted) return true
  return false
}
