/**
 * The look of the DOCX: real styles, so that whoever receives the file can restyle it in one place. Fonts are those that come
 * with Word and LibreOffice on any machine; sizes are half-points, distances twentieths of a point.
 */
import type { IParagraphOptions, IStylesOptions } from 'docx'
import { languageDirection } from '../../minutes/direction.ts'
import type { Minutes } from '../../minutes/minutes.ts'
import type { Letterhead } from '../../model/workshop.ts'
import { accentOf } from '../accent.ts'

export const pageTwips = { width: 11906, height: 16838, margin: 1361 } as const
/** Room for the term before a fact. */
export const factTermTwips = 2300
export const textWidthTwips = pageTwips.width - 2 * pageTwips.margin

export const color = { ink: '1F2328', ink2: '575E66', line: 'DDD9D0', desk: 'F1EFE9' } as const

const record = { ascii: 'Georgia', hAnsi: 'Georgia', cs: 'Times New Roman' } as const
const tool = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial' } as const
/** Labels beside the record's own words. */
const small = { font: tool, size: 17, sizeComplexScript: 18, color: color.ink2 } as const

const outcomeBox = (accent: WordAccent) => ({
  shading: { type: 'clear', color: 'auto', fill: accent.weak },
  border: { left: { style: 'single', size: 18, color: accent.strong, space: 8 } },
  // The same on both sides: Word swaps them in right-to-left paragraphs, and the box would step out of line.
  indent: { left: 180, right: 180 },
}) as const

/** As Word wants colours: six digits alone. */
export type WordAccent = { readonly strong: string; readonly weak: string }

export function wordAccent(letterhead: Letterhead): WordAccent {
  const { strong, weak } = accentOf(letterhead)
  return { strong: strong.slice(1).toUpperCase(), weak: weak.slice(1).toUpperCase() }
}

/** Paragraphs with a bar beside them, and the distance of the bar. */
const barred: Readonly<Record<string, number>> = { Quote: 12, QuoteSource: 12, OutcomeLabel: 8, OutcomeText: 8, OutcomeFields: 8 }

/** Moves the bar of a paragraph to the right, where right-to-left text begins: Word turns indents round by itself, borders not. */
export function barOnTheRight(style: string | undefined, accent: string): Pick<IParagraphOptions, 'border'> {
  const space = style === undefined ? undefined : barred[style]
  if (space === undefined) return {}
  return { border: { left: { style: 'none', size: 0, color: 'auto', space: 0 }, right: { style: 'single', size: 18, color: accent, space } } }
}

/** The language that the record and the labels have in right-to-left letters; Word asks for one in every document. */
function rightToLeftLanguage({ contentLanguage, language }: Minutes): string {
  const tag = [contentLanguage, language].find((candidate) => languageDirection(candidate) === 'rtl')
  return tag === undefined || tag === 'ar' ? 'ar-SA' : tag
}

export function docxStyles(minutes: Minutes, accent: WordAccent): IStylesOptions {
  const language = minutes.contentLanguage === '' ? minutes.language : minutes.contentLanguage
  const heading = (size: number, before: number, after: number, more: object = {}) => ({
    run: { font: record, size, sizeComplexScript: size, bold: true, boldComplexScript: true, color: color.ink, ...more },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  })
  return {
    default: {
      document: {
        run: { font: record, size: 21, sizeComplexScript: 23, color: color.ink, language: { value: language, bidirectional: rightToLeftLanguage(minutes) } },
        paragraph: { spacing: { after: 140, line: 288, lineRule: 'auto' } },
      },
      title: { run: { font: record, size: 46, sizeComplexScript: 46, bold: true, color: color.ink }, paragraph: { spacing: { before: 60, after: 160, line: 264, lineRule: 'auto' }, keepNext: true } },
      heading1: { ...heading(30, 520, 160), paragraph: { spacing: { before: 520, after: 160 }, keepNext: true, keepLines: true, border: { top: { style: 'single', size: 4, color: color.line, space: 10 } } } },
      heading2: heading(25, 340, 120),
      heading3: heading(22, 280, 100),
      heading4: heading(21, 260, 100, { color: color.ink2 }),
      heading5: heading(21, 260, 100, { color: color.ink2, italics: true, bold: false }),
      heading6: heading(21, 260, 100, { color: color.ink2, italics: true, bold: false }),
      hyperlink: { run: { color: accent.strong, underline: { type: 'single' } } },
      listParagraph: { paragraph: { contextualSpacing: false, spacing: { after: 80 } } },
    },
    // What is printed beside the words and is no part of them: whoever compares two documents can leave it out.
    characterStyles: [
      { id: 'Cite', name: 'Citation Number', basedOn: 'DefaultParagraphFont' },
      { id: 'Status', name: 'Document Status', basedOn: 'DefaultParagraphFont' },
      { id: 'InlineCode', name: 'Inline Code', basedOn: 'DefaultParagraphFont', run: { font: 'Consolas', noProof: true } },
    ],
    paragraphStyles: [
      { id: 'Kicker', name: 'Kicker', basedOn: 'Normal', run: small, paragraph: { spacing: { after: 60 } } },
      { id: 'DocumentType', name: 'Document Type', basedOn: 'Kicker', run: { bold: true, color: accent.strong } },
      { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', run: { size: 25, color: color.ink2 }, paragraph: { spacing: { after: 240 } } },
      { id: 'Meta', name: 'Meta', basedOn: 'Normal', run: small, paragraph: { spacing: { after: 80 } } },
      { id: 'Fact', name: 'Fact', basedOn: 'Normal', paragraph: { spacing: { after: 80 }, indent: { left: factTermTwips, hanging: factTermTwips } } },
      { id: 'FactTitle', name: 'Fact Title', basedOn: 'Normal', run: { ...small, bold: true, color: accent.strong }, paragraph: { spacing: { before: 240, after: 80 }, keepNext: true } },
      { id: 'Quote', name: 'Quote', basedOn: 'Normal', quickFormat: true, paragraph: { indent: { left: 380 }, border: { left: { style: 'single', size: 18, color: accent.strong, space: 12 } } } },
      { id: 'QuoteSource', name: 'Quote Source', basedOn: 'Quote', run: small },
      { id: 'Code', name: 'Code', basedOn: 'Normal', run: { font: 'Consolas', size: 18, noProof: true }, paragraph: { spacing: { after: 0, line: 264, lineRule: 'auto' }, shading: { type: 'clear', color: 'auto', fill: color.desk } } },
      { id: 'Confidential', name: 'Confidential', basedOn: 'Normal', run: { ...small, bold: true }, paragraph: { spacing: { before: 200, after: 80 }, keepNext: true, border: { top: { ...dashed, space: 6 } } } },
      { id: 'ConfidentialEnd', name: 'Confidential End', basedOn: 'Normal', run: { size: 8 }, paragraph: { spacing: { before: 0, after: 200, line: 120, lineRule: 'auto' }, border: { bottom: { ...dashed, space: 1 } } } },
      { id: 'OutcomeLabel', name: 'Outcome Label', basedOn: 'Normal', run: { ...small, bold: true, color: accent.strong }, paragraph: { ...outcomeBox(accent), spacing: { before: 100, after: 20 }, keepNext: true } },
      { id: 'OutcomeText', name: 'Outcome Text', basedOn: 'Normal', paragraph: { ...outcomeBox(accent), spacing: { after: 20 }, keepLines: true } },
      { id: 'OutcomeFields', name: 'Outcome Fields', basedOn: 'Normal', run: small, paragraph: { ...outcomeBox(accent), spacing: { after: 100 } } },
      { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: 19 }, paragraph: { spacing: { before: 40, after: 40, line: 259, lineRule: 'auto' } } },
      { id: 'CellHeader', name: 'Cell Header', basedOn: 'Cell', run: { font: tool, size: 17, bold: true } },
      { id: 'FigureCaption', name: 'Figure Caption', basedOn: 'Normal', run: small, paragraph: { spacing: { before: 60, after: 240 } } },
      { id: 'Missing', name: 'Missing Image', basedOn: 'Normal', run: small, paragraph: { alignment: 'center', keepNext: true, indent: { left: 180, right: 180 }, spacing: { before: 160, after: 60 }, border: { top: dashed, bottom: dashed, left: dashed, right: dashed } } },
      { id: 'TOC1', name: 'toc 1', basedOn: 'Normal', next: 'Normal', run: { font: tool, size: 18, sizeComplexScript: 19 }, paragraph: { spacing: { after: 40, line: 259, lineRule: 'auto' } } },
      { id: 'Contents', name: 'Contents Title', basedOn: 'Normal', run: small, paragraph: { spacing: { before: 360, after: 80 }, keepNext: true } },
    ],
  }
}

const dashed = { style: 'dashed', size: 4, color: color.ink2, space: 8 } as const
