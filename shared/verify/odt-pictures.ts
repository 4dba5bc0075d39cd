/** Drawings of an OpenDocument text: pictures that are in it, and whatever else is drawn. */
import type { BesideCollector } from './found-beside.ts'

const drawing = 'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'
const text = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'

/** What a frame shows in the place of a picture, or beside it. */
const shown = new Set(['text-box', 'object', 'object-ole', 'plugin', 'applet', 'floating-frame'])
/** Other parts of a drawing. */
const partsOf = new Set(['image', 'a', 'image-map', 'area-rectangle', 'area-circle', 'area-polygon', 'glue-point', 'contour-polygon', 'contour-path', 'enhanced-geometry', 'handle', 'equation', 'param'])

type OpenDrawing = { readonly depth: number; readonly at: number; readonly sources: Set<string>; description: string; title: string }

export class OdtPictures {
  readonly #beside: BesideCollector
  readonly #open: OpenDrawing[] = []
  #depth = 0
  /** The element around, when it is words about a drawing. */
  #words: 'desc' | 'title' | null = null

  constructor(beside: BesideCollector) {
    this.#beside = beside
  }

  /** An element of the styles: a picture behind the words. */
  style(name: string, attribute: (name: string) => string): void {
    if ((name === 'background-image' || name === 'fill-image') && attribute('href') !== '') this.#beside.picture(0, '', { description: '', title: '' })
  }

  /** An element of the text; `at`: characters said before it, counted when they are wanted. */
  open(name: string, attribute: (name: string) => string, namespace: string, at: () => number): void {
    this.#depth += 1
    const around = this.#open.at(-1)
    this.#words = namespace !== text && around !== undefined && (name === 'desc' || name === 'title') ? name : null
    if (name === 'event-listener') this.#link(attribute, at())
    if (namespace !== drawing) return
    if (name === 'a' || name.startsWith('area-')) this.#link(attribute, at())
    // Of several in a frame, every program shows the one that it likes best.
    if (name === 'image') around?.sources.add(attribute('href'))
    else if (shown.has(name)) around?.sources.add('')
    else if (!partsOf.has(name)) this.#open.push({ depth: this.#depth, at: at(), sources: new Set(), description: '', title: '' })
  }

  #link(attribute: (name: string) => string, at: number): void {
    this.#beside.link({ from: at, to: at, href: attribute('href'), title: attribute('title'), text: '' }, true)
  }

  text(words: string): void {
    const around = this.#open.at(-1)
    if (around === undefined || this.#words === null) return
    if (this.#words === 'desc') around.description += words
    else around.title += words
  }

  close(): void {
    this.#words = null
    const drawn = this.#open.at(-1)
    if (drawn?.depth === this.#depth) {
      this.#open.pop()
      this.#beside.picture(drawn.at, (drawn.sources.size === 1 ? [...drawn.sources].join('') : '').replace(/^\.\//, ''), { description: drawn.description, title: drawn.title })
    }
    this.#depth -= 1
  }
}
