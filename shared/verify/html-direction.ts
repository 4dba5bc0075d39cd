/**
 * Which way what a page says runs: "7 – 5" reads "5 – 7" where it runs from the right. Minuta turns what is written in letters of another
 * direction, and nothing else.
 */
import { textDirection } from '../minutes/direction.ts'
import type { Direction } from '../minutes/minutes.ts'
import { attributeOf, elementsIn, find, hasClass, linesOf, parentOf, type Element, type Node } from './html-tree.ts'
import { readCaption } from './printed-labels.ts'

const line = /^(?:p|h[1-6])$/

/** Whether `dir` is what Minuta writes there. `language`: the direction of the language of the document. */
export function runsAsWritten(element: Element, language: Direction): boolean {
  const direction = attributeOf(element, 'dir').toLowerCase()
  const { tagName } = element
  if (direction === 'auto') return tagName === 'p' && /^(?:header|footer)$/.test(parentOf(element)?.tagName ?? '')
  if (tagName === 'html') return direction === language
  if (tagName === 'pre') return direction === 'ltr'
  if (line.test(tagName)) return direction === directionOf(element)
  if (tagName === 'ul' || tagName === 'ol') return direction === leadingOf(elementsIn(element).flatMap((item) => blocksOf(item)))
  if (tagName === 'table') return isOfCells(element, direction, language)
  // Around what Markdown cannot turn itself.
  if (tagName === 'div') return direction === language || find(element, (inner) => (line.test(inner.tagName) || inner.tagName === 'li') && directionOf(inner) === direction) !== null
  return /^(?:li|td|th|blockquote)$/.test(tagName) && direction === leadingOf(blocksOf(element))
}

/** Whether a line with letters runs the way in which they are written. What has a class is a label and runs with what stands around it; code and lines of head and foot do not. */
export function isTurnedEnough(element: Element): boolean {
  const written = attributeOf(element, 'dir').toLowerCase()
  if (element.tagName === 'pre') return written === 'ltr'
  if (element.tagName === 'p' && (hasClass(element, 'kicker') || hasClass(element, 'subtitle') || parentOf(element)?.tagName === 'footer')) return written === 'auto'
  if (!line.test(element.tagName) || ['type', 'label', 'missing', 'meta'].some((name) => hasClass(element, name))) return true
  const own = directionOf(element)
  if (own === null) return true
  for (let around: Element | null = element; around !== null; around = parentOf(around)) {
    const direction = attributeOf(around, 'dir').toLowerCase()
    if (direction === 'auto') return true
    if (direction !== '') return direction === own
  }
  return own === 'ltr'
}

/** Whether what stands behind a label runs by itself, as Minuta writes it: values of outcomes, captions, sources of quotations, lines of the contents. Nothing else does. */
export function isApart(element: Element): boolean {
  const parent = parentOf(element)
  const isValue = (item: Element): boolean => item.tagName === 'li' && hasClass(item.parentNode, 'fields')
  if (element.tagName === 'bdi') return parent !== null && (parent.tagName === 'figcaption' || isValue(parent) || (parent.tagName === 'a' && attributeOf(parent, 'href').startsWith('#')))
  // Other items hold blocks.
  if (isValue(element)) return elementsIn(element).at(-1)?.tagName === 'bdi' && ownText(element.childNodes.slice(-1)) === ''
  if (element.tagName === 'li') return ownText(element.childNodes) === ''
  if (element.tagName !== 'figcaption') return true
  const value = elementsIn(element).find(({ tagName }) => tagName === 'bdi')
  const label = linesOf(element, ({ tagName }) => tagName === 'bdi')
  return hasClass(parent, 'quote') ? value !== undefined || !label.includes('—') : value !== undefined || readCaption(label).caption.length === 0
}

function ownText(nodes: readonly Node[]): string {
  return nodes.map((node) => ('value' in node && node.nodeName === '#text' ? node.value : '')).join('').trim()
}

/** Of a line; the number before a heading is a label. */
function directionOf(element: Element): Direction | null {
  return textDirection(linesOf(element, (inner) => hasClass(inner, 'number') || hasClass(inner, 'cite')))
}

/** What stands in an item, a cell or a quotation; beside the box of a task, or the number by which it is cited, it stands in an element of its own. */
function blocksOf(element: Element): readonly Element[] {
  return elementsIn(element).flatMap((child) => (child.tagName === 'div' && ['', 'cited'].includes(attributeOf(child, 'class')) ? elementsIn(child) : [child]))
}

function leadingOf(blocks: readonly Element[]): Direction | null {
  const first = blocks.find(({ tagName }) => line.test(tagName))
  return first === undefined ? null : directionOf(first)
}

/** The direction that all cells share, else that of the document. */
function isOfCells(table: Element, direction: string, language: Direction): boolean {
  if (direction === language) return true
  const directions = new Set<Direction | null>()
  find(table, (inner) => {
    if (/^t[dh]$/.test(inner.tagName)) directions.add(leadingOf(blocksOf(inner)))
    return false
  })
  directions.delete(null)
  return directions.size === 1 && directions.has(direction as Direction)
}
