/**
 * The clipboard of LibreOffice: what its own writer of HTML, the one that fills the clipboard, makes of every OpenDocument text of the corpus.
 * At least 99 % of the words arrive, and every heading, list item, table and row.
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Paste } from '../../renderer/editor/paste/paste.ts'
import { outputOf } from '../helpers/read-exports.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { openBoard, paste, workshopWithBoard } from '../unit/editor/board-test-kit.ts'
import { dataFolder } from './data-folder.ts'

/** Nine megabytes of HTML: nobody has pasted so much, and jsdom takes minutes. */
const tooLong = new Set(['odftoolkit-excelfileformat.odt'])
const documents = ['minutes', 'import/odt'].flatMap((name) => fs.readdirSync(dataFolder(name)).filter((file) => file.endsWith('.odt') && !tooLong.has(file)).map((file) => path.join(dataFolder(name), file)))

const work = temporaryFolder()
beforeAll(() => {
  outputOf('soffice', [`-env:UserInstallation=file://${work.path}/profile`, '--headless', '--convert-to', 'html:HTML (StarWriter)', '--outdir', work.path, ...documents])
}, 300_000)
afterAll(() => work.remove())

type Counts = { readonly headings: number; readonly items: number; readonly tables: number; readonly rows: number; readonly links: number }

/** Raised and lowered numbers as plain ones: on a board the mark of a note is "¹". */
function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? []
}

function isSameLink(link: Element, other: Node | null): boolean {
  return other instanceof Element && other.getAttribute('href') === link.getAttribute('href')
}

/** What a reader of the HTML sees. */
function seenIn(html: string): { readonly words: readonly string[]; readonly counts: Counts } {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of body.querySelectorAll('[style*="display: none"]')) hidden.remove()
  const count = (selector: string): number => body.querySelectorAll(selector).length
  // An empty heading or item shows nothing.
  const filled = (selector: string): number => [...body.querySelectorAll(selector)].filter((element) => element.textContent.trim() !== '' || element.querySelector('img') !== null).length
  // Neighbours that lead to the same place are one link.
  const links = [...body.querySelectorAll('a[href]')].filter((link) => /^(?:https?|mailto):/u.test(link.getAttribute('href') ?? '') && link.textContent.trim() !== '' && !isSameLink(link, link.previousSibling)).length
  for (const block of body.querySelectorAll('p, li, div, td, th, h1, h2, h3, h4, h5, h6, br, dd, dt')) block.after(' ')
  return { words: wordsOf(body.textContent), counts: { headings: filled('h1, h2, h3, h4, h5, h6'), items: filled('li'), tables: count('table'), rows: count('tr'), links } }
}

describe.each(documents.map((file) => path.basename(file, '.odt')))('%s', (name) => {
  test('ED56: words, headings, items, tables and links of LibreOffice arrive', () => {
    const html = fs.readFileSync(path.join(work.path, `${name}.html`), 'utf8')
    const { words, counts } = seenIn(html)
    const { doc, board } = workshopWithBoard()
    const peer = openBoard(doc, board, { extra: [Paste] })
    try {
      paste(peer.editor, html)
      const left = [...wordsOf(peer.editor.getText({ blockSeparator: '\n' }))]
      const missing = words.filter((word) => {
        const at = left.indexOf(word)
        if (at >= 0) left.splice(at, 1)
        return at < 0
      })
      const found = { headings: 0, items: 0, tables: 0, rows: 0, links: 0 }
      const links = new Set<string>()
      peer.editor.state.doc.descendants((node, position) => {
        if (node.type.name === 'heading') found.headings += 1
        if (node.type.name === 'listItem' || node.type.name === 'taskItem') found.items += 1
        if (node.type.name === 'table') found.tables += 1
        if (node.type.name === 'tableRow') found.rows += 1
        if (node.marks.some(({ type }) => type.name === 'link')) links.add(String(position))
        return true
      })
      found.links = links.size
      const short = (Object.keys(counts) as (keyof Counts)[]).filter((kind) => found[kind] < counts[kind]).map((kind) => `${found[kind]} of ${counts[kind]} ${kind}`)
      expect([missing.length <= words.length / 100 ? [] : missing, short]).toEqual([[], []])
      peer.binding.checkForDrift()
      expect(peer.drifts).toEqual([])
    } finally {
      peer.dispose()
    }
  })
})
