/** An organisation's own paper in every format that has pages or a look (EX10). */
import { execFileSync } from 'node:child_process'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { Letterhead, Workshop } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { accentOf } from '../../shared/render/accent.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { p } from '../fixtures/rich.ts'
import { fullImages, missingBlob, presentBlob, singleBoardWorkshop } from '../fixtures/workshops.ts'

const letterhead: Letterhead = { logo: presentBlob, color: '#7a1f5c', footer: 'Harbour Street <12>\nمجلس الأقاليم' }

function withLetterhead(change: Partial<Letterhead> = {}): Workshop {
  const workshop = singleBoardWorkshop('Harbours', Array.from({ length: 120 }, (_, index) => p(`line ${index}`)))
  return { ...workshop, details: { ...workshop.details, organisation: 'Assembly of Harbours', letterhead: { ...letterhead, ...change } } }
}

function exported(workshop: Workshop, format: ExportFormat) {
  return exportMinutes(workshop, format, { language: 'en' }, { readBlob: (blob) => Promise.resolve(fullImages.get(blob) ?? null), openPdfCompiler: openTypst, openSha256 })
}

async function entriesOf(format: 'docx' | 'odt'): Promise<Readonly<Record<string, string>>> {
  const { content, missing } = await exported(withLetterhead(), format)
  expect(missing).toEqual([])
  return Object.fromEntries(Object.entries(unzipSync(content)).map(([name, bytes]) => [name, strFromU8(bytes, true)]))
}

describe('letterhead (EX10)', () => {
  test('PDF: the logo once, the footer on every page', async () => {
    const { content } = await exported(withLetterhead(), 'pdf')
    const pages = execFileSync('pdftotext', ['-', '-'], { input: content, encoding: 'utf8' }).split('\f').filter((page) => page.trim() !== '')
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.filter((page) => page.includes('Harbour Street <12>'))).toHaveLength(pages.length)
    expect(Buffer.from(content).toString('latin1')).toContain('/Alt (Assembly of Harbours)')
    expect(execFileSync('pdfimages', ['-list', '-'], { input: content, encoding: 'utf8' }).trim().split('\n').slice(2)).toHaveLength(1)
  })

  test('DOCX: the logo in the head of the first page, the footer in both footers, the colour in the styles', async () => {
    const entries = await entriesOf('docx')
    const heads = Object.entries(entries).filter(([name, xml]) => /^word\/header\d*\.xml$/.test(name) && xml.includes('descr="Assembly of Harbours"'))
    const feet = Object.entries(entries).filter(([name, xml]) => /^word\/footer\d*\.xml$/.test(name) && xml.includes('Harbour Street &lt;12&gt;'))
    expect([heads.length, feet.length]).toEqual([1, 2])
    expect(entries['word/styles.xml']).toContain('7A1F5C')
    expect(entries['word/styles.xml']).not.toContain('0F5C63')
  })

  test('ODT: the same', async () => {
    const { 'styles.xml': styles = '', 'content.xml': content = '', ...others } = await entriesOf('odt')
    expect(styles).toMatch(/<style:header-first>.*Pictures\/.*<svg:desc>Assembly of Harbours<\/svg:desc>.*<\/style:header-first>/)
    expect([...styles.matchAll(/Harbour Street &lt;12&gt;/g)]).toHaveLength(2)
    expect(styles).toContain('#7a1f5c')
    expect(styles + content).not.toContain('#0f5c63')
    expect(others[`Pictures/${presentBlob}.png`]).toBeDefined()
  })

  test('HTML: logo, footer and colour, and nothing of them is markup', async () => {
    const html = strFromU8((await exported(withLetterhead(), 'html')).content)
    expect(html).toContain('<img class="logo" src="data:image/png;base64,')
    expect(html).toContain('Harbour Street &#60;12&#62;')
    expect(html).toContain(':root{--accent:#7a1f5c;')
    expect(strFromU8((await exported(withLetterhead({ color: 'red}</style><script>' }), 'html')).content)).not.toContain('red}')
  })

  test.each(['pdf', 'docx', 'odt', 'html'] as const)('%s names a logo that is not here', async (format) => {
    expect((await exported(withLetterhead({ logo: missingBlob }), format)).missing).toEqual(['logo'])
  })

  test('a colour too light to read is darkened, any other stays', () => {
    const of = (color: string) => accentOf({ logo: null, color, footer: '' }).strong
    expect(of('#7a1f5c')).toBe('#7a1f5c')
    expect(of('#000000')).toBe('#000000')
    expect(of('')).toBe('#0f5c63')
    for (const light of ['#ffff00', '#ffffff', '#e8a33d', '#9ad0f5']) expect(luminance(of(light))).toBeLessThanOrEqual(1.05 / 4.5 - 0.05)
  })
})

/** Relative luminance as WCAG 2 has it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255).map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
