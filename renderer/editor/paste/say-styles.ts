/**
 * What styles show and a board can hold, said in elements: marks on the very words, a direction on the very lines. Styles, those of style sheets too, are
 * inherited from what stands around, as a page shows them; what a board parses is not.
 */
import { textDirection } from '../../../shared/minutes/direction.ts'
import { declarationsOf, meaningOf, type Declarations } from './inline-style.ts'

/** What is taken over from style sheets. */
const readFromSheets: ReadonlySet<string> = new Set(['font-weight', 'font-style', 'text-decoration', 'direction'])
/** A rule for a class: all that spreadsheets and word processors write for what somebody formatted. */
const classRule = /^[a-z][a-z0-9]*\.[\w-]+$|^\.[\w-]+$/iu

/** Writes what the sheets of a page say of classes into the elements that have them; what an element says itself is stronger. */
export function inlineSheets(document: Document): void {
  const sheets = [...document.querySelectorAll('style')].map((style) => style.textContent.replaceAll(/<!--|-->|\/\*.*?\*\//gsu, ''))
  // The last rule is the strongest: it is written first of all and ends up behind the others.
  for (const [, selectors = '', body = ''] of sheets.flatMap((sheet) => [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/gu)]).reverse()) {
    const said = body.split(';').filter((part) => readFromSheets.has(part.slice(0, part.indexOf(':')).trim().toLowerCase())).join(';')
    if (said === '') continue
    for (const selector of selectors.split(',').map((part) => part.trim()).filter((part) => classRule.test(part))) {
      for (const element of document.body.querySelectorAll(selector)) element.setAttribute('style', `${said};${element.getAttribute('style') ?? ''}`)
    }
  }
}

const blocks = /^(P|DIV|LI|UL|OL|TABLE|TBODY|THEAD|TFOOT|TR|TD|TH|H[1-6]|BLOCKQUOTE|PRE|SECTION|ARTICLE|BODY|COL|COLGROUP|HR|IMG|DL|DT|DD|HEADER|FOOTER|MAIN|NAV|ASIDE|FIGURE|FIGCAPTION|ADDRESS|DETAILS|SUMMARY)$/u
const lines = /^(P|H[1-6])$/u
/** Elements between whose children nothing can be said. */
const frames = /^(UL|OL|TABLE|TBODY|THEAD|TFOOT|TR|COLGROUP)$/u

/** Says in elements what styles show, and takes the styles away. */
export function sayStyles(body: Element): void {
  for (const element of body.querySelectorAll('b, strong, i, em, u, s, strike, del')) {
    // Google Docs wraps everything in <b style="font-weight: normal">.
    const style = declarationsOf(element)
    const isNot =
      (/^(B|STRONG)$/u.test(element.tagName) && /^(normal|[1-5]00)$/u.test(style.get('font-weight') ?? '')) ||
      (/^(I|EM)$/u.test(element.tagName) && style.get('font-style') === 'normal') ||
      (/^(U|S|STRIKE|DEL)$/u.test(element.tagName) && (style.get('text-decoration') ?? '').startsWith('none'))
    if (isNot) element.replaceWith(...element.childNodes)
  }
  const page = body.ownerDocument.documentElement
  if (page.querySelector('[dir="rtl" i], [style*="rtl" i]') !== null || page.matches('[dir="rtl" i]')) sayDirections(body, page.matches('[dir="rtl" i]') ? 'rtl' : null)
  // A direction from left to right is what sources say of everything; from right to left somebody chose.
  for (const element of body.querySelectorAll('[dir]')) if (element.getAttribute('dir')?.toLowerCase() !== 'rtl') element.removeAttribute('dir')
  sayMarks(body, new Map(), [])
  for (const mark of body.querySelectorAll('mark')) mark.removeAttribute('data-color')
}

/** `inherited`: what weighs on the words inside; `drawn`: lines and colours, which nothing inside takes away. */
function sayMarks(element: Element, inherited: Declarations, drawn: readonly string[]): void {
  const own = declarationsOf(element)
  element.removeAttribute('style')
  const isBlock = blocks.test(element.tagName)
  const weighs = new Map([...inherited, ...[...own].filter(([name]) => name === 'font-weight' || name === 'font-style')])
  const draws = [...new Set([...drawn, ...meaningOf(own).filter((tag) => tag === 'u' || tag === 's' || (tag === 'mark' && !isBlock))])]
  const isStrongAnyway = element.closest('h1, h2, h3, h4, h5, h6, th, strong, b') !== null
  const isLink = element.closest('a') !== null
  const isCode = element.closest('pre, code') !== null
  const tags = [...meaningOf(weighs).filter((tag) => !(tag === 'strong' && isStrongAnyway)), ...draws.filter((tag) => !(tag === 'u' && isLink) && !(tag === 'mark' && isCode))]
  for (const child of Array.from(element.childNodes)) {
    if (child.nodeType === 1) sayMarks(child as Element, weighs, draws)
    else if (child.nodeType === 3 && tags.length > 0 && !frames.test(element.tagName) && !(isBlock && (child.nodeValue ?? '').trim() === '')) wrap(child, tags)
  }
}

function wrap(text: ChildNode, tags: readonly string[]): void {
  const document = text.ownerDocument as Document
  let outer: ChildNode = text
  for (const tag of tags) {
    const element = document.createElement(tag)
    outer.replaceWith(element)
    element.append(outer)
    outer = element
  }
}

/**
 * Lets every line say that it runs from right to left where that was chosen, for it or for what is around it (a mail, a list, a table), and its words alone
 * would not say so.
 */
function sayDirections(element: Element, around: 'rtl' | null): void {
  const said = (element.getAttribute('dir') ?? declarationsOf(element).get('direction') ?? '').toLowerCase()
  const dir = said === 'rtl' ? 'rtl' : said === '' || said === 'inherit' ? around : null
  if (lines.test(element.tagName)) {
    if (dir === 'rtl' && runsOtherwise(element.textContent)) element.setAttribute('dir', 'rtl')
    return
  }
  if (element.tagName === 'PRE') return
  let run: ChildNode[] = []
  const endRun = (): void => {
    if (dir === 'rtl' && !frames.test(element.tagName) && runsOtherwise(run.map(({ textContent }) => textContent ?? '').join(''))) asLine(run)
    run = []
  }
  for (const child of Array.from(element.childNodes)) {
    const isInline = child.nodeType !== 1 || !(blocks.test((child as Element).tagName) || [...(child as Element).querySelectorAll('*')].some(({ tagName }) => blocks.test(tagName)))
    if (isInline) run.push(child)
    else {
      endRun()
      sayDirections(child as Element, dir)
    }
  }
  endRun()
}

/** Whether a line of these words runs from the right only because somebody said so. */
function runsOtherwise(words: string): boolean {
  return words.trim() !== '' && textDirection(words) !== 'rtl'
}

function asLine(run: readonly ChildNode[]): void {
  const [first] = run
  const line = first?.ownerDocument?.createElement('p')
  if (!first || !line) return
  line.setAttribute('dir', 'rtl')
  first.replaceWith(line)
  line.append(...run)
}
