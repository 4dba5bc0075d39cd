/** MI27: a list that counts in letters or Roman numbers counts so in every format, as programs that are not ours read them. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHtml } from '../../shared/import/html/read-html.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { outputOf, pandocNodes, pandocTree, readExport } from '../helpers/read-exports.ts'
import { node, p } from '../fixtures/rich.ts'
import { singleBoardWorkshop } from '../fixtures/workshops.ts'
import type { RichNode } from '../../shared/model/workshop.ts'

function list(type: string | null, start: number, ...items: readonly (readonly RichNode[])[]): RichNode {
  return node('orderedList', items.map((item) => node('listItem', item)), { start, type })
}

const workshop = singleBoardWorkshop('T', [
  list('a', 1, [p('small letter')], [p('with more'), list('i', 1, [p('small roman one')], [p('small roman two')])]),
  p('between'),
  list('A', 3, [p('large letter three')]),
  p('between'),
  list('I', 4, [p('large roman four')]),
  p('between'),
  list(null, 5, [p('plain five')]),
])

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-lists-'))
const formats = ['pdf', 'docx', 'odt', 'html', 'md'] as const
const file = (format: string): string => path.join(folder, `lists.${format}`)

beforeAll(async () => {
  for (const format of formats) {
    const { content } = await exportMinutes(workshop, format, { language: 'en' }, { readBlob: () => Promise.resolve(null), openPdfCompiler: openTypst, openSha256 })
    fs.writeFileSync(file(format), content)
  }
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** What pandoc says of each ordered list: where it begins and how it counts. */
function countings(format: 'docx' | 'odt' | 'html'): readonly string[] {
  return pandocNodes(pandocTree(file(format), format), 'OrderedList').map((found) => {
    const [[start, style]] = (found as { readonly c: readonly [readonly [number, { readonly t: string }]] }).c
    return `${start} ${style.t}`
  })
}

const expected = ['1 LowerAlpha', '1 LowerRoman', '3 UpperAlpha', '4 UpperRoman', '5 Decimal']

describe('lists (MI27)', () => {
  test.each(['docx', 'odt', 'html'] as const)('%s', (format) => {
    const found = countings(format).filter((counting) => !counting.endsWith('DefaultStyle'))
    const plain = countings(format).filter((counting) => counting.endsWith('DefaultStyle')).map((counting) => counting.replace('DefaultStyle', 'Decimal'))
    expect([...found, ...plain]).toEqual(expected)
  })

  test('pdf', () => {
    const text = readExport(file('pdf'))
    for (const line of ['a. small letter', 'b. with more', 'ii. small roman two', 'C. large letter three', 'IV. large roman four', '5. plain five']) expect(text).toContain(line)
  })

  test('md, in HTML where Markdown has no word for it', () => {
    const html = outputOf('pandoc', ['--from=gfm', '--to=html', '--wrap=none', file('md')])
    const types = [...html.matchAll(/<ol([^>]*)>/g)].map(([, attributes]) => attributes)
    expect(types.map((attributes) => `${/start="(\d+)"/.exec(attributes ?? '')?.[1] ?? '1'} ${/type="(\w)"/.exec(attributes ?? '')?.[1] ?? '1'}`)).toEqual(['1 a', '1 i', '3 A', '4 I', '5 1'])
    expect(fs.readFileSync(file('md'), 'utf8')).toContain('5. plain five')
  })

  test('what was read of an exported page counts as before', () => {
    const found: string[] = []
    const collect = (nodes: readonly RichNode[]): void => {
      for (const { type, attrs, content = [] } of nodes) {
        if (type === 'orderedList') found.push(`${String(attrs?.['start'])} ${String(attrs?.['type'])}`)
        collect(content)
      }
    }
    const imported = readHtml(fs.readFileSync(file('html'), 'utf8'), { name: 'lists.html' })
    collect(imported.blocks)
    expect(found).toEqual(['1 a', '1 i', '3 A', '4 I', '5 null'])
  })
})

test('MI26: the number of a table stands in every format', async () => {
  const { content } = await exportMinutes(singleBoardWorkshop('T', [node('table', [node('tableRow', [node('tableCell', [p('cell')])])])]), 'docx', { language: 'el' }, { readBlob: () => Promise.resolve(null), openPdfCompiler: openTypst, openSha256 })
  expect(strFromU8(unzipSync(content)['word/document.xml'] ?? new Uint8Array())).toContain('Πίνακας 1')
})
