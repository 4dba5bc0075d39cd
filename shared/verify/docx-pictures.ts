/** Drawings of a Word file: pictures that are in it, and whatever else is drawn. */
import type { Relations } from '../import/docx/package.ts'
import { isOn } from './docx-styles.ts'
import type { BesideCollector } from './found-beside.ts'

const drawings = new Set(['drawing', 'pict', 'object'])
/** Parts of a drawing that name a picture: a second one of a kind is what newer programs show in the place of the first. */
const named: Readonly<Record<string, readonly string[]>> = { blip: ['embed', 'link'], svgBlip: ['embed', 'link'], imgLayer: ['embed'], imagedata: ['id', 'href'], fill: ['id', 'href'] }
/** What is drawn in a drawing, beside one picture: a shape, a chart, an object that opens. */
const shapes = new Set(['pic', 'wsp', 'sp', 'cxnSp', 'graphicFrame', 'chart', 'relIds', 'contentPart', 'OLEObject', 'control', 'textpath', 'shape', 'rect', 'roundrect', 'oval', 'line', 'polyline', 'arc', 'curve', 'image'])

type OpenDrawing = { readonly at: number; readonly sources: Set<string>; readonly hrefs: Set<string>; description: string; title: string; shapes: number; isAltered: boolean; isHidden: boolean }

export class DocxPictures {
  readonly #beside: BesideCollector
  readonly #relations: Relations
  readonly #open: OpenDrawing[] = []

  constructor(beside: BesideCollector, relations: Relations) {
    this.#beside = beside
    this.#relations = relations
  }

  /** An element begins, in `parent`; `at`: characters said before it, counted when they are wanted. */
  open(name: string, attribute: (name: string) => string, parent: string, at: () => number): void {
    if (drawings.has(name) || name === 'background') this.#open.push({ at: at(), sources: new Set(), hrefs: new Set(), description: '', title: '', shapes: 0, isAltered: false, isHidden: false })
    const drawing = this.#open.at(-1)
    if (drawing === undefined) return
    const ids = (named[name] ?? []).map(attribute).filter((id) => id !== '')
    for (const id of ids) {
      const relation = this.#relations.get(id)
      drawing.sources.add(relation === undefined || relation.isExternal ? '' : relation.target)
    }
    if (shapes.has(name)) drawing.shapes += 1
    // An effect: paler, or nothing of it left.
    if (parent === 'blip' && name !== 'extLst') drawing.isAltered = true
    if ((name === 'docPr' || name === 'cNvPr') && isOn(attribute('hidden'), false)) drawing.isHidden = true
    if (name === 'docPr') {
      drawing.description = attribute('descr')
      drawing.title = attribute('title')
    }
    if (name === 'shape' && attribute('alt') !== '') drawing.description = attribute('alt')
    if (name === 'hlinkClick' || name === 'hlinkHover') drawing.hrefs.add(this.#relations.get(attribute('id'))?.target ?? '')
  }

  /** An element ends; `path`: the names of those around it, and its own. */
  close(name: string, path: readonly string[]): void {
    if (!drawings.has(name) && name !== 'background') return
    const drawing = this.#open.pop()
    // A mere colour of the page is no picture.
    if (drawing === undefined || drawing.isHidden || (name === 'background' && drawing.sources.size === 0)) return
    const { at, sources, hrefs, description, title } = drawing
    for (const href of hrefs) this.#beside.link({ from: at, to: at, href, title: '', text: '' }, true)
    const [first = ''] = sources
    const source = sources.size > 1 || drawing.shapes > 1 || drawing.isAltered ? '' : first
    const last = this.#beside.pictures.at(-1)
    // The same picture once more, for programs that do not know the first way of writing it.
    if (path.includes('Fallback') && last !== undefined && 'source' in last && last.source === source && last.at === at && last.description === description && ['', last.title].includes(title)) return
    this.#beside.picture(at, source, { description, title })
  }
}
