import { exportMinutes } from '../shared/render/export-format.ts'
import { readImport } from '../shared/node/import/read-import.ts'
import { singleBoardWorkshop, presentBlob, presentImage } from './fixtures/workshops.ts'
import { bullets, h, image, link, node, numbers, p, table, tasks, td, text, th } from './fixtures/rich.ts'
import { outlineOf } from './helpers/imported.ts'
const blocks = [h(2, 'First'), p('Plain ', text('bold', 'bold'), ' ', text('site', link('https://example.org/')), { type: 'hardBreak' }, 'next'), bullets([p('a'), numbers(3, [p('deep')])], [p('b')]), tasks([true, p('done')], [false, p('to do')]), table([th('H', { colspan: 2 })], [td('1'), td('2')]), node('blockquote', [p('said')]), { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('a\n  b')] }, { type: 'horizontalRule' }, image(presentBlob, 'Map', 'The plan'), p('مرحبا'), p('End')]
for (const format of ['md', 'html', 'docx'] as const) {
  const rendered = await exportMinutes(singleBoardWorkshop('Notes board', blocks), format, 'en', { readBlob: async (b) => b === presentBlob ? presentImage : null, openPdfCompiler: (() => { throw new Error('x') }) as never })
  const bytes = typeof rendered.content === 'string' ? new TextEncoder().encode(rendered.content) : rendered.content
  const r = await readImport('document', { kind: 'bytes', name: `x.${format}`, bytes })
  console.log(format, r.kind === 'read' ? outlineOf(r.content.blocks).join('\n') + JSON.stringify(r.content.notices) : r.refusal)
}
