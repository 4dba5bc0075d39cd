/** What a right-to-left DOCX needs and the library has no word for: in the section, and in the list of contents that it writes. */

/** A paragraph of the contents, up to the end of its properties, then its runs. */
const contentsEntry = /(<w:pStyle w:val="TOC\d"\/>(?:<w:tabs>.*?<\/w:tabs>)?)(<\/w:pPr>.*?<\/w:p>)/gs
const plainRun = /<w:r>(?=<w:t[ >][^<]*[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}\p{scx=Nko}])/gu

/** `xml` of word/document.xml with a section, and contents, that run from the right. */
export function rightToLeftDocument(xml: string): string {
  return xml
    .replace(contentsEntry, (_, start: string, rest: string) => `${start}<w:bidi/>${rest.replace(plainRun, '<w:r><w:rPr><w:rtl/></w:rPr>')}`)
    .replace(/(?=<w:docGrid\b[^>]*\/><\/w:sectPr>)/g, '<w:bidi/>')
}
