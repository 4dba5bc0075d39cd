/**
 * Minutes → one HTML file that needs nothing else: style inside, images as data: URIs, one script of our own for the search, no network.
 * A content security policy in the file says the same to the browser, should anything ever slip through the escaping.
 */
import { labelsFor } from '../../minutes/labels-for.ts'
import type { Labels } from '../../minutes/labels.ts'
import type { Block, Cell, CitationNumber, Direction, Fact, Inline, ListItem, Mark, Minutes, MinutesPart, OutcomeEntry, TableBlock } from '../../minutes/minutes.ts'
import { assertNever } from '../../util/assert-never.ts'
import { accentByNight, accentOf } from '../accent.ts'
import { blockText } from '../block-text.ts'
import { leadingDirection, tableDirection } from '../directions.ts'
import { searchLabels } from './html-labels.ts'
import { htmlScript, htmlScriptHash } from './html-script.ts'
import { htmlStyle } from './html-style.ts'
import { imagePlace, withImages } from '../pictures/embedded-images.ts'
import { readImage } from '../pictures/image.ts'
import { footerLines, logoOf } from '../letterhead.ts'
import { MissingImages, type Images, type Rendered } from '../rendered.ts'

/** From this many parts on, a list of contents helps more than it delays. */
const minPartsForContents = 4

export function renderHtml(minutes: Minutes, images: Images): Rendered<string> {
  const { content, missing } = htmlWithPlaces(minutes, images)
  return { content: withImages(content, images), missing }
}

/** The same with places for the images (see embedded-images.ts), of which `heads` need to hold no more than the beginning. */
export function htmlWithPlaces(minutes: Minutes, heads: Images): Rendered<string> {
  const writer = new HtmlWriter(minutes, heads)
  return { content: writer.document(), missing: writer.missing.names }
}

/** Text for element content and for quoted attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}

/** A table or a list alone, for formats that have no merged cells or letters of their own; with places for its images. */
export function htmlBlock(block: TableBlock | ListBlock, minutes: Minutes, images: Images): Rendered<string> {
  const writer = new HtmlWriter(minutes, images)
  return { content: block.kind === 'table' ? writer.table(block) : writer.list(block), missing: writer.missing.names }
}

type ListBlock = Extract<Block, { kind: 'list' }>

class HtmlWriter {
  readonly missing = new MissingImages()
  readonly #minutes: Minutes
  readonly #images: Images
  readonly #labels: Labels
  readonly #labelLanguage: string
  #surroundings: Direction

  constructor(minutes: Minutes, images: Images) {
    this.#minutes = minutes
    this.#images = images
    const { labels, language } = labelsFor(minutes.language)
    this.#labels = labels
    this.#labelLanguage = language
    this.#surroundings = minutes.direction
  }

  document(): string {
    const { language, direction, title, parts, proof } = this.#minutes
    return [
      '<!DOCTYPE html>',
      `<html lang="${escapeHtml(language)}" dir="${direction}">`,
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${htmlScriptHash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="generator" content="Minuta">',
      ...(proof === undefined
        ? []
        : [
            `<meta name="minuta-version" content="${proof.version}">`,
            `<meta name="minuta-fingerprint" content="${proof.fingerprint}">`,
            `<meta name="minuta-proof" content="${escapeHtml(proof.text)}">`,
          ]),
      `<title>${escapeHtml(title)}</title>`,
      `<style>${htmlStyle}${this.#accent()}</style>`,
      '</head>',
      '<body>',
      this.#searchBar(),
      `<main${this.#contentLanguage()}>`,
      this.#logo(),
      this.#header(),
      parts.length < minPartsForContents ? '' : this.#contents(),
      ...parts.map((part, index) => this.#part(part, index)),
      this.#footer(),
      '</main>',
      `<script>${htmlScript}</script>`,
      '</body>',
      '</html>',
      '',
    ]
      .filter((line, index, lines) => line !== '' || index === lines.length - 1)
      .join('\n')
  }

  /** The colour of the letterhead: six digits, checked, or nothing. */
  #accent(): string {
    const { letterhead } = this.#minutes
    if (letterhead.color === '') return ''
    const { strong, weak } = accentOf(letterhead)
    const night = accentByNight(letterhead)
    return `:root{--accent:${strong};--accent-weak:${weak}}@media screen and (prefers-color-scheme:dark){:root{--accent:${night.strong};--accent-weak:${night.weak}}}`
  }

  #logo(): string {
    const logo = logoOf(this.#minutes, this.#images, this.missing)
    return logo === null ? '' : `<img class="logo" src="${imagePlace(logo.blob, logo.image.mediaType)}" alt="${escapeHtml(logo.alt)}">`
  }

  #footer(): string {
    const lines = footerLines(this.#minutes)
    return lines.length === 0 ? '' : `<footer>${lines.map((text) => `<p dir="auto">${escapeHtml(text)}</p>`).join('')}</footer>`
  }

  /** Hidden until the script is there that makes it work. */
  #searchBar(): string {
    const { search, previous, next, none } = searchLabels(this.#labelLanguage)
    const button = (id: string, name: string, path: string): string =>
      `<button type="button" id="${id}" aria-label="${escapeHtml(name)}" title="${escapeHtml(name)}"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg></button>`
    return `<div id="search" role="search" hidden><input type="search" id="search-words" aria-label="${escapeHtml(search)}" placeholder="${escapeHtml(search)}" autocomplete="off" spellcheck="false" enterkeyhint="search"><output id="search-said" for="search-words" data-none="${escapeHtml(none)}"></output>${button('search-previous', previous, 'M3 10l5-5 5 5')}${button('search-next', next, 'M3 6l5 5 5-5')}</div>`
  }

  #header(): string {
    const { cover, title, titleDirection, statusLine } = this.#minutes
    // Apart from the words: the status goes on changing when they are frozen, and is not part of what is sealed.
    const statusSpan = statusLine === '' ? '' : `<span class="status">${escapeHtml(statusLine)}</span>`
    const status = `<p class="type">${[escapeHtml(cover?.documentType ?? ''), statusSpan].filter((part) => part !== '').join('<span class="status"> · </span>')}</p>`
    const heading = `<h1${this.#dir(titleDirection)}>${escapeHtml(title)}</h1>`
    if (cover === null) return `<header>\n${status}\n${heading}\n</header>`
    return [
      '<header>',
      cover.kicker === '' ? '' : `<p class="kicker" dir="auto">${escapeHtml(cover.kicker)}</p>`,
      status,
      heading,
      cover.subtitle === '' ? '' : `<p class="subtitle" dir="auto">${escapeHtml(cover.subtitle)}</p>`,
      this.#facts(cover.facts),
      this.#blocks(cover.linking),
      '</header>',
    ]
      .filter((line) => line !== '')
      .join('\n')
  }

  #contents(): string {
    const entries = this.#minutes.parts.map(
      ({ number, title }, index) => `<li><a href="#part-${index + 1}">${number === '' ? '' : `<span>${escapeHtml(number)}</span> `}<bdi>${escapeHtml(title)}</bdi></a></li>`,
    )
    const name = escapeHtml(this.#labels.contents)
    return `<nav aria-label="${name}">\n<p>${name}</p>\n<ol>\n${entries.join('\n')}\n</ol>\n</nav>`
  }

  #part(part: MinutesPart, index: number): string {
    const number = part.number === '' ? '' : `<span class="number">${escapeHtml(part.number)}</span> `
    const id = `part-${index + 1}`
    return [
      `<section aria-labelledby="${id}">`,
      `<h2 id="${id}"${this.#dir(part.direction)}>${number}${escapeHtml(part.title)}</h2>`,
      this.#blocks(part.linking),
      this.#blocks(part.blocks),
      '</section>',
    ]
      .filter((line) => line !== '')
      .join('\n')
  }

  #blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => this.#block(block)).join('\n')
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'heading':
        return `<h${block.level}${this.#dir(block.direction)}${lang(block.language)}>${this.#inlines(block.inlines)}</h${block.level}>`
      case 'paragraph':
        return this.#cited(block.number, `<p${block.style === 'meta' ? ' class="meta"' : ''}${this.#dir(block.direction)}${lang(block.language)}>${this.#inlines(block.inlines)}</p>`)
      case 'list':
        return this.#cited(block.number, this.list(block))
      case 'quote':
        return this.#cited(block.number, this.#quote(block))
      case 'code':
        return `<pre dir="ltr"><code>${escapeHtml(block.text)}</code></pre>`
      case 'rule':
        return '<hr>'
      case 'figure':
        return this.#figure(block)
      case 'table':
        return this.table(block)
      case 'facts':
        return this.#titledFacts(block)
      case 'confidential':
        return `<div class="confidential"><p class="label">${escapeHtml(block.label)}</p>\n${this.#blocks(block.blocks)}\n</div>`
      case 'outcomes':
        return `<div class="outcomes">\n${block.entries.map((entry) => this.#outcome(entry)).join('\n')}\n</div>`
      default:
        return assertNever(block, 'block')
    }
  }

  /** What is cited by a number, with that number beside it. */
  #cited(number: CitationNumber, html: string): string {
    return number === null ? html : `<div class="cited" id="p${number}"><span class="cite">${number}</span>\n${html}\n</div>`
  }

  list({ style, numbering, start, items }: ListBlock): string {
    const tag = style === 'number' ? 'ol' : 'ul'
    const counting = `${numbering === undefined ? '' : ` type="${numbering}"`}${start === 1 ? '' : ` start="${start}"`}`
    const attributes = style === 'task' ? ' class="tasks"' : style === 'number' ? counting : ''
    // The list itself has a direction too: its bullets stand on that side.
    return this.#directed(leadingDirection(items.flatMap((item) => item.blocks)), (dir) => `<${tag}${attributes}${dir}>\n${this.#items(items)}\n</${tag}>`)
  }

  #items(items: readonly ListItem[]): string {
    const lines = items.map(({ isChecked, blocks }) =>
      this.#directed(leadingDirection(blocks), (dir) => {
        const content = this.#blocks(blocks)
        if (isChecked === null) return `<li${dir}>${content}</li>`
        return `<li${dir}><input type="checkbox" disabled${isChecked ? ' checked' : ''} aria-label="${escapeHtml(blockText(blocks.slice(0, 1)))}"><div>${content}</div></li>`
      }),
    )
    return lines.join('\n')
  }

  #quote({ blocks, attribution, label }: Extract<Block, { kind: 'quote' }>): string {
    const quote = this.#directed(leadingDirection(blocks), (dir) => `<blockquote${dir}>${this.#blocks(blocks)}</blockquote>`)
    if (attribution === '' && label === '') return quote
    const source = [
      attribution === '' ? '' : `— <bdi>${escapeHtml(attribution)}</bdi>`,
      label === '' ? '' : `<span class="label">${escapeHtml(label)}</span>`,
    ]
    return `<figure class="quote">${quote}<figcaption>${source.filter((part) => part !== '').join(' ')}</figcaption></figure>`
  }

  #figure({ number, blob, name, alt, caption, widthPx, notes = [] }: Extract<Block, { kind: 'figure' }>): string {
    const label = `${escapeHtml(this.#labels.section.figure)} ${number}`
    // Behind the figure: whoever reads figures as an image with a caption takes nothing else from them.
    const below = notes.length === 0 ? '' : `\n${this.#facts(notes, ` class="beside" id="figure-${number}"`)}`
    const bytes = this.#images.get(blob)
    const image = bytes === undefined ? null : readImage(bytes)
    if (bytes === undefined || image === null) this.missing.add(name)
    const picture =
      bytes === undefined || image === null
        ? `<p class="missing">${escapeHtml(this.#labels.missingImage(name))}</p>`
        : `<img src="${imagePlace(blob, image.mediaType)}" alt="${escapeHtml(alt)}"${notes.length === 0 ? '' : ` aria-describedby="figure-${number}"`}${widthPx === null ? '' : ` width="${Math.round(widthPx)}"`}>`
    return `<figure>${picture}<figcaption>${caption === '' ? label : `${label}${this.#labels.punctuation.colon}<bdi>${escapeHtml(caption)}</bdi>`}</figcaption></figure>${below}`
  }

  table(table: TableBlock): string {
    const { caption, columnCount, columnWidths, headerRowCount, rows } = table
    const total = columnWidths.reduce((sum, width) => sum + width, 0)
    const columns = columnWidths.map((width) => `<col style="width:${Math.round((width / total) * 1000) / 10}%">`)
    const row = (cells: readonly Cell[], isHead: boolean): string =>
      `<tr>${cells.map((cell) => this.#cell(cell, isHead, columnCount)).join('')}</tr>`
    return this.#directed(tableDirection(table, this.#surroundings), (dir) => {
      const head = rows.slice(0, headerRowCount).map((cells) => row(cells, true))
      const body = rows.slice(headerRowCount).map((cells) => row(cells, false))
      return [
        `<div class="scroll" tabindex="0"><table${dir}>`,
        caption === '' ? '' : `<caption>${escapeHtml(caption)}</caption>`,
        columns.length === 0 ? '' : `<colgroup>${columns.join('')}</colgroup>`,
        head.length === 0 ? '' : `<thead>\n${head.join('\n')}\n</thead>`,
        body.length === 0 ? '' : `<tbody>\n${body.join('\n')}\n</tbody>`,
        '</table></div>',
      ]
        .filter((line) => line !== '')
        .join('\n')
    })
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell, isHead: boolean, columnCount: number): string {
    const scope = isHead ? (colspan > 1 && colspan < columnCount ? 'colgroup' : 'col') : rowspan > 1 ? 'rowgroup' : 'row'
    const spans = (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '')
    return this.#directed(leadingDirection(blocks), (dir) =>
      isHeader ? `<th scope="${scope}"${spans}${dir}>${this.#blocks(blocks)}</th>` : `<td${spans}${dir}>${this.#blocks(blocks)}</td>`,
    )
  }

  #titledFacts({ title, facts }: Extract<Block, { kind: 'facts' }>): string {
    if (title === '') return this.#facts(facts)
    return `<div class="facts"><p class="label">${escapeHtml(title)}</p>\n${this.#facts(facts)}</div>`
  }

  #facts(facts: readonly Fact[], attributes = ''): string {
    if (facts.length === 0) return ''
    return `<dl${attributes}>\n${facts.map(({ term, blocks }) => `<dt>${escapeHtml(term)}</dt><dd>${this.#blocks(blocks)}</dd>`).join('\n')}\n</dl>`
  }

  #outcome({ kindName, label, number, inlines, direction, language, fields }: OutcomeEntry): string {
    const values = fields.map(({ term, value }) => `<li>${escapeHtml(term)}${this.#labels.punctuation.colon}<bdi>${escapeHtml(value)}</bdi></li>`)
    const outcome = [
      `<div class="outcome"><p class="label">${escapeHtml([kindName, label].filter((part) => part !== '').join(' '))}</p>`,
      `<p${this.#dir(direction)}${lang(language)}>${this.#inlines(inlines)}</p>`,
      values.length === 0 ? '' : `<ul class="fields">${values.join('')}</ul>`,
      '</div>',
    ]
    return this.#cited(number, outcome.filter((line) => line !== '').join('\n'))
  }

  #inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => (inline.kind === 'break' ? '<br>' : inline.marks.reduceRight(wrapMark, escapeHtml(inline.text)))).join('')
  }

  /** `dir` where the text runs against its surroundings. */
  #dir(direction: Direction | null): string {
    return direction === null || direction === this.#surroundings ? '' : ` dir="${direction}"`
  }

  /** An element whose direction its content inherits. */
  #directed(direction: Direction | null, element: (dir: string) => string): string {
    const dir = this.#dir(direction)
    const outer = this.#surroundings
    this.#surroundings = direction ?? outer
    const html = element(dir)
    this.#surroundings = outer
    return html
  }

  /** `lang` of what people wrote, where it is not that of the labels. */
  #contentLanguage(): string {
    const { contentLanguage, language } = this.#minutes
    return contentLanguage === '' || contentLanguage === language ? '' : ` lang="${escapeHtml(contentLanguage)}"`
  }
}


/** `lang` of a block that is in another language than what stands around it. */
function lang(language: string | undefined): string {
  return language === undefined ? '' : ` lang="${escapeHtml(language)}"`
}

function wrapMark(html: string, mark: Mark): string {
  switch (mark.kind) {
    case 'bold':
      return `<strong>${html}</strong>`
    case 'italic':
      return `<em>${html}</em>`
    case 'underline':
      return `<u>${html}</u>`
    case 'strike':
      return `<s>${html}</s>`
    case 'code':
      return `<code>${html}</code>`
    case 'highlight':
      return `<mark>${html}</mark>`
    case 'link':
      return `<a href="${escapeHtml(mark.href)}"${mark.title === '' ? '' : ` title="${escapeHtml(mark.title)}"`}>${html}</a>`
    default:
      return assertNever(mark, 'mark')
  }
}
