/** The words of a paragraph: runs with their marks, links, fields, insertions and deletions, notes, pictures. */
import type { RichNode } from '../../model/workshop.ts'
import type { Mark } from '../board/inlines.ts'
import { childOf, childrenOf, descendantOf, elementsOf, isXmlElement, xmlText, type XmlElement } from '../xml/read-xml.ts'
import { alternative, drawingNodes, type PictureSource } from './drawings.ts'
import { toggleOf, valueOf } from './package.ts'
import type { DocxStyles } from './styles.ts'
import { symbolCharacter } from './symbols.ts'

export type RunContext = PictureSource & {
  readonly styles: DocxStyles
  readonly readBoxes: (content: XmlElement) => RichNode[]
  /** Beginnings of fields that never end: they are none. */
  readonly endlessFields: ReadonlySet<XmlElement>
  /** Takes a note and gives the sign that stands in the text for it. */
  readonly takeNote: (kind: 'footnote' | 'endnote', id: string) => string
}

/** A field between its begin and its end; before 'separate' stands what it computes, after it what it shows. `hasState`: a box or a choice of a form, which says it by itself. */
type Field = { instruction: string; isShown: boolean; link: Mark | null; readonly hasState: boolean }

/** Fields go on over the end of a paragraph: one reader for a whole text. */
export class DocxRuns {
  readonly #context: RunContext
  readonly #fields: Field[] = []
  /** The last box that was met, for the paragraph that begins with it. */
  checkbox: boolean | null = null
  /** Whether the style of the paragraph hides its words. */
  #isHidden = false

  constructor(context: RunContext) {
    this.#context = context
  }

  /** The words of a paragraph; `isHidden`: of one whose style hides them. */
  line(paragraph: XmlElement, isHidden: boolean): RichNode[] {
    // A text box has lines of its own in the middle of one.
    const outer = this.#isHidden
    this.#isHidden = isHidden
    const line = this.inlines(paragraph, [])
    this.#isHidden = outer
    return line
  }

  inlines(parent: XmlElement, marks: readonly Mark[]): RichNode[] {
    return elementsOf(parent).flatMap((element) => this.#inline(element, marks))
  }

  #inline(element: XmlElement, marks: readonly Mark[]): RichNode[] {
    const { collector } = this.#context
    switch (element.name) {
      case 'w:r':
        return this.#run(element, marks)
      case 'w:hyperlink':
        return this.inlines(element, this.#hyperlink(element, marks))
      case 'w:del':
      case 'w:moveFrom':
        // The runs alone decide: a deleted field must not open or end one.
        if (xmlText(element).trim() !== '') collector.note('deletion-left-out', xmlText(element))
        return []
      case 'w:ins':
      case 'w:moveTo':
      case 'w:smartTag':
      case 'w:customXml':
      case 'w:dir':
      case 'w:bdo':
      case 'w:sdtContent':
        return this.inlines(element, marks)
      case 'w:sdt': {
        const box = descendantOf(childOf(element, 'w:sdtPr') ?? element, 'w14:checkbox')
        const checked = box && childOf(box, 'w14:checked')
        if (box) this.checkbox ??= /^(1|true)$/.test(checked?.attributes['w14:val'] ?? '0')
        const content = childOf(element, 'w:sdtContent')
        return content ? this.inlines(content, marks) : []
      }
      case 'w:fldSimple': {
        const link = this.#linkOf(element.attributes['w:instr'] ?? '')
        return this.inlines(element, link ? [...marks, link] : marks)
      }
      case 'm:oMath':
      case 'm:oMathPara':
        return [{ type: 'text', text: xmlText(element), marks }]
      case 'w:commentReference':
        collector.note('comment-left-out')
        return []
      case 'mc:AlternateContent':
        return alternative(element).flatMap((child) => this.#inline(child, marks))
      case 'w:ruby':
        return this.inlines(childOf(element, 'w:rubyBase') ?? element, marks)
      default:
        return []
    }
  }

  #run(run: XmlElement, around: readonly Mark[]): RichNode[] {
    const properties = childOf(run, 'w:rPr')
    const style = valueOf(properties, 'w:rStyle')
    if (this.#context.styles.isHidden(style, properties, this.#isHidden)) return []
    const field = this.#fields.findLast(({ link, isShown }) => link !== null && isShown)?.link
    const isLink = field !== undefined || around.some(({ type }) => type === 'link')
    const changes = this.#context.styles.runMarks(style, properties)
    const marks: Mark[] = [...around, ...(field ? [field] : [])].filter(({ type }) => changes.get(type as 'bold') !== false)
    for (const [type, isOn] of changes) if (isOn && !(type === 'underline' && isLink) && !marks.some((mark) => mark.type === type)) marks.push({ type })
    return run.children.flatMap((child) => (isXmlElement(child) ? this.#content(child, marks) : []))
  }

  #content(element: XmlElement, marks: readonly Mark[]): RichNode[] {
    const { collector } = this.#context
    if (element.name === 'w:fldChar') return this.#fieldChar(element, marks)
    if (element.name === 'w:instrText') {
      const field = this.#fields.at(-1)
      if (field) field.instruction += xmlText(element)
      return []
    }
    // What a field computes from is no text.
    if (this.#fields.some(({ isShown }) => !isShown)) return []
    const text = (words: string): RichNode[] => (words === '' ? [] : [{ type: 'text', text: words, marks }])
    switch (element.name) {
      case 'w:t':
        return text(xmlText(element).replaceAll('\n', ' '))
      case 'w:tab':
      case 'w:ptab':
        return text('\t')
      case 'w:noBreakHyphen':
        return text('\u2011')
      case 'w:softHyphen':
        return text('\u00AD')
      case 'w:br':
      case 'w:cr':
        return [{ type: 'hardBreak' }]
      case 'w:sym':
        return text(symbolCharacter(element.attributes['w:font'] ?? '', element.attributes['w:char'] ?? ''))
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        return drawingNodes(element, this.#context, marks, this.#context.readBoxes)
      case 'w:footnoteReference':
        return text(this.#context.takeNote('footnote', element.attributes['w:id'] ?? ''))
      case 'w:endnoteReference':
        return text(this.#context.takeNote('endnote', element.attributes['w:id'] ?? ''))
      case 'w:commentReference':
        collector.note('comment-left-out')
        return []
      case 'mc:AlternateContent':
        return alternative(element).flatMap((child) => this.#content(child, marks))
      case 'w:ruby':
        return this.inlines(childOf(element, 'w:rubyBase') ?? element, marks)
      default:
        return []
    }
  }

  #fieldChar(element: XmlElement, marks: readonly Mark[]): RichNode[] {
    const field = this.#fields.at(-1)
    switch (element.attributes['w:fldCharType']) {
      case 'begin': {
        if (this.#context.endlessFields.has(element)) break
        const isSeen = this.#fields.every(({ isShown }) => isShown)
        const state = this.#formState(childOf(element, 'w:ffData'))
        this.#fields.push({ instruction: '', isShown: false, link: null, hasState: state !== null })
        return isSeen && state ? [{ type: 'text', text: state, marks }] : []
      }
      case 'separate':
        if (field && !field.hasState) {
          field.isShown = true
          field.link = this.#linkOf(field.instruction)
        }
        break
      case 'end':
        this.#fields.pop()
        break
      default:
    }
    return []
  }

  /** What a field of an old form shows: its box, or what was chosen in it; null for any other field, which writes out what it shows. */
  #formState(data: XmlElement | null): string | null {
    const box = childOf(data, 'w:checkBox')
    if (box) {
      const isChecked = toggleOf(box, 'w:checked') ?? toggleOf(box, 'w:default') ?? false
      this.checkbox ??= isChecked
      return isChecked ? '☑' : '☐'
    }
    const choices = childOf(data, 'w:ddList')
    return choices && (childrenOf(choices, 'w:listEntry')[Number(valueOf(choices, 'w:result') ?? valueOf(choices, 'w:default') ?? 0)]?.attributes['w:val'] ?? '')
  }

  #hyperlink({ attributes }: XmlElement, marks: readonly Mark[]): readonly Mark[] {
    const id = attributes['r:id']
    const target = id === undefined ? '' : (this.#context.relations.get(id)?.target ?? '')
    const anchor = attributes['w:anchor']
    const link = this.#context.collector.link(target === '' ? '#' : anchor !== undefined && !target.includes('#') ? `${target}#${anchor}` : target, attributes['w:tooltip'] ?? '')
    return link ? [...marks, link] : marks
  }

  #linkOf(instruction: string): Mark | null {
    const match = /^\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))/i.exec(instruction)
    if (/^\s*(?:PAGEREF|REF|NOTEREF)\b.*\\h/i.test(instruction)) this.#context.collector.note('internal-link')
    if (!/^\s*HYPERLINK\b/i.test(instruction)) return null
    const anchor = /\\l\s+"([^"]*)"/.exec(instruction)?.[1]
    const target = match?.[1] ?? match?.[2] ?? ''
    return this.#context.collector.link(target === '' ? '#' : anchor === undefined ? target : `${target}#${anchor}`, '')
  }
}

/** The beginnings of fields below `root` whose end is missing or was struck out: all the words behind them would be what the field is computed from. */
export function endlessFields(root: XmlElement): ReadonlySet<XmlElement> {
  const open: XmlElement[] = []
  const visit = (element: XmlElement): void => {
    if (element.name === 'w:del' || element.name === 'w:moveFrom') return
    const kind = element.name === 'w:fldChar' ? element.attributes['w:fldCharType'] : undefined
    if (kind === 'begin') open.push(element)
    else if (kind === 'end') open.pop()
    for (const child of elementsOf(element)) visit(child)
  }
  visit(root)
  return new Set(open)
}
