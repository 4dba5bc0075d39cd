/**
 * Quotation marks in lists that people wrote by hand. Where a mark opens a cell and the next one does not end it (`"Pepe" García`), both are
 * marks of the words: taken for the cell's own they would swallow the rows below.
 */
import type { ListDelimiter } from './list-table.ts'

/** `text`, its lines ending in LF, with every such cell quoted as a whole. A mark that never closes stays as it is, and so does all behind it. */
export function mendedQuotes(text: string, delimiter: ListDelimiter): string {
  const ends = new RegExp(`[\n${delimiter}]|$`, 'gu')
  let mended = ''
  let copied = 0
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    const isOpen = text[start] === '"'
    const close = isOpen ? closingMark(text, start + 1) : start
    if (close < 0) break
    end = endOfCell(text, close, ends)
    if (!isOpen || text.slice(close + 1, end).trim() === '') continue
    end = endOfCell(text, start, ends)
    mended += `${text.slice(copied, start)}"${text.slice(start, end).replaceAll('"', '""')}"`
    copied = end
  }
  return mended + text.slice(copied)
}

/** The first mark that is not one of a pair; -1 without one. */
function closingMark(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

/** Where the cell ends that holds what stands at `from`, marks aside. */
function endOfCell(text: string, from: number, ends: RegExp): number {
  ends.lastIndex = from
  return ends.exec(text)?.index ?? text.length
}
