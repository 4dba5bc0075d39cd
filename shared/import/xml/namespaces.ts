/** Namespaces of office documents under short names: Word's transitional and strict forms are the same to a reader. */

const word = ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main']
const drawing = ['http://schemas.openxmlformats.org/drawingml/2006/main', 'http://purl.oclc.org/ooxml/drawingml/main']
const wordDrawing = ['http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing', 'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing']
const relation = ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'http://purl.oclc.org/ooxml/officeDocument/relationships']
const math = ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'http://purl.oclc.org/ooxml/officeDocument/math']
const openDocument = (name: string): string => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`

const all: readonly (readonly [prefix: string, uris: readonly string[]])[] = [
  ['w', word],
  ['a', drawing],
  ['wp', wordDrawing],
  ['r', relation],
  ['m', math],
  ['w14', ['http://schemas.microsoft.com/office/word/2010/wordml']],
  ['wps', ['http://schemas.microsoft.com/office/word/2010/wordprocessingShape']],
  ['wpg', ['http://schemas.microsoft.com/office/word/2010/wordprocessingGroup']],
  ['wpc', ['http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas']],
  ['asvg', ['http://schemas.microsoft.com/office/drawing/2016/SVG/main']],
  ['mc', ['http://schemas.openxmlformats.org/markup-compatibility/2006']],
  ['v', ['urn:schemas-microsoft-com:vml']],
  ['o', ['urn:schemas-microsoft-com:office:office']],
  ['dc', ['http://purl.org/dc/elements/1.1/']],
  ['xml', ['http://www.w3.org/XML/1998/namespace']],
  // Relations and content types: without a prefix, as their files write them.
  ['', ['http://schemas.openxmlformats.org/package/2006/relationships', 'http://schemas.openxmlformats.org/package/2006/content-types']],
  ['office', [openDocument('office')]],
  ['text', [openDocument('text')]],
  ['style', [openDocument('style')]],
  ['table', [openDocument('table')]],
  ['draw', [openDocument('drawing')]],
  ['fo', [openDocument('xsl-fo-compatible')]],
  ['svg', [openDocument('svg-compatible')]],
  ['manifest', [openDocument('manifest')]],
  ['meta', [openDocument('meta')]],
  ['xlink', ['http://www.w3.org/1999/xlink']],
  ['mathml', ['http://www.w3.org/1998/Math/MathML']],
  ['loext', ['urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0']],
]

/** From a namespace to its short name. */
export const prefixes: ReadonlyMap<string, string> = new Map(all.flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix] as const)))
