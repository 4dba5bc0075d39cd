/** Real clipboards of Word and Google Docs: every visible word arrives, lists are lists, nothing of the source's markup does. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { Paste } from '../../renderer/editor/paste/paste.ts'
import { openBoard, paste, workshopWithBoard, type Peer } from '../unit/editor/board-test-kit.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'import', 'clipboard-html')
const corpus = process.env['MINUTA_CORPUS'] ?? folder
const open: Peer[] = []
afterEach(() => {
  for (const opened of open.splice(0)) opened.dispose()
})

/** The words that a reader sees, without list markers, which lists draw by themselves. */
function visibleWords(html: string): string[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of body.querySelectorAll('style, script, title')) hidden.remove()
  for (const marker of body.querySelectorAll('[style*="Ignore"]')) marker.remove()
  for (const block of body.querySelectorAll('p, li, div, td, th, h1, h2, h3, h4, h5, h6, br')) block.after(' ')
  return (body.textContent.match(/[\p{L}\p{N}]+/gu) ?? []).sort()
}

/** How many lines of the source show a marker of a list, headings left out: Word says so in a style, others by elements. */
function countItems(html: string): number {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const said = [...body.querySelectorAll('[style*="mso-list:l"], [style*="mso-list: l"]')].filter(({ tagName, textContent }) => !/^H[1-6]$/u.test(tagName) && textContent.trim() !== '')
  return said.length > 0 ? said.length : body.querySelectorAll('li').length
}

/** Links that somebody can follow. */
function countLinks(html: string): number {
  return [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a[href]')].filter((link) => /^(https?|mailto):/u.test(link.getAttribute('href') ?? '') && link.textContent.trim() !== '').length
}

describe.each(readdirSync(corpus).filter((name) => name.endsWith('.html')).sort())('%s', (name) => {
  const html = readFileSync(join(corpus, name), 'utf8')

  test('ED48: every visible word arrives, once', () => {
    const { doc, board } = workshopWithBoard()
    const peer = openBoard(doc, board, { extra: [Paste] })
    open.push(peer)
    paste(peer.editor, html)
    const words: string[] = peer.editor.getText({ blockSeparator: '\n' }).match(/[\p{L}\p{N}]+/gu) ?? []
    const missing = visibleWords(html).filter((word) => {
      const index = words.indexOf(word)
      if (index >= 0) words.splice(index, 1)
      return index < 0
    })
    expect(missing).toEqual([])
    const isList = name.includes('list') && !name.includes('heading')
    expect(/"(bulletList|orderedList)"/u.test(JSON.stringify(peer.editor.getJSON()))).toBe(isList)
    expect(peer.editor.getText()).not.toMatch(/mso-|supportLists|StartFragment/u)
    peer.binding.checkForDrift()
    expect(peer.drifts).toEqual([])
  })

  test('ED48: every item, heading and link is one', () => {
    const { doc, board } = workshopWithBoard()
    const peer = openBoard(doc, board, { extra: [Paste] })
    open.push(peer)
    paste(peer.editor, html)
    const counts = { items: 0, headings: 0, links: 0 }
    peer.editor.state.doc.descendants((node) => {
      if (node.type.name === 'listItem') counts.items += 1
      if (node.type.name === 'heading') counts.headings += 1
      if (node.marks.some(({ type }) => type.name === 'link')) counts.links += 1
      return true
    })
    expect(counts.items).toBeGreaterThanOrEqual(countItems(html))
    expect(counts.headings).toBeGreaterThanOrEqual((html.match(/<h[1-6][ >]/giu) ?? []).length)
    expect(counts.links).toBeGreaterThanOrEqual(countLinks(html))
  })
})
