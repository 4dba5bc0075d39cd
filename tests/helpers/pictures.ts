/** Screenshots for people to look at (test-results/pictures), and the check that nothing hangs over the edge at the sizes we promise. */
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Person } from './person.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'test-results', 'pictures')
const sizes = [{ width: 1280, height: 800 }, { width: 1024, height: 700 }] as const

/** One picture of `page` as it is. The gate takes none (MINUTA_PICTURES): nobody would look at them. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['MINUTA_PICTURES'] === '0') return
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

/** Takes `name` at every promised size and checks it for overflow; the window ends at its first size. */
export async function pictures(person: Person, name: string): Promise<void> {
  for (const size of sizes) {
    await person.resize(size)
    await expectNoOverflow(person)
    await takePicture(person.page, `${name}-${size.width}x${size.height}`)
  }
  await person.resize(sizes[0])
}

/** What everybody had on screen when a test failed, and what their pages complained about. */
export async function picturesOfFailure(everybody: readonly Person[]): Promise<void> {
  for (const [index, person] of everybody.entries()) {
    console.log(`failure-${index}.png: ${person.name}`, person.problems)
    await person.page.screenshot({ path: path.join(folder, `failure-${index}.png`) }).catch(() => undefined)
  }
}

/** The page itself never scrolls sideways, and no control stands outside the window. */
export async function expectNoOverflow({ page }: Person): Promise<void> {
  const outside = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const controls = [...document.querySelectorAll('button, input, [role="textbox"], [role="tab"]')].filter((control) => {
      const box = control.getBoundingClientRect()
      return box.width > 1 && box.height > 1 && (box.right > clientWidth + 1 || box.left < -1)
    })
    return { isTooWide: scrollWidth > clientWidth, controls: controls.map((control) => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName) }
  })
  expect(outside).toEqual({ isTooWide: false, controls: [] })
}
