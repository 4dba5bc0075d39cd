/** Content that leaves as minutes and comes back as a board is the same; and the same again the second time. */
import { describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { RichNode } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { bullets, h, image, link, node, numbers, p, table, tasks, td, text, th } from '../fixtures/rich.ts'
import { presentBlob, presentImage, singleBoardWorkshop } from '../fixtures/workshops.ts'
import { imported, outlineOf } from '../helpers/imported.ts'

const formats = ['md', 'html', 'docx', 'odt'] as const satisfies readonly ExportFormat[]

const blocks: readonly RichNode[] = [
  h(1, 'First'), p('Plain ', text('bold', 'bold'), ' ', text('slanted', 'italic'), ' ', text('out', 'strike'), ' ', text('site', link('https://example.org/')), node('hardBreak', []), 'next'),
  bullets([p('a'), numbers(3, [p('deep'), p('more of deep')], [p('deeper')])], [p('b')]), p('Between'), numbers(3, [p('three')], [p('four')]), tasks([true, p('done')], [false, p('to do')]),
  h(2, 'Table'), table([th('H', { colspan: 2 })], [td('1', { rowspan: 2 }), td('2')], [td('3')]), node('blockquote', [p('said'), p('twice')]),
  { type: 'codeBlock', attrs: { language: null }, content: [text('a\n  b')] }, node('horizontalRule', []),
  image(presentBlob, 'Map', 'The plan'), image(presentBlob, 'Map again', ''), p('مرحبا بكم في الاجتماع'), p('Ἀθῆναι, Αθήνα'), p('* _not_ 1. markdown <b> & [x] |'),
  p('Run ', text('npm test', 'code'), ' and see ', text('this', 'highlight')), numbers(0, [p('zero')], [p('one')]), bullets([p('مرحبا'), tasks([false, p('to do')])], [p('last')]), p('End'),
]

/** The blocks of the board's own section, as they come back. */
async function backFrom(format: (typeof formats)[number], content: readonly RichNode[]): Promise<readonly RichNode[]> {
  const { content: bytes } = await exportMinutes(singleBoardWorkshop('Round trip', content), format, { language: 'en' }, {
    // The name of the fixture's image is made up; that of its bytes comes back.
    readBlob: () => Promise.resolve(presentImage),
    openPdfCompiler: () => Promise.reject(new Error('no PDF here')),
    openSha256,
  })
  const { blocks: all } = await imported(`minutes.${format}`, bytes)
  const start = all.findIndex(({ type, content: words = [] }) => type === 'heading' && words.map(({ text = '' }) => text).join('').endsWith('Notes'))
  expect(start, 'the section of the board').toBeGreaterThan(-1)
  const level = Number(all[start]?.attrs?.['level'])
  const end = all.findIndex(({ type, attrs }, index) => index > start && type === 'heading' && Number(attrs?.['level']) <= level)
  return all.slice(start + 1, end < 0 ? undefined : end).map((block) => lowered(block, level))
}

/** Headings stand below the one of their section: as high as they were before. */
function lowered(block: RichNode, by: number): RichNode {
  return block.type === 'heading' ? { ...block, attrs: { ...block.attrs, level: Number(block.attrs?.['level']) - by } } : block
}

/** What a document says of size and does not mean. */
function withoutSizes(lines: readonly string[]): string[] {
  return lines.map((line) => line.replaceAll(/ (?:width|colwidth)=[\d,]+/g, ''))
}

describe('IM31, EX21: board → minutes → board', () => {
  test.each(formats)('%s: everything is there, and nothing changes the second time', async (format) => {
    const once = await backFrom(format, blocks)
    expect(withoutSizes(outlineOf(once))).toEqual(outlineOf(blocks))
    const twice = await backFrom(format, once)
    expect(withoutSizes(outlineOf(twice))).toEqual(withoutSizes(outlineOf(once)))
  })

  test('EX22: a table in an item comes back in it from Word, where no list holds one', async () => {
    const content = [bullets([p('figures'), table([th('H')], [td('1')])], [p('next')])]
    expect(withoutSizes(outlineOf(await backFrom('docx', content)))).toEqual(outlineOf(content))
  })
})
