/** The words of a file, read in the most simple way that could work: without our readers, without structure. */
import { strFromU8, unzipSync } from 'fflate'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { wordsIn } from '../helpers/imported-counts.ts'

/** Words that the reader of a file would see; null for a format that is not read here. */
export function plainWords(name: string, bytes: Uint8Array): string[] | null {
  if (name.endsWith('.docx')) return wordsIn(docxText(bytes))
  if (name.endsWith('.odt')) return wordsIn(odtText(bytes))
  const text = new TextDecoder(/windows-\d+/.exec(name)?.[0] ?? 'utf-8').decode(bytes)
  if (name.endsWith('.html')) return wordsIn(htmlText(text))
  if (name.endsWith('.md')) return wordsIn(htmlText(/^\s*<!doctype html/i.test(text) ? text : micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml({ label: ' ' })], allowDangerousHtml: true })))
  return null
}

function docxText(bytes: Uint8Array): string {
  const parts = unzipSync(bytes, { filter: ({ name }) => /document\d*\.xml$|footnotes\.xml$|endnotes\.xml$/.test(name) && !name.includes('glossary') })
  return Object.values(parts).map((part) => {
    const xml = strFromU8(part).replaceAll(/<w:(del|moveFrom) [\s\S]*?<\/w:\1>|<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, '')
    // Words stand in w:t alone; whatever ends a line or leaves a gap ends a word.
    return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<\/w:p>|<w:tab\/>|<w:(?:br|cr)[ />]|<w:drawing|<w:pict/g)].map(([, words]) => words ?? ' ').join('')
  }).map(entities).join(' ')
}

function odtText(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array())
  const body = xml.slice(xml.indexOf('<office:text'))
  return entities(body
    .replaceAll(/<(office:annotation|text:tracked-changes|text:note-citation)[ >][\s\S]*?<\/\1>/g, '')
    .replaceAll(/<(text:index-[a-z-]*source|text:[a-z-]*-source)[ >][\s\S]*?<\/\1>/g, '')
    .replaceAll(/<(svg:title|svg:desc)>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<\/?text:note-body>|<\/text:(p|h)>|<text:(s|tab|line-break)[ /][^>]*>/g, ' ')
    .replaceAll(/<[^>]+>/g, ''))
}

function htmlText(html: string): string {
  return entities(html
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(script|style|head|svg|template)[ >][\s\S]*?<\/\1>/gi, '')
    .replaceAll(/<a [^>]*data-footnote-(?:backref|ref)[\s\S]*?<\/a>/g, ' ')
    .replaceAll(/<\/?(?:p|div|li|ul|ol|td|th|tr|table|h[1-6]|br|hr|blockquote|pre|section|article|dt|dd|dl|figure|figcaption|summary|details|nav|header|footer|main|aside|caption|img|input|body|label|address|form|center|option|select|button)\b[^>]*>/gi, ' ')
    .replaceAll(/<[^>]+>/g, ''))
}

function entities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: ' ', shy: '\u00AD', eacute: 'é', egrave: 'è', agrave: 'à', ndash: '–', mdash: '—', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', hellip: '…', copy: '©', euro: '€', para: '¶' }
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) =>
    (name === undefined ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) : (named[name.toLowerCase()] ?? whole)))
}
