/** Lists of a page: nested ones, where they begin, how they count, and those whose items are boxes to tick. */
import type { RichNode } from '../../model/workshop.ts'
import type { Context, HtmlBlocks } from './html-blocks.ts'
import { declarationsOf } from './css.ts'
import { attribute, isElement, type HtmlElement } from './parse-html.ts'

const styleTypes: Readonly<Record<string, string>> = {
  'upper-roman': 'I', 'lower-roman': 'i', 'upper-alpha': 'A', 'lower-alpha': 'a', 'upper-latin': 'A', 'lower-latin': 'a',
}

export function htmlList(element: HtmlElement, context: Context, blocks: HtmlBlocks): RichNode {
  const items = element.childNodes.filter((child): child is HtmlElement => isElement(child) && child.tagName === 'li')
  const boxes = items.map(leadingBox)
  const areTasks = items.length > 0 && boxes.every((box) => box !== null)
  const content = element.childNodes.flatMap((child): RichNode[] => {
    if (!isElement(child) || child.tagName !== 'li') return blocks.node(child, context)
    const box = areTasks ? leadingBox(child) : null
    const inner = blocks.node(box ? without(child, box) : child, context)
    return [{ type: areTasks ? 'taskItem' : 'listItem', attrs: areTasks ? { checked: box !== null && attribute(box, 'checked') !== null } : {}, content: inner }]
  })
  if (areTasks) return { type: 'taskList', content }
  if (element.tagName !== 'ol') return { type: 'bulletList', content }
  const [first] = items
  const start = Number(attribute(element, 'start') ?? (first ? attribute(first, 'value') : null) ?? '1')
  const type = attribute(element, 'type') ?? styleTypes[declarationsOf(element).get('list-style-type') ?? ''] ?? null
  return { type: 'orderedList', attrs: { start, type: type !== null && /^[aAiI]$/.test(type) ? type : null }, content }
}

export function isCheckbox(element: HtmlElement): boolean {
  return element.tagName === 'input' && attribute(element, 'type') === 'checkbox'
}

/** The box that begins an item, also inside its first line or label; null when words come first. */
function leadingBox(item: HtmlElement): HtmlElement | null {
  for (const child of item.childNodes) {
    if ('value' in child && child.value.trim() === '') continue
    if (!isElement(child)) return null
    if (isCheckbox(child)) return child
    return /^(p|label|span|div)$/.test(child.tagName) ? leadingBox(child) : null
  }
  return null
}

/** A copy of `element` without `removed`, which is somewhere in it. */
function without(element: HtmlElement, removed: HtmlElement): HtmlElement {
  return { ...element, childNodes: element.childNodes.filter((child) => child !== removed).map((child) => (isElement(child) ? without(child, removed) : child)) }
}
