/**
 * Foreign HTML made fit for the board schema: what it shows is said in elements that the schema knows, what nobody sees goes.
 * Words are never dropped: a block that is unknown here keeps its text. Works on an inert document: nothing in the
 * HTML runs, and nothing is fetched.
 */
import { scriptOf, withScript, type Script } from '../../../shared/import/board/raised.ts'
import { blobAttribute } from '../pictures/picture-node.ts'
import { declarationsOf, pixels } from './inline-style.ts'
import { inlineSheets, sayStyles } from './say-styles.ts'
import { buildWordLists } from './word-lists.ts'

/** Bytes of an image that stood inside the HTML, and the blob id that the HTML now names. */
export type EmbeddedImage = { readonly id: string; readonly bytes: Uint8Array; readonly mediaType: string; readonly name: string }

export type CleanHtml = { readonly html: string; readonly images: readonly EmbeddedImage[] }

export type CleanOptions = {
  /** Names the bytes of an embedded image; null when they cannot be kept (too large, no image). */
  readonly blobIdOf: (bytes: Uint8Array, mediaType: string) => string | null
}

/** What is never shown. `noscript` and templates hold what a page shows when it cannot do better. */
const invisible = 'script, style, link, meta, title, base, template, noscript, object, xml, svg, input[type="hidden"], [hidden]'

/** Soft hyphens, zero-width spaces and byte order marks: left by layout. Joiners and direction marks belong to the text. */
const layoutCharacters = /[\u00AD\u200B\u2060\uFEFF]/gu

/** Cleans what the clipboard holds. Content copied from a board comes back as it is. */
export function cleanPastedHtml(html: string, { blobIdOf }: CleanOptions): CleanHtml {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const { body } = page
  const images = keepImages(body, blobIdOf)
  if (!body.querySelector('[data-pm-slice]')) {
    inlineSheets(page)
    removeInvisible(body)
    nameWordStyles(body)
    buildWordLists(body)
    nestLists(body)
    findTasks(body)
    keepTables(body)
    keepMedia(body)
    sayScripts(body)
    sayStyles(body)
    tidyText(body)
  }
  return { html: body.innerHTML, images }
}

function removeInvisible(body: Element): void {
  for (const element of body.querySelectorAll(invisible)) element.remove()
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) comment.parentNode?.removeChild(comment)
  for (const element of body.querySelectorAll('[style]')) {
    const style = declarationsOf(element)
    if (style.get('display') === 'none' || style.get('mso-hide') === 'all') element.remove()
  }
  // A line break that only closes the selection (Chrome), or stands between blocks (Google Docs).
  for (const br of body.querySelectorAll('br.Apple-interchange-newline')) br.remove()
}

/** Word's and LibreOffice's own names for what HTML has elements for. */
function nameWordStyles(body: Element): void {
  const names: readonly (readonly [string, string])[] = [
    ['p.MsoTitle', 'h1'],
    ['p.MsoSubtitle', 'h2'],
    ['p.MsoQuote, p.MsoIntenseQuote', 'blockquote'],
  ]
  for (const [selector, tag] of names) for (const element of body.querySelectorAll(selector)) rename(element, tag)
  // Spreadsheets format part of a cell by the class of a <font>.
  for (const element of body.querySelectorAll('font[style]')) rename(element, 'span')
  for (const element of body.querySelectorAll('o\\:p, st1\\:place, font, center')) element.replaceWith(...element.childNodes)
}

function rename(element: Element, tag: string): Element {
  const renamed = element.ownerDocument.createElement(tag)
  for (const name of ['style', 'dir']) {
    const value = element.getAttribute(name)
    if (value !== null) renamed.setAttribute(name, value)
  }
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
  return renamed
}

/** A list that stands in a list, beside its items (Google Docs, old Word), belongs into the item before it. */
function nestLists(body: Element): void {
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else if (before === null && list.parentElement) {
      const item = body.ownerDocument.createElement('li')
      list.before(item)
      item.append(list)
    }
  }
  for (const list of body.querySelectorAll('ol')) {
    const type = list.getAttribute('type')
    const style = declarationsOf(list).get('list-style-type') ?? declarationsOf(list.firstElementChild ?? list).get('list-style-type') ?? ''
    const byStyle: Readonly<Record<string, string>> = { 'upper-roman': 'I', 'lower-roman': 'i', 'upper-alpha': 'A', 'lower-alpha': 'a', 'upper-latin': 'A', 'lower-latin': 'a' }
    if (type === null && byStyle[style] !== undefined) list.setAttribute('type', byStyle[style])
  }
}

/** Items with a box in front are tasks. */
function findTasks(body: Element): void {
  for (const list of body.querySelectorAll('ul, ol')) {
    const items = [...list.children].filter(({ tagName }) => tagName === 'LI')
    const boxes = items.map((item) => item.querySelector<HTMLInputElement>(':scope > input[type="checkbox"], :scope > :is(p, label, span, div):first-child > input[type="checkbox"]:first-child'))
    const areTasks = items.length > 0 && items.every((item, index) => boxes[index] !== null || item.getAttribute('role') === 'checkbox')
    if (!areTasks) continue
    list.setAttribute('data-type', 'taskList')
    items.forEach((item, index) => {
      const isChecked = (boxes[index]?.hasAttribute('checked') ?? false) || item.getAttribute('aria-checked') === 'true'
      item.setAttribute('data-type', 'taskItem')
      item.setAttribute('data-checked', String(isChecked))
      boxes[index]?.remove()
      const mark = item.firstElementChild
      if (item.getAttribute('role') === 'checkbox' && mark?.tagName === 'IMG') mark.remove()
    })
    if (list.tagName === 'OL') rename(list, 'ul').setAttribute('data-type', 'taskList')
  }
}

/** Cells of a table's head are headers (LibreOffice writes plain ones); captions become a line above; widths of columns are kept where the source says them. */
function keepTables(body: Element): void {
  for (const cell of body.querySelectorAll('thead td')) {
    const header = body.ownerDocument.createElement('th')
    for (const name of ['colspan', 'rowspan', 'width', 'style', 'dir']) {
      const value = cell.getAttribute(name)
      if (value !== null) header.setAttribute(name, value)
    }
    header.append(...cell.childNodes)
    cell.replaceWith(header)
  }
  for (const caption of body.querySelectorAll('table > caption')) {
    const table = caption.parentElement
    table?.before(rename(caption, 'p'))
  }
  for (const cell of body.querySelectorAll<HTMLTableCellElement>('td, th')) {
    const width = pixels(cell.getAttribute('width')) ?? pixels(declarationsOf(cell).get('width'))
    const span = Math.max(1, Number.parseInt(cell.getAttribute('colspan') ?? '1', 10) || 1)
    if (width !== null && width >= 24 && width <= 2000 && span <= 100) {
      cell.setAttribute('colwidth', Array.from({ length: span }, () => Math.round(width / span)).join(','))
    }
  }
}

/** Images that the board can keep get their blob; remote ones are never fetched and stay as description and link. */
function keepImages(body: Element, blobIdOf: CleanOptions['blobIdOf']): EmbeddedImage[] {
  const kept: EmbeddedImage[] = []
  for (const image of body.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? ''
    const alt = (image.getAttribute('alt') ?? '').trim()
    if (image.hasAttribute(blobAttribute)) continue
    const embedded = readDataUrl(source)
    const id = embedded && blobIdOf(embedded.bytes, embedded.mediaType)
    if (embedded && id) {
      image.setAttribute(blobAttribute, id)
      image.removeAttribute('src')
      kept.push({ id, ...embedded, name: alt === '' ? id.slice(0, 8) : alt })
    } else if (image.width === 1 || image.getAttribute('width') === '1') {
      image.remove()
    } else if (/^https?:/iu.test(source)) {
      const link = body.ownerDocument.createElement('a')
      link.setAttribute('href', source)
      link.textContent = alt === '' ? source : alt
      image.replaceWith(image.closest('a') ? link.textContent : link)
    } else image.replaceWith(alt === '' ? '' : `[${alt}]`)
  }
  return kept
}

function readDataUrl(source: string): { readonly bytes: Uint8Array; readonly mediaType: string } | null {
  const match = /^data:([a-z]+\/[a-z0-9.+-]+)((?:;[^,;]+)*),(.*)$/isu.exec(source)
  if (!match) return null
  const [, mediaType = '', parameters = '', data = ''] = match
  try {
    const binary = /;base64/iu.test(parameters) ? atob(data.replaceAll(/\s/gu, '')) : unescapeBytes(data)
    return { mediaType: mediaType.toLowerCase(), bytes: Uint8Array.from(binary, (character) => character.charCodeAt(0)) }
  } catch {
    return null
  }
}

/** Percent-encoded bytes as a string of characters below 256. */
function unescapeBytes(data: string): string {
  const bytes = new TextEncoder().encode(decodeURIComponent(data))
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

/** Films, frames and recordings stay as a link to them. */
function keepMedia(body: Element): void {
  for (const media of body.querySelectorAll('iframe[src], video, audio, embed[src]')) {
    const source = media.getAttribute('src') ?? media.querySelector('source[src]')?.getAttribute('src') ?? ''
    if (!/^https?:/iu.test(source)) {
      media.remove()
      continue
    }
    const link = body.ownerDocument.createElement('a')
    link.setAttribute('href', source)
    link.textContent = media.getAttribute('title') ?? source
    media.replaceWith(link)
  }
  for (const area of body.querySelectorAll('textarea')) area.replaceWith(area.textContent)
}

/** Powers and indices as characters: the element or style that raises them goes. */
function sayScripts(body: Element): void {
  for (const element of body.querySelectorAll('sup, sub, span[style*="vertical-align"]')) {
    const byTag: Readonly<Record<string, Script>> = { SUP: 'raised', SUB: 'lowered' }
    const script = scriptOf(declarationsOf(element).get('vertical-align')) ?? byTag[element.tagName]
    if (script === undefined) continue
    const walker = body.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) walker.currentNode.nodeValue = withScript(walker.currentNode.nodeValue ?? '', script)
  }
}

const blocksOfLines = 'p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd'

/** The last break of a block ends a line that ends anyway (LibreOffice and mail programs fill empty lines with one). */
function dropLastBreak(block: Element): void {
  const breaks = [...block.querySelectorAll('br')].filter((br) => br.parentElement?.closest(blocksOfLines) === block)
  const last = breaks.at(-1)
  if (!last) return
  const after = block.ownerDocument.createRange()
  after.setStartAfter(last)
  after.setEndAfter(block.lastChild ?? last)
  const rest = after.cloneContents()
  if (rest.textContent.trim() === '' && rest.querySelector('img, p, ul, ol, table, div, blockquote, pre, hr') === null) last.remove()
}

function tidyText(body: Element): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode
    const tidy = (text.nodeValue ?? '').replaceAll(layoutCharacters, '')
    if (tidy !== text.nodeValue) text.nodeValue = tidy
  }
  // Word's empty paragraphs hold a space that nobody typed.
  for (const paragraph of body.querySelectorAll('p')) {
    if (paragraph.textContent === '\u00A0' && !paragraph.querySelector('img')) paragraph.textContent = ''
  }
  for (const block of body.querySelectorAll(blocksOfLines)) dropLastBreak(block)
  for (const br of body.querySelectorAll('br')) {
    const isBetweenBlocks = [br.previousElementSibling, br.nextElementSibling].some((sibling) => sibling && /^(P|UL|OL|TABLE|H[1-6]|BLOCKQUOTE|DIV|PRE|HR)$/u.test(sibling.tagName))
    if (isBetweenBlocks && (br.previousSibling === null || br.previousSibling === br.previousElementSibling || br.previousSibling.textContent?.trim() === '')) br.remove()
  }
}
