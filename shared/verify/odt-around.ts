/** Heads and feet of an OpenDocument text: their lines, and the pictures in them. */
import { BesideCollector } from './found-beside.ts'
import { OdtPictures } from './odt-pictures.ts'
import { walkXml } from './walk-xml.ts'

const text = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'
/** What stands in a line of Minuta's; a field of another kind says what it likes. */
const known = new Set(['p', 'h', 'span', 's', 'tab', 'line-break', 'soft-page-break', 'page-number', 'page-count', 'bookmark', 'bookmark-start', 'bookmark-end'])

/** `styles`: the part that holds them; '' without one. What Minuta writes in none is said in angle brackets. */
export function readOdtAround(styles: string): { readonly lines: readonly string[]; readonly beside: BesideCollector } {
  const beside = new BesideCollector()
  const pictures = new OdtPictures(beside)
  const path: string[] = []
  const open: string[] = []
  const lines: string[] = []
  const say = (words: string): void => {
    if (open.length === 0) lines.push(words)
    else open.splice(-1, 1, `${open.at(-1) ?? ''}${words}`)
  }
  if (styles !== '') {
    walkXml(styles, {
      open: (name, attribute, namespace) => {
        path.push(name)
        if (!path.includes('master-styles')) return
        pictures.open(name, attribute, namespace, () => 0)
        if (name === 'p' || name === 'h') open.push('')
        else if (namespace === text && !known.has(name)) say(`<${name}>`)
        else if (name === 's' || name === 'tab' || name === 'line-break') say(' ')
      },
      text: (words) => {
        pictures.text(words)
        // Descriptions of pictures are said elsewhere.
        if (path.at(-1) !== 'desc' && path.at(-1) !== 'title') say(words)
      },
      close: (name) => {
        if (path.includes('master-styles')) {
          pictures.close()
          if (name === 'p' || name === 'h') lines.push(open.pop() ?? '')
        }
        path.pop()
      },
    })
  }
  return { lines, beside }
}
