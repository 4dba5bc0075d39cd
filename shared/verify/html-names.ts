/** What a page says to those who hear it instead of seeing it: names and descriptions of elements, which must be what is seen there. */
import { wordsOf } from '../versions/minutes-words.ts'
import { attributeOf, elementsIn, find, hasClass, linesOf, parentOf, type Element, type Node } from './html-tree.ts'
import { isContentsTitle } from './printed-labels.ts'

/** Whether the name of an element outside of the search bar is what Minuta gives it. */
export function isNamedAsSeen(element: Element, name: string): boolean {
  if (element.tagName === 'nav') return isContentsTitle(wordsOf(name).join(' '))
  return element.tagName === 'input' && isTaskName(element, wordsOf(name))
}

/** A task has the words of its first block: of a table without its caption, of a figure those of its caption behind the number. */
function isTaskName(box: Element, said: readonly string[]): boolean {
  const item = parentOf(box)
  const beside = item && elementsIn(item)[1]
  const block = beside && elementsIn(beside)[0]
  if (block === undefined || block === null || beside?.tagName !== 'div') return said.length === 0
  const words = wordsOf(linesOf(block))
  if (/^(?:p|h[1-6]|pre)$/.test(block.tagName)) return said.join(' ') === words.join(' ')
  // What formats add to other blocks is left out of it, and what is said is in order.
  let at = 0
  for (const word of words) if (word === said[at]) at += 1
  return at === said.length && (said.length > 0 || block.tagName === 'hr' || block.tagName === 'figure' || words.length === 0)
}

/** Whether an element is named or described by the one that Minuta wrote for that. */
export function isDescribedInPlace(element: Element, attribute: string, id: string): boolean {
  const target = attribute === 'aria-labelledby' ? headingOf(element) : factsBehind(element)
  return target !== null && attributeOf(target, 'id') === id && isFirstWith(target, id)
}

/** The heading of a section. */
function headingOf(element: Element): Element | null {
  const first = element.tagName === 'section' ? elementsIn(element)[0] : undefined
  return first?.tagName === 'h2' ? first : null
}

/** What stands below a figure. */
function factsBehind(image: Element): Element | null {
  const figure = parentOf(image)
  const around = figure && parentOf(figure)
  if (image.tagName !== 'img' || figure?.tagName !== 'figure' || around === null) return null
  const siblings = elementsIn(around)
  const next = siblings[siblings.indexOf(figure) + 1]
  return next?.tagName === 'dl' && hasClass(next, 'beside') ? next : null
}

/** Of two with one id, programs take the first. */
function isFirstWith(element: Element, id: string): boolean {
  let root: Node = element
  while ('parentNode' in root && root.parentNode) root = root.parentNode
  let ids = known.get(root)
  if (ids === undefined) {
    ids = new Map()
    gather(root, ids)
    known.set(root, ids)
  }
  return ids.get(id) === element
}

const known = new WeakMap<Node, Map<string, Element>>()

function gather(root: Node, ids: Map<string, Element>): void {
  find(root, (element) => {
    const id = attributeOf(element, 'id')
    if (id !== '' && !ids.has(id)) ids.set(id, element)
    return false
  })
}
