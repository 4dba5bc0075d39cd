/** Blocks at the end of a board that others may be writing on. */
import type { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { textsInside, writeContent } from './board-content.ts'

type Block = Y.XmlElement | Y.XmlText

/** Adds the blocks of `content`, in front of an empty last line, in which somebody may be about to write; returns them. For the caller's transaction. */
export function appendBlocks(board: Y.XmlFragment, content: Node): readonly Block[] {
  const written = new Y.Doc().getXmlFragment('content')
  writeContent(written, content)
  const blocks = written.toArray().map((block) => block.clone() as Block)
  board.insert(placeAtEnd(board), blocks)
  return blocks
}

/** Before an empty last line, else the end. */
export function placeAtEnd(board: Y.XmlFragment): number {
  const last: unknown = board.length > 0 ? board.get(board.length - 1) : null
  const isEmptyLine = last instanceof Y.XmlElement && last.nodeName === 'paragraph' && last.toArray().every((child) => child instanceof Y.XmlText) && textsInside(last).every((text) => text.length === 0)
  return isEmptyLine ? board.length - 1 : board.length
}
