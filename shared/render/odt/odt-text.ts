/** Runs of text for OpenDocument. White space beyond single spaces has elements of its own there, or it would be folded. */
import type { Inline, Mark } from '../../minutes/minutes.ts'
import type { OdtStyles } from './odt-styles-used.ts'
import { xmlAttribute, xmlText } from '../xml-text.ts'

export function odtInlines(inlines: readonly Inline[], styles: OdtStyles): string {
  return inlines.map((inline, index) => (inline.kind === 'break' ? '<text:line-break/>' : run(inline.text, inline.marks, styles, endsInSpace(inlines[index - 1])))).join('')
}

function run(text: string, marks: readonly Mark[], styles: OdtStyles, followsSpace: boolean): string {
  const style = styles.text(marks)
  const words = odtText(text, followsSpace)
  const styled = style === null ? words : `<text:span text:style-name="${style}">${words}</text:span>`
  const link = marks.find((mark) => mark.kind === 'link')
  if (link === undefined) return styled
  const title = link.title === '' ? '' : ` office:title="${xmlAttribute(link.title)}"`
  return `<text:a xlink:type="simple" xlink:href="${xmlAttribute(link.href)}"${title} text:style-name="Internet_20_link" text:visited-style-name="Internet_20_link">${styled}</text:a>`
}

/** Plain words. `followsSpace`: what stands before ends in a space, or is nothing: a space would vanish there. */
export function odtText(text: string, followsSpace = true): string {
  let isAfterSpace = followsSpace
  let xml = ''
  for (const [piece] of text.matchAll(/ +|\t|\n|[^ \t\n]+/g)) {
    if (piece === '\t') xml += '<text:tab/>'
    else if (piece === '\n') xml += '<text:line-break/>'
    else if (piece.startsWith(' ')) xml += spaces(piece.length, isAfterSpace)
    else xml += xmlText(piece)
    isAfterSpace = /[ \t\n]$/.test(piece)
  }
  // A space at the very end is kept by this, wherever the paragraph ends.
  return xml.endsWith(' ') ? `${xml.slice(0, -1)}<text:s/>` : xml
}

function spaces(count: number, isAfterSpace: boolean): string {
  const extra = isAfterSpace ? count : count - 1
  const element = extra === 0 ? '' : extra === 1 ? '<text:s/>' : `<text:s text:c="${extra}"/>`
  return isAfterSpace ? element : ` ${element}`
}

function endsInSpace(before: Inline | undefined): boolean {
  return before === undefined || before.kind === 'break' || /[ \t\n]$/.test(before.text)
}
