/** Documents made here, with what they hold known: for tests of imports. */
import { Document, ExternalHyperlink, HeadingLevel, ImageRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { presentImage } from '../fixtures/workshops.ts'

/** A Word document: title, heading, nested list, link, table with a header, picture with a description. */
export async function wordDocument(): Promise<Uint8Array> {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] })
  const item = (text: string, level: number): Paragraph => new Paragraph({ text, numbering: { reference: 'list', level } })
  const document = new Document({
    title: 'Leftover of a template',
    numbering: { config: [{ reference: 'list', levels: [0, 1].map((level) => ({ level, format: level === 0 ? LevelFormat.BULLET : LevelFormat.LOWER_LETTER, text: '-', style: { paragraph: { indent: { left: 400 * (level + 1), hanging: 200 } } } })) }] },
    sections: [{
      children: [
        new Paragraph({ text: 'Minutes of the harbour group', heading: HeadingLevel.TITLE }),
        new Paragraph({ children: [new TextRun('As agreed in '), new ExternalHyperlink({ link: 'https://example.org/plan', children: [new TextRun({ text: 'the plan', style: 'Hyperlink' })] }), new TextRun({ text: ' of May', bold: true })] }),
        new Paragraph({ text: 'Wishes', heading: HeadingLevel.HEADING_2 }),
        item('Berths for small boats', 0), item('on the east side', 1), item('Light on the pier', 0),
        new Table({ rows: [new TableRow({ tableHeader: true, children: [cell('Port'), cell('Berths')] }), new TableRow({ children: [cell('Valletta'), cell('4')] })] }),
        new Paragraph({ children: [new ImageRun({ type: 'png', data: presentImage, transformation: { width: 40, height: 40 }, altText: { id: '1', name: 'map', title: 'map', description: 'Map of the port' } })] }),
      ],
    }],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

const spaces = ['office', 'text', 'table', 'style'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ')
const moreSpaces = `xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

/** An OpenDocument text with this body, and these automatic styles. */
export function openDocument(body = '<text:h text:outline-level="2">Agreed in the room</text:h><text:list><text:list-item><text:p>Berths</text:p></text:list-item></text:list>', styles = '', parts: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces} ${moreSpaces} office:version="1.3"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`
  return zipSync({ 'mimetype': [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }], 'content.xml': strToU8(content), ...parts })
}

/** An OpenDocument spreadsheet with these tables, and these automatic styles; `parts` replaces or adds parts. */
export function openSheet(tables: string, styles = '', parts: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces} ${moreSpaces} office:version="1.3"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`
  return zipSync({ 'mimetype': [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }], 'content.xml': strToU8(content), ...parts })
}

/** A Word document with this body; `parts` are further parts of the archive, `relations` those of the text. */
export function rawWord(body: string, { styles = '', numbering = '', relations = '', parts = {} }: { readonly styles?: string; readonly numbering?: string; readonly relations?: string; readonly parts?: Readonly<Record<string, Uint8Array>> } = {}): Uint8Array {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const more = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const list = (items: string): string => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': strToU8(list(`<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/>`)),
    'word/_rels/document.xml.rels': strToU8(list(`<Relationship Id="s" Type="${office}/styles" Target="styles.xml"/><Relationship Id="n" Type="${office}/numbering" Target="numbering.xml"/><Relationship Id="f" Type="${office}/footnotes" Target="footnotes.xml"/>${relations}`)),
    'word/document.xml': strToU8(`<w:document ${w} ${more}><w:body>${body}</w:body></w:document>`),
    'word/styles.xml': strToU8(`<w:styles ${w}>${styles}</w:styles>`),
    'word/numbering.xml': strToU8(`<w:numbering ${w}>${numbering}</w:numbering>`),
    ...parts,
  })
}

/** What Word writes when a document has a password: the container of before 2007, with the package in it encrypted. */
export function encryptedWord(): Uint8Array {
  const bytes = new Uint8Array(4096)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  bytes.set(Buffer.from('EncryptedPackage', 'utf16le'), 1024)
  return bytes
}
