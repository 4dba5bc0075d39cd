/**
 * A real browser with a canary: a server on this computer hears every call that a document makes, and the page tells of every script
 * that ran, every dialog, and every attempt that a content security policy had to stop.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from 'playwright-core'

export type CanaryBrowser = {
  /** Where payloads call. */
  readonly url: string
  /** Opens HTML as a file would be opened, touches everything in it, and gives the faults. `isOurs`: scripts of the document that may run. */
  faultsIn(html: string, isOurs: (script: string) => boolean): Promise<readonly string[]>
  close(): Promise<void>
}

const executablePath = process.env['MINUTA_CHROMIUM'] ?? '/usr/bin/chromium'
const host = 'document.test'

export async function openCanaryBrowser(): Promise<CanaryBrowser> {
  const heard: string[] = []
  const server = http.createServer((request, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  return {
    url: `http://127.0.0.1:${port}`,
    faultsIn: (html, isOurs) => open(browser, html, isOurs, heard),
    close: async () => {
      await browser.close()
      await new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
    },
  }
}

async function open(browser: Browser, html: string, isOurs: (script: string) => boolean, heard: string[]): Promise<readonly string[]> {
  const faults: string[] = []
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await context.route('**/*', async (route) => {
      const url = route.request().url()
      if (url === `http://${host}/`) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      if (/^(?:data|blob):/u.test(url)) return route.continue()
      faults.push(`request ${url.slice(0, 80)}`)
      // It goes through: the canary hears it as well.
      return url.startsWith('http://127.0.0.1:') ? route.continue() : route.abort()
    })
    page.on('dialog', (dialog) => {
      faults.push(`dialog ${dialog.message().slice(0, 80)}`)
      void dialog.dismiss()
    })
    context.on('page', (other) => {
      if (other !== page) faults.push(`window ${other.url().slice(0, 80)}`)
    })
    await page.addInitScript(() => {
      const refused: string[] = []
      Object.assign(window, { refused })
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => refused.push(`${violatedDirective} ${blockedURI} ${sample}`))
    })
    await page.goto(`http://${host}/`)
    const found = await page.evaluate(touchEverything)
    faults.push(...found.faults, ...found.scripts.filter((script) => !isOurs(script)).map((script) => `script ${script.slice(0, 80)}`))
    if (page.url().replace(/#.*$/u, '') !== `http://${host}/`) faults.push(`went to ${page.url().slice(0, 80)}`)
    faults.push(...heard.splice(0).map((path) => `canary ${path}`))
  } finally {
    await context.close()
  }
  return faults
}

/** Runs in the page: points at, focuses and opens everything, then reads what is there. */
async function touchEverything(): Promise<{ readonly faults: string[]; readonly scripts: string[] }> {
  const faults: string[] = []
  const safe = /^(?:https?|mailto):$/u
  const all = [...document.querySelectorAll('*')]
  for (const element of all) {
    for (const { name, value } of element.attributes) {
      if (/^on/iu.test(name)) faults.push(`${element.tagName} ${name}`)
      if (name === 'style' && /url\(|expression|import|behavior/iu.test(value)) faults.push(`style ${value.slice(0, 60)}`)
      if (name === 'srcdoc' || name === 'formaction' || name === 'ping' || name === 'background') faults.push(`${element.tagName} ${name}`)
    }
    if (element.matches('iframe, object, embed, form, base, meta[http-equiv="refresh" i], link:not([rel="icon"]), frame, applet, math, foreignObject, animate, portal, audio, video')) faults.push(`<${element.tagName.toLowerCase()}>`)
    if (element instanceof HTMLAnchorElement && element.hasAttribute('href') && !element.getAttribute('href')?.startsWith('#') && !safe.test(element.protocol)) faults.push(`link ${element.href.slice(0, 60)}`)
    if (element instanceof HTMLImageElement && !/^(?:data:image\/(?:png|jpeg|gif|webp|avif);|blob:)/u.test(element.src)) faults.push(`image ${element.src.slice(0, 60)}`)
    for (const type of ['mouseover', 'mouseenter', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(type))
  }
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  const { __hit: hit, refused } = window as unknown as { readonly __hit?: readonly number[]; readonly refused: readonly string[] }
  if (hit !== undefined) faults.push(`ran ${String(hit)}`)
  faults.push(...refused.map((what) => `refused ${what.slice(0, 100)}`))
  return { faults: [...new Set(faults)], scripts: [...document.scripts].map((script) => script.textContent) }
}
