/** Pictures, text boxes and objects of Word. */
import type { RichNode } from '../../model/workshop.ts'
import type { Collector } from '../board/collector.ts'
import type { Mark } from '../board/inlines.ts'
import { childOf, childrenOf, descendantOf, elementsOf, type XmlElement } from '../xml/read-xml.ts'
import type { Relations } from './package.ts'

export type PictureSource = {
  readonly relations: Relations
  /** Bytes of the pictures by part name, read before. */
  readonly media: ReadonlyMap<string, Uint8Array>
  readonly collector: Collector
}

/** English Metric Units per CSS pixel. */
const emuPerPixel = 9_525

/** What a drawing, a picture of the old kind or an object shows. `readBoxes` reads the content of a text box as blocks. */
export function drawingNodes(element: XmlElement, source: PictureSource, marks: readonly Mark[], readBoxes: (content: XmlElement) => RichNode[]): RichNode[] {
  const properties = descendantOf(element, 'wp:docPr')?.attributes
  const shape = descendantOf(element, 'v:shape')?.attributes
  const alt = properties?.['descr'] || properties?.['title'] || shape?.['alt'] || ''
  const extent = descendantOf(element, 'wp:extent')?.attributes['cx']
  const width = extent === undefined ? null : Math.round(Number(extent) / emuPerPixel)
  const nodes: RichNode[] = []
  let found = 0
  const visit = (at: XmlElement): void => {
    if (isCropped(at)) source.collector.note('image-whole', alt === '' ? (properties?.['name'] ?? '') : alt)
    if (at.name === 'w:txbxContent') {
      found += 1
      for (const block of readBoxes(at)) nodes.push(block)
      return
    }
    if (at.name === 'v:rect' && /^(t|true|1)$/.test(at.attributes['o:hr'] ?? '')) {
      found += 1
      nodes.push({ type: 'horizontalRule' })
      return
    }
    const link = at.name === 'a:blip' ? (at.attributes['r:embed'] ?? at.attributes['r:link']) : at.name === 'v:imagedata' ? (at.attributes['r:id'] ?? at.attributes['r:href']) : undefined
    if (link !== undefined && link !== '') {
      found += 1
      nodes.push(...picture(link, at, source, { alt: alt || (at.attributes['o:title'] ?? ''), width: found === 1 ? width : null, marks }))
      return
    }
    for (const child of at.name === 'mc:AlternateContent' ? alternative(at) : elementsOf(at)) visit(child)
  }
  visit(element)
  if (found === 0 && alt !== '') {
    source.collector.note('object-left-out', alt)
    nodes.push({ type: 'text', text: `[${alt}]` })
  } else if (found === 0 && descendantOf(element, 'a:graphicData')) source.collector.note('object-left-out', properties?.['name'] ?? '')
  return nodes
}

/** Whether `element` shows only a part of its picture: what is cut off of each side, as a share of it. */
function isCropped(element: XmlElement): boolean {
  const [sides, names] = element.name === 'v:imagedata' ? [element.attributes, ['croptop', 'cropbottom', 'cropleft', 'cropright']] : [childOf(element, 'a:srcRect')?.attributes ?? {}, ['l', 't', 'r', 'b']]
  return names.some((side) => Number.parseFloat(sides[side] ?? '0') > 0)
}

/** The first choice whose parts are known here, else what is written for those who know none; what nobody else says is taken from any. */
export function alternative(element: XmlElement): readonly XmlElement[] {
  const choices = childrenOf(element, 'mc:Choice')
  const isKnown = ({ attributes }: XmlElement): boolean => !(attributes['Requires'] ?? '').split(' ').includes('other')
  const ways = [...choices.filter(isKnown), ...childrenOf(element, 'mc:Fallback'), ...choices]
  return ways.map(elementsOf).find((content) => content.length > 0) ?? []
}

function picture(id: string, blip: XmlElement, { relations, media, collector }: PictureSource, { alt, width, marks }: { readonly alt: string; readonly width: number | null; readonly marks: readonly Mark[] }): RichNode[] {
  const relation = relations.get(id)
  if (!relation) return collector.missingImage('', alt)
  if (relation.isExternal) return /^https?:/i.test(relation.target) ? collector.remoteImage(relation.target, alt, marks) : collector.missingImage(relation.target.split(/[/\\]/).at(-1) ?? '', alt)
  const name = relation.target.split('/').at(-1) ?? ''
  const bytes = media.get(relation.target)
  const scalable = descendantOf(blip, 'asvg:svgBlip')?.attributes['r:embed']
  const vector = scalable === undefined ? undefined : media.get(relations.get(scalable)?.target ?? '')
  return bytes ? collector.image(bytes, name, alt, width) : vector ? collector.image(vector, name, alt, width) : collector.missingImage(name, alt)
}
