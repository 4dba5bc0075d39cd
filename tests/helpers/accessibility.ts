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

/** What is not the look of an ordinary day, and how far apart words and ground must then be. */
const looks = [
  { colorScheme: 'dark', contrast: null, rule: 'color-contrast' },
  { colorScheme: 'dark', contrast: 'more', rule: 'color-contrast-enhanced' },
] as const

/** Every word on the page as it stands can be read at night and by those who ask for more contrast; the page ends as it was. */
export async function expectReadable(page: Page, what: string): Promise<void> {
  for (const { colorScheme, contrast, rule } of looks) {
    // Without motion no colour is on its way to another.
    await page.emulateMedia({ colorScheme, contrast, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withRules([rule]).analyze()
    expect(violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`)), `${what}, ${colorScheme}, ${contrast ?? 'ordinary'} contrast`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, contrast: null, reducedMotion: null })
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
