/** The words of a paragraph of an OpenDocument text. */
import type { RichNode } from '../../model/workshop.ts'
import type { Collector } from '../board/collector.ts'
import type { Mark } from '../board/inlines.ts'
import type { Notes } from '../board/notes.ts'
import { isXmlElement, xmlText, type XmlElement } from '../xml/read-xml.ts'
import type { OdtStyles } from './styles.ts'

export type InlineContext = {
  readonly styles: OdtStyles
  readonly collector: Collector
  readonly notes: Notes<'note'>
  /** Where the content of taken notes is found when they are written. */
  readonly noteBodies: Map<string, XmlElement>
  readonly readFrame: (frame: XmlElement, marks: readonly Mark[]) => RichNode[]
}

/** Not shown where they stand. */
const silent = new Set([
  'text:bookmark', 'text:bookmark-start', 'text:bookmark-end', 'text:reference-mark-start', 'text:reference-mark-end', 'text:soft-page-break', 'text:change',
  'text:change-start', 'text:change-end', 'text:toc-mark', 'text:toc-mark-start', 'text:toc-mark-end', 'text:alphabetical-index-mark', 'text:ruby-text',
  'text:note-citation', 'office:annotation-end', 'text:hidden-paragraph', 'office:forms', 'text:script', 'text:meta-field-start', 'svg:title', 'svg:desc',
])

export class OdtInlines {
  readonly #context: InlineContext
  #isAfterSpace = true

  constructor(context: InlineContext) {
    this.#context = context
  }

  /** The inline content of a paragraph or heading. */
  line(element: XmlElement, marks: readonly Mark[]): RichNode[] {
    this.#isAfterSpace = true
    return this.#children(element, marks)
  }

  #children(element: XmlElement, marks: readonly Mark[]): RichNode[] {
    return element.children.flatMap((child) => (isXmlElement(child) ? this.#element(child, marks) : this.#text(child, marks)))
  }

  /** Spaces and line ends of the file count as one space, and none at the start of a line. */
  #text(words: string, marks: readonly Mark[]): RichNode[] {
    const collapsed = words.replaceAll(/[ \t\r\n]+/g, ' ')
    const text = this.#isAfterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed
    if (text === '') return []
    this.#isAfterSpace = text.endsWith(' ')
    return [{ type: 'text', text, marks }]
  }

  /** Characters that are said by an element, and so are meant. */
  #said(text: string, marks: readonly Mark[]): RichNode[] {
    this.#isAfterSpace = false
    return text === '' ? [] : [{ type: 'text', text, marks }]
  }

  #element(element: XmlElement, marks: readonly Mark[]): RichNode[] {
    const { name, attributes } = element
    const { styles, collector } = this.#context
    if (silent.has(name)) return []
    switch (name) {
      case 'text:s':
        return this.#said(' '.repeat(Math.min(Math.max(Number(attributes['text:c'] ?? '1') || 1, 1), 1_000)), marks)
      case 'text:tab':
        return this.#said('\t', marks)
      case 'text:line-break':
        this.#isAfterSpace = true
        return [{ type: 'hardBreak' }]
      case 'text:span': {
        const style = attributes['text:style-name']
        return styles.isHidden('text', style) ? [] : this.#children(element, styles.textMarks(style, marks))
      }
      case 'text:a':
      case 'draw:a': {
        const link = collector.link(attributes['xlink:href'] ?? '', attributes['office:title'] ?? '')
        return this.#children(element, link ? [...marks.filter(({ type }) => type !== 'underline'), link] : marks)
      }
      case 'text:bookmark-ref':
      case 'text:reference-ref':
      case 'text:sequence-ref':
      case 'text:note-ref':
        collector.note('internal-link')
        return this.#children(element, marks)
      case 'text:note':
        return this.#note(element, marks)
      case 'office:annotation':
        collector.note('comment-left-out')
        return []
      case 'text:hidden-text':
      case 'text:conditional-text':
        return attributes['text:is-hidden'] === 'true' ? [] : this.#said(xmlText(element), marks)
      case 'draw:frame':
      case 'draw:g':
      case 'draw:custom-shape':
      case 'draw:rect':
      case 'draw:ellipse':
      case 'draw:line':
      case 'draw:control':
        return this.#frame(element, marks)
      default:
        return this.#children(element, marks)
    }
  }

  /** What stands in a frame has lines of its own; the line around it goes on behind its words, or anew below its blocks. */
  #frame(frame: XmlElement, marks: readonly Mark[]): RichNode[] {
    const isAfterSpace = this.#isAfterSpace
    const nodes = this.#context.readFrame(frame, marks)
    const last = nodes.at(-1)
    this.#isAfterSpace = last === undefined ? isAfterSpace : last.type !== 'text' || (last.text ?? '').endsWith(' ')
    return nodes
  }

  #note(note: XmlElement, marks: readonly Mark[]): RichNode[] {
    const body = note.children.find((child): child is XmlElement => isXmlElement(child) && child.name === 'text:note-body')
    if (!body) return []
    const { notes, noteBodies } = this.#context
    const id = String(noteBodies.size)
    noteBodies.set(id, body)
    return this.#said(notes.take('note', id), marks)
  }
}
