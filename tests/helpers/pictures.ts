/** Screenshots for people to look at (test-results/pictures), and the check that nothing hangs over the edge at the sizes we promise. */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { Person } from './person.ts'

const folder = path.join(import.meta.dirname, '..', '..', 'test-results', 'pictures')
const sizes = [{ width: 1280, height: 800 }, { width: 1024, height: 700 }] as const

/** Takes `name` at every promised size and checks it for overflow; the window ends at its first size. */
export async function pictures(person: Person, name: string): Promise<void> {
  fs.mkdirSync(folder, { recursive: true })
  for (const size of sizes) {
    await person.resize(size)
    await expectNoOverflow(person)
    await person.page.screenshot({ path: path.join(folder, `${name}-${size.width}x${size.height}.png`) })
  }
  await person.resize(sizes[0])
}

/** What everybody had on screen when a test failed, and what their pages complained about. */
export async function picturesOfFailure(everybody: readonly Person[]): Promise<void> {
  fs.mkdirSync(folder, { recursive: true })
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
