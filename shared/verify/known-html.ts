/**
 * What Minuta, or Markdown, makes HTML of. Anything else may hide words or show others (`hidden`, a style, a frame), in more ways than anybody
 * can list: so what is listed is what is known.
 */
import { searchLabels } from '../render/html/html-labels.ts'
import { minutesLanguages } from '../minutes/labels-for.ts'
import { sha256Of } from '../versions/fingerprint.ts'
import { attributeOf, textOf, type Element } from './html-tree.ts'

/** On any element. */
const commonAttributes = new Set(['aria-describedby', 'aria-hidden', 'aria-label', 'aria-labelledby', 'class', 'dir', 'id', 'lang', 'role', 'tabindex'])

/** By element: its own attributes. */
const elements = new Map<string, readonly string[]>([
  ...[
    'b', 'bdi', 'blockquote', 'body', 'br', 'caption', 'code', 'colgroup', 'dd', 'del', 'dl', 'dt', 'em', 'figcaption', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
    'head', 'header', 'hr', 'html', 'i', 'ins', 'li', 'main', 'mark', 'nav', 'p', 'pre', 's', 'script', 'section', 'span', 'strong', 'style', 'sub', 'sup', 'table', 'tbody',
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
const accent = /:root\{--accent:#[0-9a-f]{6};--accent-weak:#[0-9a-f]{6}\}@media screen and \(prefers-color-scheme:dark\)\{:root\{--accent:#[0-9a-f]{6};--accent-weak:#[0-9a-f]{6}\}\}$/

/** Only the search bar has these. */
const searchParts = new Set(['button', 'output', 'path', 'svg'])

const searchTexts = new Set(minutesLanguages.flatMap((language) => Object.values(searchLabels(language))))

/** What no export of Minuta holds, of an element alone: its name, or its name and that of an attribute. */
export function foreignIn(element: Element): readonly string[] {
  const { tagName, attrs } = element
  const own = elements.get(tagName)
  if (own === undefined || (searchParts.has(tagName) && !isInSearchBar(element))) return [tagName]
  const known = tagName === 'style' || tagName === 'script' ? knownTexts[tagName] : undefined
  if (known !== undefined && !known.has(sha256Of(textOf(element).replace(accent, '').normalize('NFC')))) return [tagName]
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
      // On paper the style sheet hides it.
      return value !== 'search' || isSearchBar(element)
    case 'style':
      return /^width:[\d.]+%$/.test(value)
    case 'placeholder':
    case 'data-none':
      return isSearchLabel(value)
    case 'type':
      return element.tagName !== 'input' || value === 'checkbox' || attributeOf(element, 'id') === 'search-words'
    case 'http-equiv':
      // The second is what browsers add when they save the page.
      return ['content-security-policy', 'content-type'].includes(value.toLowerCase())
    default:
      return true
  }
}

export function isSearchBar({ tagName, attrs, parentNode }: Element): boolean {
  return tagName === 'div' && attrs.some(({ name, value }) => name === 'id' && value === 'search') && parentNode !== null && 'tagName' in parentNode && parentNode.tagName === 'body'
}

function isInSearchBar({ parentNode }: Element): boolean {
  return parentNode !== null && 'tagName' in parentNode && (isSearchBar(parentNode) || isInSearchBar(parentNode))
}

/** Whether the search bar says this, in any of its languages. */
export function isSearchLabel(text: string): boolean {
  return searchTexts.has(text.normalize('NFC'))
}
