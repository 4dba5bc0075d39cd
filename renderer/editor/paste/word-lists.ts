/**
 * Word writes a list as paragraphs with `mso-list: l0 level2 lfo1` and the marker as text in front. This makes real lists of
 * them, nested as the levels say, ordered where the marker is a number or a letter.
 */
import { orderOf } from '../../../shared/import/html/word-marker.ts'
import { declarationsOf } from './inline-style.ts'

type ListParagraph = { readonly element: Element; readonly list: string; readonly level: number; readonly marker: string }

/** The marker's element; its text is what Word drew in front of the paragraph. */
function takeMarker(paragraph: Element): string {
  const markers = [...paragraph.querySelectorAll('[style]')].filter((span) => declarationsOf(span).get('mso-list')?.toLowerCase() === 'ignore')
  const text = markers.map((span) => span.textContent).join('').replaceAll(/[\s\u00A0]+/gu, ' ').trim()
  for (const span of markers) span.remove()
  return text
}

function readParagraph(element: Element): ListParagraph | null {
  const value = declarationsOf(element).get('mso-list') ?? ''
  const match = /(\S+)\s+level(\d+)/u.exec(value)
  if (!match || !/^(P|LI|DIV|H[1-6])$/u.test(element.tagName)) return null
  return { element, list: match[1] ?? '', level: Math.min(9, Math.max(1, Number(match[2]))), marker: takeMarker(element) }
}

/** Turns every run of list paragraphs below `root` into lists. Numbered headings stay headings and keep their number. */
export function buildWordLists(root: Element): void {
  const document = root.ownerDocument
  let open: { readonly list: Element; readonly level: number }[] = []
  let last: Element | null = null
  let lastName = ''
  for (const element of root.querySelectorAll('[style*="mso-list"]')) {
    const paragraph = readParagraph(element)
    if (!paragraph) continue
    if (/^H[1-6]$/u.test(element.tagName)) {
      if (paragraph.marker !== '') element.prepend(`${paragraph.marker} `)
      continue
    }
    // A run ends where anything else stands in between.
    const isNext = last !== null && element.previousElementSibling === last && lastName === paragraph.list
    if (!isNext) open = []
    while ((open.at(-1)?.level ?? 0) > paragraph.level) open.pop()
    const order = orderOf(paragraph.marker)
    const top = open.at(-1)
    const tag = order ? 'OL' : 'UL'
    if (!top || top.level < paragraph.level || top.list.tagName !== tag) {
      const list = document.createElement(tag)
      if (order && order.value !== 1) list.setAttribute('start', String(order.value))
      if (order?.type) list.setAttribute('type', order.type)
      if (top && top.level === paragraph.level) open.pop()
      const parent = open.at(-1)
      if (parent) (parent.list.lastElementChild ?? parent.list.appendChild(document.createElement('li'))).append(list)
      else element.before(list)
      open.push({ list, level: paragraph.level })
    }
    const item = document.createElement('li')
    const line = document.createElement('p')
    for (const name of ['dir', 'style']) {
      const value = element.getAttribute(name)
      if (value !== null) line.setAttribute(name, value)
    }
    line.append(...element.childNodes)
    item.append(line)
    open.at(-1)?.list.append(item)
    // The list that holds this run stands where its paragraphs stood.
    last = open[0]?.list ?? null
    lastName = paragraph.list
    element.remove()
  }
}
