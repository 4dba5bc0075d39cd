// @vitest-environment jsdom
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { renderHtml } from '../../../shared/render/html/html.ts'
import type { Workshop } from '../../../shared/model/workshop.ts'
import { p, text, link } from '../../fixtures/rich.ts'
import { arabicSentence, frenchAfter, frenchBefore, fullImages, fullWorkshop, hostileStrings, singleBoardWorkshop } from '../../fixtures/workshops.ts'

function render(workshop: Workshop, language = 'en') {
  const { content, missing } = renderHtml(compileMinutes(workshop, { language }), fullImages)
  return { content, missing, page: new DOMParser().parseFromString(content, 'text/html') }
}

describe('HTML (MI10)', () => {
  test('the page needs nothing from anywhere: no address to load, images inside', () => {
    const { page, content } = render(fullWorkshop())
    expect(page.querySelectorAll('link, iframe, object, embed, base, form')).toHaveLength(0)
    expect([...page.querySelectorAll('[src]')].map((element) => element.getAttribute('src')?.slice(0, 22))).toEqual(['data:image/png;base64,', 'data:image/png;base64,'])
    expect(content).not.toMatch(/@import|url\(/)
    expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toContain("default-src 'none'")
  })

  test('the only script is the search, always the same, and the only one that its policy lets run', () => {
    const scripts = [fullWorkshop(), singleBoardWorkshop('</script><script>alert(1)</script>', [p('x')])].map((workshop) => {
      const { page } = render(workshop)
      const [script, ...others] = page.querySelectorAll('script')
      expect(others).toEqual([])
      const hash = createHash('sha256').update(script?.textContent ?? '').digest('base64')
      expect(page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content')).toContain(`script-src 'sha256-${hash}';`)
      return script?.textContent
    })
    expect(scripts[0]).toBe(scripts[1])
    expect(scripts[0]).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|import|localStorage/)
  })

  test('no element, attribute or handler comes from what people typed', () => {
    const { page } = render(singleBoardWorkshop('<script>alert(0)</script>"\'>', hostileStrings.map((line) => p(line))))
    for (const element of page.querySelectorAll('*')) {
      expect([...element.attributes].filter(({ name }) => name.startsWith('on'))).toEqual([])
    }
    expect(page.querySelectorAll('main script, main svg, img')).toHaveLength(0)
    const lines = [...page.querySelectorAll('section p')].map((element) => element.textContent)
    expect(lines).toEqual(hostileStrings)
    expect(page.title).toBe('<script>alert(0)</script>"\'>')
  })

  test('a link keeps its address and cannot leave its attribute', () => {
    const { page } = render(singleBoardWorkshop('T', [p(text('x', link('https://e.org/"onclick="x&y=1'))), p(text('y', link('javascript:alert(1)')))]))
    expect([...page.querySelectorAll('main a')].map((element) => element.getAttribute('href'))).toEqual(['https://e.org/%22onclick=%22x&y=1'])
  })

  test('headings never skip a level, and every header cell says what it heads', () => {
    const { page } = render(fullWorkshop())
    const levels = [...page.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((element) => Number(element.tagName[1]))
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1)
    const scopes = new Set([...page.querySelectorAll('th')].map((cell) => cell.getAttribute('scope')))
    expect([scopes.size > 0, scopes.has(null)]).toEqual([true, false])
  })

  test('a right-to-left paragraph between two others is the only one that says so', () => {
    const { page } = render(fullWorkshop())
    const direction = (words: string): string | null | undefined =>
      [...page.querySelectorAll('p')].find((element) => element.textContent === words)?.getAttribute('dir')
    expect([frenchBefore, arabicSentence, frenchAfter].map((words) => direction(words))).toEqual([null, 'rtl', null])
  })

  test('an image that is not here is shown and reported as missing', () => {
    const { page, missing } = render(fullWorkshop())
    expect(missing).toEqual(['flip-chart-2.jpg'])
    expect(page.querySelector('.missing')?.textContent).toBe('Image not included: flip-chart-2.jpg')
  })

  test('the same minutes give the same bytes, and each language its own labels', () => {
    expect(render(fullWorkshop()).content).toBe(render(fullWorkshop()).content)
    const { page } = render(fullWorkshop(), 'fr')
    expect(page.documentElement.lang).toBe('fr')
    expect(page.querySelector('main')?.lang).toBe('en')
    expect(page.body.textContent).toContain('Liste de présence')
  })
})
