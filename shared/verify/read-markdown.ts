/** The words of a Markdown file, as anything that shows GitHub's Markdown reads it: by way of micromark and HTML. */
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { htmlDialect, readHtml, type HtmlDialect } from './read-html.ts'
import type { ReadDocument } from './read-words.ts'

/** No mark of a board becomes one of these elements, so what stands in them is the format's. A table is HTML, with that one's classes. */
const markdownDialect: HtmlDialect = {
  isCitation: (element) => element.tagName === 'sup' || htmlDialect.isCitation(element),
  isStatus: (element) => element.tagName === 'span' && element.attrs.length === 0,
  isMarkdown: true,
}

const proofComment = /<!-- minuta-proof (\{[\x20-\x7e]*\}) -->\s*$/

export function readMarkdown(markdown: string): ReadDocument {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    // Nobody follows them here: where they lead is to be known, and pictures are in `data:` addresses.
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
  return readHtml(html, markdownDialect, proofComment.exec(markdown)?.[1] ?? '')
}
