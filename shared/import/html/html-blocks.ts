/** Elements of a page → nodes as they stand: what a board may hold of them is decided afterwards (`fit-board.ts`). */
import { fromBase64 } from 'lib0/buffer'
import type { RichNode } from '../../model/workshop.ts'
import type { Collector } from '../board/collector.ts'
import type { Mark } from '../board/inlines.ts'
import { declarationsOf, pixelWidth, styledMarks } from './css.ts'
import { htmlList, isCheckbox } from './html-lists.ts'
import { htmlTable } from './html-tables.ts'
import { attribute, firstBelow, hasClass, isElement, textBelow, type HtmlElement, type HtmlNode } from './parse-html.ts'
import { collapseSpaces, percentDecode } from './text.ts'
import { holdsWordItems, wordLists } from './word-lists.ts'

/** What the elements around say of those inside. */
export type Context = {
  readonly marks: readonly Mark[]
  /** 'rtl' where somebody chose it. */
  readonly dir: 'ltr' | 'rtl' | null
  readonly isPreformatted: boolean
}

/** Never shown, or nothing without a program. */
const invisible = new Set(['script', 'style', 'head', 'template', 'title', 'meta', 'link', 'base', 'object', 'applet', 'canvas', 'datalist', 'colgroup', 'col', 'param', 'source', 'track', 'map', 'frameset'])
const markOf: Readonly<Record<string, string>> = {
  b: 'bold', strong: 'bold', i: 'italic', em: 'italic', cite: 'italic', dfn: 'italic', var: 'italic', u: 'underline', ins: 'underline',
  s: 'strike', strike: 'strike', del: 'strike', code: 'code', kbd: 'code', samp: 'code', tt: 'code', mark: 'highlight', sup: 'raised', sub: 'lowered',
}
/** Blocks of their own that a board has no word for: what is inside stands for them. */
const plainBlocks = new Set([
  'address', 'article', 'aside', 'body', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'header',
  'hgroup', 'html', 'legend', 'li', 'main', 'nav', 'noframes', 'noscript', 'option', 'optgroup', 'search', 'section', 'select', 'caption', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th',
])

/** A number to cite by, as our minutes write it in HTML and in Markdown: no board has raised text. */
function isCitation(element: HtmlElement): boolean {
  return hasClass(element, 'cite') || element.tagName === 'sup'
}

export class HtmlBlocks {
  readonly #collector: Collector
  readonly #isMinutes: boolean

  /** `generator` is the program that wrote the page, as far as it says. */
  constructor(collector: Collector, generator = '') {
    this.#collector = collector
    this.#isMinutes = /^Minuta\b/.test(generator)
  }

  /** `page`: the element around the body. */
  read(body: HtmlElement, page: HtmlElement | null): RichNode[] {
    // From left to right, pages say without anybody having chosen it; our minutes say in which way their labels run.
    const isChosen = !this.#isMinutes && directionOf(body, page && directionOf(page, null)) === 'rtl'
    return collapseSpaces(this.children(body, { marks: [], dir: isChosen ? 'rtl' : null, isPreformatted: false }))
  }

  children(element: HtmlElement, context: Context): RichNode[] {
    return holdsWordItems(element) ? wordLists(element, context, this) : element.childNodes.flatMap((child) => this.node(child, context))
  }

  node(node: HtmlNode, context: Context): RichNode[] {
    if ('value' in node) return node.value === '' ? [] : [{ type: 'text', text: context.isPreformatted ? node.value : node.value.replaceAll(/[ \t\n\r\f]+/g, ' '), marks: context.marks }]
    if (!isElement(node) || isHidden(node) || (this.#isMinutes && isCitation(node))) return []
    return this.#element(node, inside(node, context))
  }

  #element(element: HtmlElement, context: Context): RichNode[] {
    const { tagName } = element
    switch (tagName) {
      case 'p':
        return [paragraph(this.children(element, context), context)]
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return [{ type: 'heading', attrs: { level: Number(tagName[1]), dir: context.dir }, content: this.children(element, { ...context, marks: context.marks.filter(({ type }) => type !== 'bold') }) }]
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return [htmlList(element, context, this)]
      case 'blockquote':
        return [{ type: 'blockquote', content: this.children(element, context) }]
      case 'pre':
      case 'listing':
      case 'xmp':
      case 'plaintext':
        return [this.#code(element, context)]
      case 'hr':
        return [{ type: 'horizontalRule' }]
      case 'br':
        return [context.isPreformatted ? { type: 'text', text: '\n' } : { type: 'hardBreak' }]
      case 'wbr':
        return []
      case 'table':
        return htmlTable(element, context, this)
      case 'img':
      case 'image':
        return this.#image(element, context)
      case 'a':
        return this.#link(element, context)
      case 'dt':
      case 'summary':
        return [paragraph(this.children(element, { ...context, marks: [...context.marks, { type: 'bold' }] }), context)]
      case 'q':
        return [textNode('“', context), ...this.children(element, context), textNode('”', context)]
      case 'input':
        return this.#input(element, context)
      case 'textarea':
        return [textNode(textBelow(element), context)]
      case 'iframe':
      case 'embed':
      case 'video':
      case 'audio':
        return this.#media(element, context)
      case 'svg':
        return this.#drawing(element)
      case 'rp':
        return []
      default:
        return plainBlocks.has(tagName) ? [{ type: 'block', content: this.#plainBlock(element, context) }] : this.children(element, context)
    }
  }

  /** A direction that the block chose holds for the lines in it. */
  #plainBlock(element: HtmlElement, context: Context): RichNode[] {
    const children = this.children(element, context)
    if (context.dir === null) return children
    return children.length > 0 && children.every(({ type }) => type === 'text' || type === 'hardBreak') ? [paragraph(children, context)] : children
  }

  #code(element: HtmlElement, context: Context): RichNode {
    const code = firstBelow(element, 'code')
    const language = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,40})/.exec(`${attribute(element, 'class') ?? ''} ${code ? (attribute(code, 'class') ?? '') : ''}`)?.[1] ?? null
    return { type: 'codeBlock', attrs: { language }, content: trimLastBreak(this.children(element, { ...context, isPreformatted: true })) }
  }

  #image(element: HtmlElement, context: Context): RichNode[] {
    const source = (attribute(element, 'src') ?? attribute(element, 'data-src') ?? '').trim()
    const alt = attribute(element, 'alt') ?? attribute(element, 'title') ?? ''
    const width = pixelWidth(attribute(element, 'width') ?? declarationsOf(element).get('width'))
    if (/^data:/i.test(source)) {
      const bytes = dataUrlBytes(source)
      return bytes ? this.#collector.image(bytes, '', alt, width) : this.#collector.missingImage('', alt)
    }
    // One pixel wide: not there to be seen, but to tell somebody.
    if (width !== null && width <= 1) return []
    if (/^(?:https?:)?\/\//i.test(source)) return this.#collector.remoteImage(source.startsWith('//') ? `https:${source}` : source, alt, context.marks)
    return this.#collector.missingImage(source, alt === '' ? fileNameOf(source) : alt)
  }

  #link(element: HtmlElement, context: Context): RichNode[] {
    const href = attribute(element, 'href')
    // A way back from a footnote to its place.
    if (element.attrs.some(({ name }) => name === 'data-footnote-backref') || hasClass(element, 'footnote-back')) return []
    if (element.attrs.some(({ name }) => name === 'data-footnote-ref')) return [textNode(`[${textBelow(element)}]`, context)]
    if (href === null) return this.children(element, context)
    const link = this.#collector.link(href, attribute(element, 'title') ?? '')
    const content = this.children(element, link ? { ...context, marks: [...context.marks.filter(({ type }) => type !== 'underline'), link] } : context)
    return content
  }

  #input(element: HtmlElement, context: Context): RichNode[] {
    if (isCheckbox(element)) return [textNode(attribute(element, 'checked') === null ? '☐ ' : '☑ ', context)]
    const type = attribute(element, 'type') ?? 'text'
    return /^(text|search|email|tel|url|number|date|time|submit|button)$/.test(type) ? [textNode(attribute(element, 'value') ?? '', context)] : []
  }

  #media(element: HtmlElement, context: Context): RichNode[] {
    const inner = element.tagName === 'iframe' ? null : firstBelow(element, 'source')
    const source = attribute(element, 'src') ?? (inner ? attribute(inner, 'src') : null) ?? ''
    const words = attribute(element, 'title') ?? source
    const link = /^(?:https?:)?\/\//i.test(source) ? this.#collector.link(source, '') : null
    this.#collector.note('object-left-out', words)
    return link ? [{ type: 'text', text: words, marks: [...context.marks, link] }] : []
  }

  #drawing(element: HtmlElement): RichNode[] {
    const title = firstBelow(element, 'title')
    return title ? this.#collector.missingImage('', textBelow(title)) : []
  }
}

function textNode(text: string, { marks }: Context): RichNode {
  return { type: 'text', text, marks }
}

function paragraph(content: readonly RichNode[], { dir }: Context): RichNode {
  return { type: 'paragraph', attrs: { dir }, content }
}

/** What an element adds to the context for what is in it. */
function inside(element: HtmlElement, context: Context): Context {
  const own = markOf[element.tagName]
  const style = new Map(declarationsOf(element))
  // Style sheets set such words on the baseline and move them from there.
  if ((own === 'raised' || own === 'lowered') && style.get('vertical-align') === 'baseline') style.delete('vertical-align')
  const marks = styledMarks(own === undefined ? context.marks : [...context.marks, { type: own }], style)
  return {
    marks,
    dir: directionOf(element, context.dir),
    isPreformatted: context.isPreformatted || /^(pre|pre-wrap|break-spaces)$/.test(style.get('white-space') ?? ''),
  }
}

function directionOf(element: HtmlElement, around: Context['dir']): Context['dir'] {
  const dir = (attribute(element, 'dir') ?? declarationsOf(element).get('direction') ?? '').toLowerCase()
  return dir === 'rtl' || dir === 'ltr' ? dir : dir === 'auto' ? null : around
}

function isHidden(element: HtmlElement): boolean {
  if (invisible.has(element.tagName)) return true
  if (element.tagName === 'input' && attribute(element, 'type') === 'hidden') return true
  if (attribute(element, 'hidden') !== null) return true
  const style = declarationsOf(element)
  return style.get('display') === 'none' || style.get('mso-hide') === 'all'
}

function trimLastBreak(content: readonly RichNode[]): RichNode[] {
  const last = content.at(-1)
  return last?.type === 'text' && last.text?.endsWith('\n') ? [...content.slice(0, -1), { ...last, text: last.text.slice(0, -1) }] : [...content]
}

function fileNameOf(source: string): string {
  return source.split(/[?#]/)[0]?.split(/[/\\]/).at(-1) ?? ''
}

/** The bytes of a `data:` address; null when they cannot be read. */
function dataUrlBytes(source: string): Uint8Array | null {
  const comma = source.indexOf(',')
  if (comma < 0) return null
  const isBase64 = /;\s*base64\s*$/i.test(source.slice(0, comma))
  const data = source.slice(comma + 1)
  try {
    return isBase64 ? fromBase64(data.replaceAll(/\s|%0[aAdD]/g, '').replaceAll('%2B', '+').replaceAll('%2F', '/').replaceAll('%3D', '=')) : percentDecode(data)
  } catch {
    return null
  }
}
