/** Lists as Word and Outlook write them into a page: paragraphs with `mso-list: l0 level2 lfo1`, and the marker as words in front. */
import type { RichNode } from '../../model/workshop.ts'
import { BlockSequence } from '../board/block-sequence.ts'
import { declarationsOf } from './css.ts'
import type { Context, HtmlBlocks } from './html-blocks.ts'
import { isElement, textBelow, type HtmlElement, type HtmlNode } from './parse-html.ts'
import { orderOf } from './word-marker.ts'

type Item = { readonly element: HtmlElement; readonly list: string; readonly level: number }

/** Whether items of such a list stand directly in `element`. */
export function holdsWordItems({ childNodes }: HtmlElement): boolean {
  return childNodes.some((child) => itemOf(child) !== null)
}

/** What stands in `element`, with its items put together to lists. */
export function wordLists({ childNodes }: HtmlElement, context: Context, blocks: HtmlBlocks): RichNode[] {
  const sequence = new BlockSequence()
  for (const [index, child] of childNodes.entries()) {
    const item = itemOf(child)
    // Line ends of the file behind an item end no list; between two words they part them.
    const before = childNodes[index - 1]
    if (before !== undefined && itemOf(before) !== null && 'value' in child && child.value.trim() === '') continue
    if (item === null) for (const node of blocks.node(child, context)) sequence.add(node)
    else {
      const order = orderOf(markersOf(item.element).map(textBelow).join('').replaceAll(/[\s\u00A0]+/gu, ' ').trim())
      const { list, level } = item
      sequence.addItem(blocks.node(withoutMarkers(item.element), context), { kind: order ? 'number' : 'bullet', list, level, indent: level + 1, type: order?.type ?? null, number: order?.value ?? 1, isChecked: false })
    }
  }
  return sequence.finish()
}

/** A numbered heading is no item, and keeps its number as words. */
function itemOf(node: HtmlNode): Item | null {
  if (!isElement(node) || !/^(?:p|div)$/.test(node.tagName)) return null
  const [, list, level] = /^(\S+)\s+level(\d)/.exec(declarationsOf(node).get('mso-list') ?? '') ?? []
  return list === undefined ? null : { element: node, list, level: Math.max(Number(level) - 1, 0) }
}

function isMarker(node: HtmlNode): boolean {
  return isElement(node) && declarationsOf(node).get('mso-list') === 'ignore'
}

function markersOf(element: HtmlElement): readonly HtmlElement[] {
  return element.childNodes.filter(isElement).flatMap((child) => (isMarker(child) ? [child] : markersOf(child)))
}

/** A copy of `element` without the words in front. */
function withoutMarkers(element: HtmlElement): HtmlElement {
  return { ...element, childNodes: element.childNodes.filter((child) => !isMarker(child)).map((child) => (isElement(child) ? withoutMarkers(child) : child)) }
}
