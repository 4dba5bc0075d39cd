/** Citation numbers and the status reach every format (MI16, MI17). */
import { unzipSync, strFromU8 } from 'fflate'
import { expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { renderDocx } from '../../../shared/render/docx/docx.ts'
import { renderHtml } from '../../../shared/render/html/html.ts'
import { renderMarkdown } from '../../../shared/render/markdown/markdown.ts'
import { bullets, node, outcome, p } from '../../fixtures/rich.ts'
import { singleBoardWorkshop } from '../../fixtures/workshops.ts'

const workshop = singleBoardWorkshop('T', [p('first'), bullets([p('second')]), node('blockquote', [p('third')]), outcome('d', 'decision', 'fourth')])
const version = { kind: 'corrected', version: 3, date: '2026-10-05' } as const

async function texts(): Promise<ReadonlyMap<string, string>> {
  const minutes = compileMinutes({ ...workshop, minutes: { ...workshop.minutes, excluded: ['cover'] } }, { language: 'en', status: version })
  const docx = unzipSync((await renderDocx(minutes, new Map())).content)
  return new Map([
    ['html', renderHtml(minutes, new Map()).content.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ')],
    ['md', renderMarkdown(minutes, new Map()).content.replace(/<[^>]+>/g, ' ')],
    ['docx', strFromU8(docx['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ')],
  ])
}

const formats = ['html', 'md', 'docx'] as const

test.each(formats)('MI16: %s prints the numbers in order, each beside its statement', async (format) => {
  const text = (await texts()).get(format) ?? ''
  const order = [/\b1\b[^a-z]*first/, /\b2\b[^a-z]*second/, /\b3\b[^a-z]*third|third[^a-z]*\b3\b/, /\b4\b[\s\S]*fourth/]
  const places = order.map((pattern) => text.search(pattern))
  expect(places).not.toContain(-1)
  expect([...places].sort((a, b) => a - b)).toEqual(places)
})

test.each(formats)('MI17: %s says the status, also without a cover', async (format) => {
  const text = (await texts()).get(format) ?? ''
  expect(text.replaceAll('\\', '')).toContain('Corrected · version 3 · 5 October 2026')
})
