/**
 * What Minuta, or Markdown, makes HTML of. Anything else may hide words or show others (`hidden`, a style, a frame), in more ways than anybody
 * can list: so what is listed is what is known.
 */
import { contrastOf } from '../render/accent.ts'
import { searchLabels } from '../render/html/html-labels.ts'
import { minutesLanguages } from '../minutes/labels-for.ts'
import { sha256Of } from '../versions/fingerprint.ts'
import { isDescribedInPlace, isNamedAsSeen } from './html-names.ts'
import { attributeOf, elementsIn, parentOf, textOf, type Element } from './html-tree.ts'

/** On any element. */
const commonAttributes = new Set(['aria-describedby', 'aria-hidden', 'aria-label', 'aria-labelledby', 'class', 'dir', 'id', 'lang', 'role', 'tabindex'])

/** By element: its own attributes. */
const elements = new Map<string, readonly string[]>([
  ...[
    'b', 'bdi', 'blockquote', 'body', 'br', 'caption', 'code', 'colgroup', 'dd', 'del', 'dl', 'dt', 'em', 'figcaption', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
    'head', 'header', 'hr', 'html', 'i', 'ins', 'li', 'main', 'mark', 'nav', 'p', 'pre', 's', 'script', 'section', 'span', 'strong', 'style', 'sup', 'table', 'tbody',
    'thead', 'title', 'tr', 'u', 'ul', 'wbr',
  ].map((name) => [name, []] as const),
  ['a', ['href', 'title']],
  ['button', ['title', 'type']],
  ['col', ['style']],
  ['div', ['hidden']],
  ['img', ['alt', 'src', 'title', 'width']],
  ['input', ['autocomplete', 'checked', 'disabled', 'enterkeyhint', 'placeholder', 'spellcheck', 'type']],
  ['meta', ['charset', 'content', 'http-equiv', 'name']],
  ['ol', ['start', 'type']],
  ['output', ['data-none', 'for']],
  ['path', ['d']],
  ['svg', ['viewbox', 'viewBox']],
  ['td', ['align', 'colspan', 'rowspan']],
  ['th', ['align', 'colspan', 'rowspan', 'scope']],
])

/**
 * SHA-256 of the style sheets and scripts that exports were given since verify looks at them (26 November 2026); with an older one a page is another
 * text. Whoever changes one adds a line: files from before keep theirs.
 */
export const knownTexts = {
  style: new Set(['2015978a64f5329e39d11d378b69a294354b072a31a7bfd823ed8f6022f1ad5e']),
  script: new Set(['b4680b65fcc148599fa970a85716024472e6275d88ec24a2aace321594ed0c54']),
}

/** The colours of a letterhead, behind the style sheet. */
const accent = /:root\{--accent:(#[0-9a-f]{6});--accent-weak:(#[0-9a-f]{6})\}@media screen and \(prefers-color-scheme:dark\)\{:root\{--accent:(#[0-9a-f]{6});--accent-weak:(#[0-9a-f]{6})\}\}$/
/** Ink and paper of the style sheet, by day and by night. */
const [ink, paper, nightInk, nightPaper] = ['#1f2328', '#fdfcf9', '#eae6dd', '#25221f'] as const
/** What Minuta darkens or lightens to is above it. */
const minContrast = 3.5

/** The style sheet without the colours of a letterhead, when everything can be read in them. */
function withoutAccent(style: string): string {
  const [all = '', strong = '', weak = '', nightStrong = '', nightWeak = ''] = accent.exec(style) ?? []
  const pairs = [[strong, paper], [strong, weak], [ink, weak], [nightStrong, nightPaper], [nightStrong, nightWeak], [nightInk, nightWeak]] as const
  return all !== '' && pairs.every(([color, ground]) => contrastOf(color, ground) >= minContrast) ? style.slice(0, -all.length) : style
}

/** The drawings in the search bar. */
const arrows = new Set(['M3 10l5-5 5 5', 'M3 6l5 5 5-5'])
/** What is written into the head of a page, by its name; the policy names the script. */
const policies = new Set(["default-src 'none'; script-src 'sha256-SCRIPT'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"])
const searchIds = new Set(['search-words', 'search-said', 'search-previous', 'search-next'])

/** Only the search bar has these. */
const searchParts = new Set(['button', 'output', 'path', 'svg'])

const searchTexts = new Set(minutesLanguages.flatMap((language) => Object.values(searchLabels(language))))

/** Pixels; what is smaller nobody sees. */
const minWidth = 8

/** What no export of Minuta holds, of an element alone: its name, or its name and that of an attribute. */
export function foreignIn(element: Element): readonly string[] {
  const { tagName, attrs } = element
  const own = elements.get(tagName)
  if (own === undefined || (searchParts.has(tagName) && !isInSearchBar(element))) return [tagName]
  // A box to tick, or the field of the search.
  if (tagName === 'input' && attributeOf(element, 'type') !== 'checkbox' && !(attributeOf(element, 'id') === 'search-words' && isInSearchBar(element))) return [tagName]
  const known = tagName === 'style' || tagName === 'script' ? knownTexts[tagName] : undefined
  if (known !== undefined && !known.has(sha256Of(withoutAccent(textOf(element)).normalize('NFC')))) return [tagName]
  return attrs.filter(({ name, value }) => !(commonAttributes.has(name) || own.includes(name) ? isKnownValue(element, name, value) : isSilent(name, value))).map(({ name }) => `${tagName} ${name}`)
}

/** What programs in a browser leave behind on elements of a page that is saved, and that shows nothing: no known style sheet selects by such data. */
function isSilent(name: string, value: string): boolean {
  return name === 'translate' || name.startsWith('data-') || (name === 'style' && value === '')
}

/** Values that are shown, or decide what is. */
function isKnownValue(element: Element, name: string, value: string): boolean {
  switch (name) {
    case 'hidden':
      return isSearchBar(element)
    case 'id':
      // On paper the style sheet hides it, and the script writes into some of it.
      return value === 'search' ? isSearchBar(element) : !searchIds.has(value) || isInSearchBar(element)
    case 'class':
      // One that hides the numbers of a list.
      return element.tagName !== 'ol' || value.trim() === ''
    case 'role':
      return value === 'search' && isSearchBar(element)
    case 'aria-hidden':
      return element.tagName === 'svg'
    case 'aria-label':
      return isInSearchBar(element) ? isSearchLabel(value) : isNamedAsSeen(element, value)
    case 'aria-labelledby':
    case 'aria-describedby':
      return isDescribedInPlace(element, name, value)
    case 'title':
      return element.tagName === 'button' ? isSearchLabel(value) : element.tagName !== 'a' || /^[^#]/.test(attributeOf(element, 'href'))
    case 'd':
      return arrows.has(value)
    case 'width':
      return /^\d+$/.test(value) && Number(value) >= minWidth
    case 'charset':
      return isUtf8(value)
    case 'style':
      return /^width:[\d.]+%$/.test(value)
    case 'placeholder':
    case 'data-none':
      return isSearchLabel(value)
    case 'http-equiv':
      return isKnownHead(value.toLowerCase(), attributeOf(element, 'content'))
    case 'content':
      // Another one shows the page smaller than anybody can read.
      return attributeOf(element, 'name').toLowerCase() !== 'viewport' || value === 'width=device-width, initial-scale=1'
    default:
      return true
  }
}

/** The second is what browsers add when they save the page. */
function isKnownHead(name: string, content: string): boolean {
  if (name === 'content-type') return /^text\/html;\s*charset=/i.test(content) && isUtf8(content.slice(content.indexOf('=') + 1))
  return name === 'content-security-policy' && policies.has(content.replace(/sha256-[\w+/=]+/, 'sha256-SCRIPT'))
}

/** As the file is read here. */
function isUtf8(charset: string): boolean {
  return charset.trim().toLowerCase() === 'utf-8'
}

/** At the top of the page, where Minuta puts it. */
export function isSearchBar(element: Element): boolean {
  const parent = parentOf(element)
  return element.tagName === 'div' && attributeOf(element, 'id') === 'search' && parent?.tagName === 'body' && elementsIn(parent)[0] === element
}

function isInSearchBar(element: Element): boolean {
  const parent = parentOf(element)
  return parent !== null && (isSearchBar(parent) || isInSearchBar(parent))
}

/** Whether the search bar says this, in any of its languages. */
export function isSearchLabel(text: string): boolean {
  return searchTexts.has(text.normalize('NFC'))
}
