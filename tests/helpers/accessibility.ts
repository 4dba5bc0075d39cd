/** What a machine can say about accessibility, and how somebody without a mouse gets around. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'

/** No rule of axe is broken on the page as it stands: every rule, best practices included. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // The other mode opens a page of its own for its results, which Electron has no way for.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join(' | ')}`)
  expect(found, what).toEqual([])
}

/** More stops than any screen of ours has. */
const maxStops = 120

/** Presses Tab until `target` has the focus, and checks that it can be seen that it has. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < maxStops; stop += 1) {
    if (await hasFocus(target)) {
      expect(await showsFocus(target), `focus is visible on ${target.toString()}`).toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target.toString()}`)
}

async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.count()) > 0 && await target.first().evaluate((element) => element === document.activeElement)
}

/** An outline or a ring of shadow on the element or on what is drawn around it; a place for text shows its caret. */
async function showsFocus(target: Locator): Promise<boolean> {
  return await target.first().evaluate((element) => {
    if (element.matches('[contenteditable="true"]')) return true
    for (let at: Element | null = element, up = 0; at !== null && up < 3; at = at.parentElement, up += 1) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
      if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true
    }
    return false
  })
}
