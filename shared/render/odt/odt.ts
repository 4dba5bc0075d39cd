/**
 * Minutes → ODT: an OpenDocument text with real named styles, contents with page numbers, page numbers, lists, tables and pictures that
 * any office program knows as such. Written here and not by a library: the format is XML that a person can read, and the same minutes
 * have to give the same bytes.
 */
import { strToU8 } from 'fflate'
import type { Labels } from '../../minutes/labels.ts'
import { languageDirection, textDirection } from '../../minutes/direction.ts'
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Direction, Minutes } from '../../minutes/minutes.ts'
import { accentOf, type Accent } from '../accent.ts'
import { footerLines } from '../letterhead.ts'
import { OdtBlocks } from './odt-blocks.ts'
import { cm, fontFaces, namedStyles, namespaces, pageCm, readingSide, writingMode, type OdtLanguages } from './odt-style.ts'
import { OdtStyles } from './odt-styles-used.ts'
import { odtText } from './odt-text.ts'
import { proofProperties } from '../proof-properties.ts'
import type { Images, Rendered } from '../rendered.ts'
import { xmlAttribute, xmlText } from '../xml-text.ts'
import { packageFrom, type PackageEntry, type ZipEntry } from '../zip-writer.ts'

const minPartsForContents = 4
const mediaType = 'application/vnd.oasis.opendocument.text'
const version = 'office:version="1.3"'
const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

export function renderOdt(minutes: Minutes, images: Images): Rendered<Uint8Array> {
  const { content, missing } = odtEntries(minutes, images)
  return { content: packageFrom(content, images), missing }
}

/** What the package holds; of the images `heads` need to hold no more than the beginning. */
export function odtEntries(minutes: Minutes, heads: Images): Rendered<readonly PackageEntry[]> {
  const { labels } = labelsFor(minutes.language)
  const styles = new OdtStyles(minutes.direction)
  const writer = new OdtBlocks(minutes, heads, labels, styles)
  writeBody(minutes, labels, writer)
  const body = writer.end()
  const logo = writer.logo(minutes)
  const accent = accentOf(minutes.letterhead)
  const text = (name: string, xml: string): ZipEntry => ({ name, bytes: strToU8(`${declaration}\n${xml}\n`) })
  const pictures = [...writer.pictures].map(([name, blob]): PackageEntry => ({ name, blob }))
  const entries = [
    text('content.xml', `<office:document-content ${namespaces} ${version}>\n${fontFaces}\n${styles.xml(accent)}\n<office:body>\n<office:text>\n${body}\n</office:text>\n</office:body>\n</office:document-content>`),
    text('styles.xml', stylesXml(minutes, labels, logo, accent)),
    text('meta.xml', metaXml(minutes)),
    ...pictures,
  ]
  // The type comes first and as it is, so that whoever looks at the first bytes knows the file.
  const content = [{ name: 'mimetype', bytes: strToU8(mediaType), isStored: true }, ...entries, text('META-INF/manifest.xml', manifestXml(entries))]
  return { content, missing: writer.missing.names }
}

function writeBody({ cover, parts, title, titleDirection, direction, statusLine }: Minutes, labels: Labels, writer: OdtBlocks): void {
  if (cover !== null && cover.kicker !== '') writer.line(cover.kicker, 'Kicker')
  writer.typeAndStatus(cover?.documentType ?? '', statusLine)
  writer.line(title, 'Title', titleDirection)
  if (cover !== null) {
    if (cover.subtitle !== '') writer.line(cover.subtitle, 'Subtitle')
    writer.facts(cover.facts)
    writer.blocks(cover.linking)
  }
  if (parts.length >= minPartsForContents) writer.raw(contentsXml(parts, direction, labels))
  for (const [index, part] of parts.entries()) {
    writer.partHeading(part.number, part.title, part.direction, partBookmark(index))
    writer.blocks(part.linking)
    writer.blocks(part.blocks)
  }
}

function partBookmark(index: number): string {
  return `part-${index + 1}`
}

/** Contents that are there at once, with page numbers that the office program fills in, and that it can make anew. */
function contentsXml(parts: Minutes['parts'], direction: Direction, labels: Labels): string {
  const name = xmlAttribute(labels.contents)
  const entries = parts.map(({ number, title }, index) => {
    const bookmark = partBookmark(index)
    const words = odtText([number, title].filter((part) => part !== '').join('  '))
    return `<text:p text:style-name="Contents_20_1"><text:a xlink:type="simple" xlink:href="#${bookmark}" text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">${words}</text:a><text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="${bookmark}"/></text:p>`
  })
  const template = '<text:table-of-content-entry-template text:outline-level="1" text:style-name="Contents_20_1"><text:index-entry-link-start/><text:index-entry-text/><text:index-entry-link-end/><text:index-entry-tab-stop style:type="right"/><text:index-entry-page-number/></text:table-of-content-entry-template>'
  return [
    `<text:table-of-content text:name="${name}" text:protected="false">`,
    `<text:table-of-content-source text:outline-level="1" text:use-index-marks="false"><text:index-title-template text:style-name="Contents_20_Heading">${xmlText(labels.contents)}</text:index-title-template>${template}</text:table-of-content-source>`,
    `<text:index-body><text:index-title text:name="${name}_Head"><text:p text:style-name="Contents_20_Heading">${odtText(labels.contents)}</text:p></text:index-title>`,
    ...entries,
    '</text:index-body>',
    '</text:table-of-content>',
  ].join('\n')
}

function stylesXml(minutes: Minutes, labels: Labels, logo: string, accent: Accent): string {
  const { direction, title, titleDirection, statusLine } = minutes
  const [before = '', between = '', after = ''] = labels.page('\u0001', '\u0001').split('\u0001')
  const side = cm(pageCm.margin)
  const layout = [
    '<office:automatic-styles>',
    `<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="${cm(pageCm.width)}" fo:page-height="${cm(pageCm.height)}" style:print-orientation="portrait" fo:margin-top="1.3cm" fo:margin-bottom="1.3cm" fo:margin-left="${side}" fo:margin-right="${side}" style:writing-mode="${writingMode(direction)}"/>`,
    '<style:header-style><style:header-footer-properties fo:min-height="1.1cm" fo:margin-bottom="0.6cm"/></style:header-style>',
    '<style:footer-style><style:header-footer-properties fo:min-height="1.1cm" fo:margin-top="0.6cm"/></style:footer-style></style:page-layout>',
    `<style:style style:name="Footer.end" style:family="paragraph" style:parent-style-name="Footer"><style:paragraph-properties fo:text-align="${direction === 'rtl' ? 'left' : 'right'}"/></style:style>`,
    `<style:style style:name="Header.title" style:family="paragraph" style:parent-style-name="Header"><style:paragraph-properties ${readingSide(titleDirection ?? direction)}/></style:style>`,
    ...(['ltr', 'rtl'] as const).map((side) => `<style:style style:name="Footer.${side}" style:family="paragraph" style:parent-style-name="Footer"><style:paragraph-properties ${readingSide(side)}/></style:style>`),
    '</office:automatic-styles>',
  ]
  const lines = footerLines(minutes).map((line) => `<text:p text:style-name="${(textDirection(line) ?? direction) === 'rtl' ? 'Footer.rtl' : 'Footer.ltr'}">${odtText(line)}</text:p>`)
  const footer = `${lines.join('')}<text:p text:style-name="Footer.end">${odtText(before)}<text:page-number text:select-page="current">1</text:page-number>${odtText(between, false)}<text:page-count>1</text:page-count>${odtText(after, false)}</text:p>`
  const pages = [
    '<office:master-styles>',
    '<style:master-page style:name="Standard" style:page-layout-name="Page">',
    `<style:header><text:p text:style-name="Header.title">${odtText(title)}<text:tab/>${odtText(statusLine)}</text:p></style:header>`,
    `<style:header-first><text:p text:style-name="Header">${logo}</text:p></style:header-first>`,
    `<style:footer>${footer}</style:footer>`,
    `<style:footer-first>${footer}</style:footer-first>`,
    '</style:master-page>',
    '</office:master-styles>',
  ]
  return `<office:document-styles ${namespaces} ${version}>\n${fontFaces}\n${namedStyles(languagesOf(minutes), direction, accent)}\n${layout.join('\n')}\n${pages.join('\n')}\n</office:document-styles>`
}

/** Most of the text is the record's, so its language wins. */
function documentLanguage({ contentLanguage, language }: Minutes): string {
  return contentLanguage === '' ? language : contentLanguage
}

/** Of the record and of the labels, by the way their letters run: where both run the same way, the record's. */
function languagesOf({ contentLanguage, language }: Minutes): OdtLanguages {
  const running = (direction: Direction): string | null => [contentLanguage, language].find((tag) => tag !== '' && languageDirection(tag) === direction) ?? null
  return { latin: running('ltr'), complex: running('rtl') }
}

function metaXml(minutes: Minutes): string {
  const { cover, title, proof } = minutes
  const properties = proof === undefined ? [] : proofProperties(proof)
  const userDefined = properties.map(({ name, value }) => `<meta:user-defined meta:name="${xmlAttribute(name)}" meta:value-type="string">${xmlText(value)}</meta:user-defined>`).join('')
  const creator = cover === null || cover.kicker === '' ? 'Minuta' : cover.kicker
  return `<office:document-meta ${namespaces} ${version}><office:meta><meta:generator>Minuta</meta:generator><dc:title>${xmlText(title)}</dc:title><meta:initial-creator>${xmlText(creator)}</meta:initial-creator><dc:creator>${xmlText(creator)}</dc:creator><dc:language>${xmlText(documentLanguage(minutes))}</dc:language>${userDefined}</office:meta></office:document-meta>`
}

function manifestXml(entries: readonly PackageEntry[]): string {
  const line = (path: string, type: string, more = ''): string => `<manifest:file-entry manifest:full-path="${xmlAttribute(path)}"${more} manifest:media-type="${type}"/>`
  return [
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">',
    line('/', mediaType, ' manifest:version="1.3"'),
    ...entries.map(({ name }) => line(name, mediaTypeOf(name))),
    '</manifest:manifest>',
  ].join('\n')
}

function mediaTypeOf(name: string): string {
  const extension = name.split('.').at(-1) ?? ''
  return extension === 'xml' ? 'text/xml' : extension === 'jpg' ? 'image/jpeg' : `image/${extension}`
}
