/** Minutes → DOCX: real heading styles, a contents field, page numbers, lists, tables and boxes that Word knows as such. */
import { AlignmentType, Document, Footer, Header, Packer, PageNumber, Paragraph, Tab, TableOfContents, TabStopType, TextRun } from 'docx'
import { textDirection } from '../../minutes/direction.ts'
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Minutes } from '../../minutes/minutes.ts'
import { DocxBlocks, type WordBlock } from './docx-blocks.ts'
import { fixedPackage } from './docx-package.ts'
import { docxStyles, pageTwips, textWidthTwips, wordAccent } from './docx-style.ts'
import { footerLines } from '../letterhead.ts'
import { plainRuns } from './docx-text.ts'
import { proofProperties } from '../proof-properties.ts'
import type { Images, Rendered } from '../rendered.ts'
import { packageFrom, type PackageEntry } from '../zip-writer.ts'

const minPartsForContents = 4

export async function renderDocx(minutes: Minutes, images: Images): Promise<Rendered<Uint8Array>> {
  const { content, missing } = await docxEntries(minutes, images)
  return { content: packageFrom(content, images), missing }
}

/** What the package holds; of the images `heads` need to hold no more than the beginning. */
export async function docxEntries(minutes: Minutes, heads: Images): Promise<Rendered<readonly PackageEntry[]>> {
  const { labels } = labelsFor(minutes.language)
  const writer = new DocxBlocks(minutes, heads, labels)
  const logo = writer.logo(minutes)
  const { cover, parts, title, titleDirection, statusLine, direction, proof } = minutes
  const cell = (style: string, text: string): readonly WordBlock[] => (text === '' ? [] : [writer.paragraph(text, style)])
  const documentType = cover?.documentType ?? ''
  const children: readonly WordBlock[] = [
    ...(cover === null ? [] : [...cell('Kicker', cover.kicker)]),
    ...(documentType === '' && statusLine === '' ? [] : [writer.typeAndStatus(documentType, statusLine)]),
    writer.paragraph(title, 'Title', titleDirection),
    ...(cover === null ? [] : [...cell('Subtitle', cover.subtitle), ...writer.facts(cover.facts), ...writer.blocks(cover.linking)]),
  ]
  const body = parts.flatMap((part): readonly WordBlock[] => [
    writer.partHeading(part.number, part.title, part.direction),
    ...writer.blocks(part.linking),
    ...writer.blocks(part.blocks),
  ])
  // Written clean: a dirty field makes Word ask whether it may "update fields that refer to other files", which frightens people.
  const contents =
    parts.length < minPartsForContents
      ? []
      : [writer.paragraph(labels.contents, 'Contents'), new TableOfContents(labels.contents, { hyperlink: true, headingStyleRange: '1-1', beginDirty: false, tabLeader: 'none' })]
  const document = new Document({
    title,
    creator: cover === null || cover.kicker === '' ? 'Minuta' : cover.kicker,
    lastModifiedBy: 'Minuta',
    description: cover?.documentType ?? labels.minutes,
    ...(proof === undefined ? {} : { customProperties: proofProperties(proof) }),
    styles: docxStyles(minutes, wordAccent(minutes.letterhead)),
    numbering: writer.numbering(),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: pageTwips.width, height: pageTwips.height },
            margin: { top: pageTwips.margin, bottom: pageTwips.margin, left: pageTwips.margin, right: pageTwips.margin },
          },
        },
        headers: { default: new Header({ children: [runningHead(minutes)] }), first: new Header({ children: [new Paragraph({ style: 'Meta', ...(logo.length === 0 ? {} : { spacing: { after: 280 } }), children: logo })] }) },
        footers: { default: pageFooter(minutes, labels.page), first: pageFooter(minutes, labels.page) },
        children: [...children, ...contents, ...body],
      },
    ],
  })
  return { content: fixedPackage(await Packer.pack(document, 'uint8array'), direction), missing: writer.missing.names }
}

/** Title and status, on every page but the first. */
function runningHead({ title, titleDirection, direction, statusLine }: Minutes): Paragraph {
  const side = titleDirection ?? direction
  return new Paragraph({
    style: 'Meta',
    ...(side === 'rtl' ? { bidirectional: true } : {}),
    tabStops: [{ type: TabStopType.RIGHT, position: textWidthTwips }],
    children: [...plainRuns(title, side), new TextRun({ children: [new Tab()] }), ...plainRuns(statusLine, side)],
  })
}

function pageFooter(minutes: Minutes, page: (current: string, total: string) => string): Footer {
  const [before = '', between = '', after = ''] = page('\u0001', '\u0001').split('\u0001')
  const isRtl = minutes.direction === 'rtl'
  return new Footer({
    children: [
      ...footerLines(minutes).map((line) => {
        const side = textDirection(line) ?? minutes.direction
        return new Paragraph({ style: 'Meta', ...(side === 'rtl' ? { bidirectional: true } : {}), spacing: { after: 0 }, children: plainRuns(line, side) })
      }),
      new Paragraph({
        style: 'Meta',
        alignment: AlignmentType.END,
        ...(isRtl ? { bidirectional: true } : {}),
        children: [new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after], ...(isRtl ? { rightToLeft: true } : {}) })],
      }),
    ],
  })
}
