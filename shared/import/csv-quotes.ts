/**
 * Quotation marks in lists that people wrote by hand. Where a mark opens a cell and the next one does not end it (`"Pepe" García`), both are
 * marks of the words, or the words have some inside the cell's own (`"Ana "Pepe" García"`): taken for what they are not they would swallow the
 * rows below.
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
    if (!isOpen || isLast(text, close, end)) continue
    if (text.slice(start, close).includes('\n') && !beginsCell(text, close, delimiter)) {
      // A cell of several lines with marks of its own words, which the parser takes to the first mark that ends a cell.
      const last = lastMark(text, close, ends)
      if (last < 0) break
      end = endOfCell(text, last, ends)
      continue
    }
    end = endOfCell(text, start, ends)
    mended += `${text.slice(copied, start)}"${wordsOfCell(text.slice(start, end), close - start)}"`
    copied = end
  }
  return mended + text.slice(copied)
}

/**
 * The words of a cell that begins with a mark, with theirs doubled; `inner` is where the next one stands. One that opens (`"Ana "Pepe" García"`)
 * says that the outer ones are the cell's own; one that closes (`"Pepe" or "Pepa"`), that they are not.
 */
function wordsOfCell(cell: string, inner: number): string {
  const isQuoted = /[\s([]/u.test(cell.charAt(inner - 1)) && /"\s*$/u.test(cell) && cell.trimEnd().length - 1 > inner
  return isQuoted ? cell.trimEnd().slice(1, -1).replaceAll(/""?/gu, '""') : cell.replaceAll('"', '""')
}

function beginsCell(text: string, mark: number, delimiter: ListDelimiter): boolean {
  let before = mark - 1
  while (text[before] === ' ') before -= 1
  return text[before] === '\n' || text[before] === delimiter
}

/** Whether nothing follows a mark in its cell. */
function isLast(text: string, mark: number, end: number): boolean {
  return text.slice(mark + 1, end).trim() === ''
}

/** The first mark from `from` on with which a cell ends; -1 without one. */
function lastMark(text: string, from: number, ends: RegExp): number {
  let at = from
  while (at >= 0 && !isLast(text, at, endOfCell(text, at, ends))) at = closingMark(text, at + 1)
  return at
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
