/**
 * The look of the ODT: real named styles, the same ones as in the DOCX, so that whoever receives the file can restyle it in one place.
 * Everything else here is what OpenDocument wants around them: fonts, the page, lists.
 */
import type { Direction, ListNumbering } from '../../minutes/minutes.ts'
import { assertNever } from '../../util/assert-never.ts'
import type { Accent } from '../accent.ts'
import { xmlAttribute } from '../xml-text.ts'

export const pageCm = { width: 21, height: 29.7, margin: 2.4 } as const
export const textWidthCm = pageCm.width - 2 * pageCm.margin
/** How far citation numbers hang out. */
const citeCm = 0.85
/** How far lists and what stands in them are moved in, per level. */
export const listIndentCm = 0.7
/** OpenDocument has ten. */
export const maxListLevels = 10

export const namespaces = [
  'office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"',
  'text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xlink="http://www.w3.org/1999/xlink"',
  'dc="http://purl.org/dc/elements/1.1/"',
  'meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"',
]
  .map((namespace) => `xmlns:${namespace}`)
  .join(' ')

export const fontFaces = [
  '<office:font-face-decls>',
  '<style:font-face style:name="Georgia" svg:font-family="Georgia" style:font-family-generic="roman" style:font-pitch="variable"/>',
  '<style:font-face style:name="Times New Roman" svg:font-family="&apos;Times New Roman&apos;" style:font-family-generic="roman" style:font-pitch="variable"/>',
  '<style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/>',
  '<style:font-face style:name="DejaVu Sans" svg:font-family="&apos;DejaVu Sans&apos;" style:font-family-generic="swiss" style:font-pitch="variable"/>',
  '<style:font-face style:name="Consolas" svg:font-family="Consolas" style:font-family-generic="modern" style:font-pitch="fixed"/>',
  '</office:font-face-decls>',
].join('\n')

export const odtColor = { ink: '#1f2328', ink2: '#575e66', line: '#ddd9d0', accent: '#0f5c63', accentWeak: '#eaf3f3', desk: '#f1efe9', mark: '#fbeeb8' } as const

const record = 'style:font-name="Georgia" style:font-name-complex="Times New Roman"'
const tool = 'style:font-name="Arial" style:font-name-complex="Arial"'
const small = `${tool} fo:font-size="8.5pt" style:font-size-complex="9pt" fo:color="${odtColor.ink2}"`
const bold = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
const italic = 'fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"'
const size = (points: number): string => `fo:font-size="${points}pt" style:font-size-complex="${points}pt"`

type ParagraphStyle = { readonly parent?: string; readonly display?: string; readonly paragraph?: string; readonly text?: string; readonly outline?: number; readonly next?: string }

const boxBorder = `1.5pt solid ${odtColor.accent}`
const outcomeBox = `fo:background-color="${odtColor.accentWeak}" fo:padding-left="0.3cm" fo:padding-right="0cm" fo:padding-top="0cm" fo:padding-bottom="0cm" fo:border-left="${boxBorder}" fo:border-right="none" fo:border-top="none" fo:border-bottom="none" fo:margin-left="0.3cm" fo:margin-right="0.3cm"`
const dashes = `0.5pt dashed ${odtColor.ink2}`

function heading(points: number, before: number, after: number, more = ''): Pick<ParagraphStyle, 'paragraph' | 'text'> {
  return {
    paragraph: `fo:margin-top="${before}pt" fo:margin-bottom="${after}pt" fo:keep-with-next="always" fo:keep-together="always"`,
    text: `${size(points)} ${more === '' ? bold : more}`,
  }
}

/** By style name; "_20_" is how OpenDocument writes a space in one. */
const paragraphStyles: Readonly<Record<string, ParagraphStyle>> = {
  Standard: {},
  Text_20_body: { display: 'Text body', paragraph: 'fo:margin-top="0pt" fo:margin-bottom="7pt"' },
  Title: { paragraph: 'fo:margin-top="3pt" fo:margin-bottom="8pt" fo:keep-with-next="always"', text: `${size(23)} ${bold}`, next: 'Text_20_body' },
  Subtitle: { paragraph: 'fo:margin-bottom="12pt"', text: `${size(12.5)} fo:color="${odtColor.ink2}"`, next: 'Text_20_body' },
  Heading_20_1: {
    display: 'Heading 1', outline: 1, next: 'Text_20_body', ...heading(15, 26, 8),
    paragraph: `fo:margin-top="26pt" fo:margin-bottom="8pt" fo:keep-with-next="always" fo:keep-together="always" fo:border-top="0.5pt solid ${odtColor.line}" fo:border-bottom="none" fo:border-left="none" fo:border-right="none" fo:padding-top="0.3cm" fo:padding-bottom="0cm" fo:padding-left="0cm" fo:padding-right="0cm"`,
  },
  Heading_20_2: { display: 'Heading 2', outline: 2, next: 'Text_20_body', ...heading(12.5, 17, 6) },
  Heading_20_3: { display: 'Heading 3', outline: 3, next: 'Text_20_body', ...heading(11, 14, 5) },
  Heading_20_4: { display: 'Heading 4', outline: 4, next: 'Text_20_body', ...heading(10.5, 13, 5, `${bold} fo:color="${odtColor.ink2}"`) },
  Heading_20_5: { display: 'Heading 5', outline: 5, next: 'Text_20_body', ...heading(10.5, 13, 5, `${italic} fo:color="${odtColor.ink2}"`) },
  Heading_20_6: { display: 'Heading 6', outline: 6, next: 'Text_20_body', ...heading(10.5, 13, 5, `${italic} fo:color="${odtColor.ink2}"`) },
  Kicker: { paragraph: 'fo:margin-bottom="3pt"', text: small },
  Document_20_Type: { display: 'Document Type', parent: 'Kicker', text: `${bold} fo:color="${odtColor.accent}"` },
  Meta: { paragraph: 'fo:margin-bottom="4pt"', text: small },
  Table_20_Caption: { display: 'Table Caption', parent: 'Meta', paragraph: 'fo:keep-with-next="always"' },
  Fact: { paragraph: 'fo:margin-bottom="4pt" fo:margin-left="4cm" fo:text-indent="-4cm"' },
  Fact_20_Title: { display: 'Fact Title', paragraph: 'fo:margin-top="12pt" fo:margin-bottom="4pt" fo:keep-with-next="always"', text: `${small} ${bold} fo:color="${odtColor.accent}"` },
  Cited: { parent: 'Text_20_body', paragraph: `fo:margin-left="0cm" fo:text-indent="${cm(-citeCm)}"` },
  /** A citation number on a line of its own, above what it belongs to. */
  Citation: { parent: 'Cited', paragraph: `fo:margin-left="0cm" fo:text-indent="${cm(-citeCm)}" fo:margin-bottom="0pt" fo:keep-with-next="always"`, text: size(7.5) },
  List_20_Item: { display: 'List Item', parent: 'Text_20_body', paragraph: 'fo:margin-bottom="4pt"' },
  Quotations: {
    parent: 'Text_20_body',
    paragraph: `fo:margin-left="0.7cm" fo:border-left="${boxBorder}" fo:border-right="none" fo:border-top="none" fo:border-bottom="none" fo:padding-left="0.4cm" fo:padding-right="0cm" fo:padding-top="0cm" fo:padding-bottom="0cm"`,
  },
  Quote_20_Source: { display: 'Quote Source', parent: 'Quotations', text: small },
  Preformatted_20_Text: { display: 'Preformatted Text', paragraph: `fo:background-color="${odtColor.desk}" fo:margin-bottom="0pt"`, text: `style:font-name="Consolas" style:font-pitch="fixed" ${size(9)}` },
  Rule: { paragraph: `fo:border-bottom="0.5pt solid ${odtColor.line}" fo:border-left="none" fo:border-right="none" fo:border-top="none" fo:padding="0cm" fo:margin-bottom="8pt"` },
  Confidential: {
    text: `${small} ${bold}`,
    paragraph: `fo:border-top="${dashes}" fo:border-bottom="none" fo:border-left="none" fo:border-right="none" fo:padding-top="0.15cm" fo:padding-bottom="0cm" fo:padding-left="0cm" fo:padding-right="0cm" fo:margin-top="10pt" fo:margin-bottom="4pt" fo:keep-with-next="always"`,
  },
  Confidential_20_End: {
    display: 'Confidential End', text: size(4),
    paragraph: `fo:border-bottom="${dashes}" fo:border-top="none" fo:border-left="none" fo:border-right="none" fo:padding="0cm" fo:margin-bottom="10pt"`,
  },
  Outcome_20_Label: { display: 'Outcome Label', paragraph: `${outcomeBox} fo:margin-top="5pt" fo:margin-bottom="0pt" fo:keep-with-next="always"`, text: `${small} ${bold} fo:color="${odtColor.accent}"` },
  Outcome_20_Text: { display: 'Outcome Text', paragraph: `${outcomeBox} fo:margin-bottom="0pt" fo:keep-together="always"` },
  Outcome_20_Fields: { display: 'Outcome Fields', paragraph: `${outcomeBox} fo:margin-bottom="5pt"`, text: small },
  Table_20_Contents: { display: 'Table Contents', paragraph: 'fo:margin-top="2pt" fo:margin-bottom="2pt"', text: size(9.5) },
  Table_20_Heading: { display: 'Table Heading', parent: 'Table_20_Contents', text: `${tool} ${size(8.5)} ${bold}` },
  After_20_Table: { display: 'After Table', paragraph: 'fo:margin-bottom="4pt"', text: size(6) },
  Figure: { paragraph: 'fo:margin-top="8pt" fo:margin-bottom="0pt" fo:keep-with-next="always"' },
  Caption: { paragraph: 'fo:margin-top="3pt" fo:margin-bottom="12pt"', text: small },
  Missing_20_Image: {
    display: 'Missing Image', text: small,
    paragraph: `fo:text-align="center" fo:keep-with-next="always" fo:margin-top="8pt" fo:margin-bottom="3pt" fo:border="${dashes}" fo:padding="0.3cm"`,
  },
  Contents_20_Heading: { display: 'Contents Heading', paragraph: 'fo:margin-top="18pt" fo:margin-bottom="4pt" fo:keep-with-next="always"', text: small },
  Contents_20_1: { display: 'Contents 1', paragraph: 'fo:margin-bottom="2pt"', text: `${tool} ${size(9)}` },
  Header: { text: small },
  Footer: { text: small },
}

/** Paragraph styles with a line on the side where reading begins, which has to change sides with the direction. */
const boxed: ReadonlySet<string> = new Set(['Quotations', 'Quote_20_Source', 'Outcome_20_Label', 'Outcome_20_Text', 'Outcome_20_Fields'])

/** What a right-to-left paragraph of style `name` says besides its direction. */
export function mirroredBorder(name: string): string {
  return boxed.has(name) ? ` fo:border-left="none" fo:border-right="${boxBorder}" fo:padding-left="0cm" fo:padding-right="0.3cm"` : ''
}

/** The distance from the edge that style `name` has of its own, in cm. */
export function ownIndent(name: string): number {
  if (name === 'Quotations' || name === 'Quote_20_Source') return 0.7
  if (name === 'Fact') return 4
  return boxed.has(name) ? 0.3 : 0
}

export const textStyles: Readonly<Record<string, string>> = {
  bold, italic,
  underline: 'style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"',
  strike: 'style:text-line-through-style="solid" style:text-line-through-type="single"',
  code: 'style:font-name="Consolas" style:font-pitch="fixed"',
  highlight: `fo:background-color="${odtColor.mark}"`,
}

const characterStyles = [
  `<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text"><style:text-properties ${bold}/></style:style>`,
  `<style:style style:name="Emphasis" style:family="text"><style:text-properties ${italic}/></style:style>`,
  `<style:style style:name="Source_20_Text" style:display-name="Source Text" style:family="text"><style:text-properties ${textStyles['code']}/></style:style>`,
  `<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="${odtColor.accent}" ${textStyles['underline']}/></style:style>`,
  `<style:style style:name="Index_20_Link" style:display-name="Index Link" style:family="text"><style:text-properties fo:color="${odtColor.ink}"/></style:style>`,
  `<style:style style:name="Part_20_Number" style:display-name="Part Number" style:family="text"><style:text-properties fo:color="${odtColor.accent}"/></style:style>`,
  // It comes with LibreOffice, which would otherwise borrow a coloured picture for a ticked box.
  '<style:style style:name="Task_20_Box" style:display-name="Task Box" style:family="text"><style:text-properties style:font-name="DejaVu Sans"/></style:style>',
  `<style:style style:name="Document_20_Status" style:display-name="Document Status" style:family="text"/>`,
  `<style:style style:name="Citation_20_Number" style:display-name="Citation Number" style:family="text"><style:text-properties ${tool} ${size(7.5)} fo:color="${odtColor.ink2}"/></style:style>`,
  `<style:style style:name="Fact_20_Term" style:display-name="Fact Term" style:family="text"><style:text-properties ${small}/></style:style>`,
  '<style:style style:name="Graphics" style:family="graphic"><style:graphic-properties text:anchor-type="as-char" style:vertical-pos="bottom" style:vertical-rel="baseline" fo:border="none" fo:padding="0cm"/></style:style>',
].join('\n')

/** The named styles of a document written in `languages` whose pages run in `direction`. */
export function namedStyles(languages: OdtLanguages, direction: Direction, accent: Accent): string {
  const styles = Object.entries(paragraphStyles).map(([name, { parent = 'Standard', display, paragraph = '', text = '', outline, next }]) => {
    const isRoot = name === 'Standard'
    const attributes = [
      `style:name="${name}"`,
      ...(display === undefined ? [] : [`style:display-name="${display}"`]),
      'style:family="paragraph"',
      ...(isRoot ? [] : [`style:parent-style-name="${parent}"`]),
      ...(next === undefined ? [] : [`style:next-style-name="${next}"`]),
      ...(outline === undefined ? [] : [`style:default-outline-level="${outline}"`]),
      `style:class="${name === 'Header' || name === 'Footer' || name === 'Caption' ? 'extra' : 'text'}"`,
    ]
    const tabs = name === 'Fact' || name === 'Cited' ? '<style:tab-stops><style:tab-stop style:position="0cm"/></style:tab-stops>' : name === 'Contents_20_1' || name === 'Header' || name === 'Footer' ? `<style:tab-stops><style:tab-stop style:position="${textWidthCm}cm" style:type="right"/></style:tab-stops>` : ''
    const border = mirroredBorder(name)
    const mirrored = direction === 'rtl' && border !== '' ? withoutSides(paragraph) + border : paragraph
    return `<style:style ${attributes.join(' ')}><style:paragraph-properties ${lastOfEach(mirrored)}>${tabs}</style:paragraph-properties><style:text-properties ${lastOfEach(text)}/></style:style>`
  })
  const lists = `${listStyle('List_20_Bullets', 'List Bullets', 'bullet', 1)}\n${listStyle('List_20_Tasks', 'List Tasks', 'task', 1)}`
  return coloured(`<office:styles>\n${defaultStyle(languages, direction)}\n${styles.join('\n')}\n${characterStyles}\n${outlineStyle}\n${lists}\n</office:styles>`, accent)
}

/** Attributes, each once: where one is said twice, the later holds. */
function lastOfEach(attributes: string): string {
  return [...new Map([...attributes.matchAll(/([\w:-]+)="[^"]*"/g)].map(([attribute, name = '']) => [name, attribute])).values()].join(' ')
}

/** Styles with another accent; there is nothing in them that anybody typed. */
export function coloured(styles: string, { strong, weak }: Accent): string {
  return styles.replaceAll(odtColor.accent, strong).replaceAll(odtColor.accentWeak, weak)
}

function withoutSides(paragraph: string): string {
  return paragraph.replace(/ ?fo:(?:border|padding)-(?:left|right)="[^"]*"/g, '')
}

/** Languages as OpenDocument names them (BCP 47): of words in letters that run from the left, and of those that run from the right; null where none is known. */
export type OdtLanguages = { readonly latin: string | null; readonly complex: string | null }

function defaultStyle({ latin, complex }: OdtLanguages, direction: Direction): string {
  const [language, country] = languageAndCountry(latin ?? 'none')
  const [complexLanguage, complexCountry] = languageAndCountry(complex ?? 'ar-SA')
  return (
    `<style:default-style style:family="paragraph"><style:paragraph-properties ${readingSide(direction)} fo:line-height="120%" fo:orphans="2" fo:widows="2" style:tab-stop-distance="1.25cm"/>` +
    `<style:text-properties ${record} fo:font-size="10.5pt" style:font-size-complex="11.5pt" fo:color="${odtColor.ink}" fo:language="${language}" fo:country="${country}" style:language-complex="${complexLanguage}" style:country-complex="${complexCountry}"/></style:default-style>`
  )
}

function languageAndCountry(tag: string): readonly [language: string, country: string] {
  const [, language = 'en', country = 'none'] = /^([A-Za-z]{2,4})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}|\d{3}))?/.exec(tag) ?? []
  return [language.toLowerCase(), country]
}

/** Direction and the side it begins on (in a table, that of the table), as paragraph properties: LibreOffice takes "start" for the left whatever the direction. */
export function readingSide(direction: Direction, side = direction): string {
  return `style:writing-mode="${writingMode(direction)}" fo:text-align="${side === 'rtl' ? 'right' : 'left'}"`
}

export function writingMode(direction: Direction): string {
  return direction === 'rtl' ? 'rl-tb' : 'lr-tb'
}

/** Headings have levels, and no numbers but those that the minutes give them. */
const outlineStyle = `<text:outline-style style:name="Outline">${Array.from({ length: maxListLevels }, (_, index) => `<text:outline-level-style text:level="${index + 1}" style:num-format=""/>`).join('')}</text:outline-style>`

/** `task`: no mark of its own; the box stands in the text, where every reader finds it. */
export function listStyle(name: string, display: string, kind: 'bullet' | 'number' | 'task', start: number, numbering: ListNumbering | '1' = '1'): string {
  const levels = Array.from({ length: maxListLevels }, (_, index) => {
    const level = index + 1
    const place = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="${kind === 'task' ? 'nothing' : 'listtab'}" text:list-tab-stop-position="${cm(listIndentCm * level)}" fo:text-indent="${cm(-0.55)}" fo:margin-left="${cm(listIndentCm * level)}"/></style:list-level-properties>`
    switch (kind) {
      case 'bullet':
        return `<text:list-level-style-bullet text:level="${level}" text:bullet-char="•">${place}</text:list-level-style-bullet>`
      case 'number':
        return `<text:list-level-style-number text:level="${level}" style:num-format="${numbering}" style:num-suffix="."${start === 1 ? '' : ` text:start-value="${start}"`}>${place}</text:list-level-style-number>`
      case 'task':
        return `<text:list-level-style-number text:level="${level}" style:num-format="">${place}</text:list-level-style-number>`
      default:
        return assertNever(kind, 'list kind')
    }
  })
  return `<text:list-style style:name="${name}" style:display-name="${xmlAttribute(display)}">${levels.join('')}</text:list-style>`
}

/** A length in centimetres, as short as it can be told. */
export function cm(value: number): string {
  return `${Math.round(value * 1000) / 1000}cm`
}


