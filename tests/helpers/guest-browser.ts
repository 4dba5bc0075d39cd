/** A telephone or laptop of a guest: real Chromium, without anything of ours in it but the page that the relay serves. */
import { expect } from '@playwright/test'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { takePicture } from './pictures.ts'

/** Where Debian and its kin put it; another one by `MINUTA_CHROMIUM`. */
const executablePath = process.env['MINUTA_CHROMIUM'] ?? '/usr/bin/chromium'
/** A name under which this computer is no secure context, as any address of a local network is none. */
export const lanName = 'minuta.test'

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${lanName} 127.0.0.1`] })
}

export type Guest = {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page reported: uncaught errors, refusals of the content security policy. */
  readonly complaints: string[]
}

/** A browser profile of its own. */
export async function openGuest(browser: Browser, { width = 390, height = 844, locale = 'en-GB' } = {}): Promise<Guest> {
  const context = await browser.newContext({ viewport: { width, height }, hasTouch: width < 900, isMobile: width < 900, locale, deviceScaleFactor: 2 })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript|Uncaught/.test(message.text())) complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** Nothing hangs over the edge: the page does not scroll sideways, no control stands outside, and every control is large enough for a finger. */
export async function expectFits(page: Page, what: string): Promise<void> {
  const found = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const main = document.querySelector('main')
    const controls = [...document.querySelectorAll('button, input, select, summary')].filter((control) => control.getBoundingClientRect().width > 1 && control.closest('[aria-hidden="true"]') === null && control.closest('[style*="clip"]') === null)
    const nameOf = (control: Element): string => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName
    return {
      isTooWide: scrollWidth > clientWidth || (main !== null && main.scrollWidth > main.clientWidth + 1),
      outside: controls.filter((control) => control.getBoundingClientRect().right > clientWidth + 1 || control.getBoundingClientRect().left < -1).map(nameOf),
      // The lights are for reading; what they say is also said aloud.
      small: controls.filter((control) => control.getBoundingClientRect().height < 43.5 && !control.matches('.guest-status-line, input[type="checkbox"]')).map(nameOf),
    }
  })
  expect(found, what).toEqual({ isTooWide: false, outside: [], small: [] })
}

export async function picture(page: Page, name: string): Promise<void> {
  await takePicture(page, `guest-${name}`)
}
