/** What nobody may do with the running app, whatever got into its page. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { desktopCallNames, type DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { Person } from '../helpers/person.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { watchSockets } from '../helpers/sockets.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

type PageWindow = Window & { readonly minuta: DesktopApi }

/** The bytes of the smallest PNG. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let person: Person

test.beforeAll(async () => {
  person = await Person.arrive('Lou Castel')
})

test.afterAll(async () => {
  await person.leave()
})

test('SY20 opening, reading and exporting the sample without a relay opens no network socket', async () => {
  const folder = temporaryFolder()
  const watch = watchSockets(person.running.app.process().pid ?? 0)
  await person.page.getByRole('button', { name: 'Open a sample' }).click()
  await expect(person.lights).toContainText('Saved here')
  await person.openPage('Minutes')
  await expect(person.page.getByRole('main').getByRole('heading').first()).toBeVisible()
  await person.exportMinutes('PDF', path.join(folder.path, 'minutes.pdf'))
  expect(watch.stop()).toEqual([])

  // The same eyes do see a relay.
  const relay = await RelayProcess.start(path.join(folder.path, 'relay'))
  const again = watchSockets(person.running.app.process().pid ?? 0)
  await person.openPage('Boards')
  await person.share(relay.url)
  await expect(person.lights).toContainText('On the relay')
  expect(again.stop().length).toBeGreaterThan(0)
  await relay.stop()
  folder.remove()
})

test('SY21 the page is sandboxed and isolated, and sees neither Node nor Electron', async () => {
  const preferences = await person.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => {
    const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames, webviewTag, webSecurity, allowRunningInsecureContent } =
      (webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences()
    return { sandbox, contextIsolation, webSecurity, weakened: [nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames, webviewTag, allowRunningInsecureContent].some(Boolean) }
  }))
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, webSecurity: true, weakened: false }])
  // Dictionaries would come from the network.
  expect(await person.running.app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(process.platform === 'darwin')
  expect(await person.page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in globalThis))).toEqual([])
  expect(await person.page.evaluate(() => Object.keys((window as unknown as PageWindow).minuta))).toEqual(['invoke', 'on'])
  expect(new URL(person.page.url()).protocol).toBe('app:')
})

test('SY22 no permission is given but writing to the clipboard on copy', async () => {
  const answers = await person.page.evaluate(async () => ({
    states: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(async (name) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state)),
    media: await navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(() => 'given', () => 'denied'),
    notification: await Notification.requestPermission(),
    devices: await (navigator as unknown as { usb: { requestDevice(options: object): Promise<unknown> } }).usb.requestDevice({ filters: [] }).then(() => 'given', () => 'denied'),
  }))
  expect(new Set(answers.states)).toEqual(new Set(['denied']))
  expect(answers).toMatchObject({ media: 'denied', notification: 'denied', devices: 'denied' })
})

test('SY23 the page cannot leave, open a window, or reach any network', async () => {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const before = person.page.url()
  const outcomes = await person.page.evaluate(async (at) => {
    const failed = (target: EventTarget): Promise<string> => new Promise((resolve) => {
      target.addEventListener('error', () => resolve('failed'))
      target.addEventListener('open', () => resolve('open'))
      target.addEventListener('load', () => resolve('loaded'))
    })
    const image = new Image()
    const imageOutcome = failed(image)
    image.src = `http://127.0.0.1:${at}/pixel.png`
    const attempt = (make: () => EventTarget): Promise<string> | string => {
      try {
        return failed(make())
      } catch {
        return 'failed'
      }
    }
    const found = {
      fetch: await fetch(`http://127.0.0.1:${at}/`).then(() => 'open', () => 'failed'),
      ownFetch: await fetch('/index.html').then(() => 'open', () => 'failed'),
      socket: await attempt(() => new WebSocket(`ws://127.0.0.1:${at}/`)),
      events: await attempt(() => new EventSource(`http://127.0.0.1:${at}/`)),
      image: await imageOutcome,
      window: window.open(`http://127.0.0.1:${at}/`) === null ? 'failed' : 'open',
      ownWindow: window.open('/index.html') === null ? 'failed' : 'open',
    }
    navigator.sendBeacon(`http://127.0.0.1:${at}/`, 'x')
    const frame = document.createElement('iframe')
    frame.src = `http://127.0.0.1:${at}/`
    document.body.append(frame)
    const form = document.createElement('form')
    form.action = `http://127.0.0.1:${at}/`
    document.body.append(form)
    form.submit()
    frame.remove()
    form.remove()
    location.href = `http://127.0.0.1:${at}/`
    return found
  }, port)
  expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'failed')).toEqual([])
  // The page still answers, at the same address, in the only window.
  expect(await person.page.evaluate(() => location.href)).toBe(before)
  expect(await person.running.app.evaluate(({ BrowserWindow, webContents }) => [BrowserWindow.getAllWindows().length, webContents.getAllWebContents().length])).toEqual([1, 1])
  expect(connections).toBe(0)
  server.close()
})

test('SY24 UI53 the page runs no script but its own, and adds no style element', async () => {
  const outcomes = await person.page.evaluate(async () => {
    // The debugger that runs this function may evaluate text; what a timer calls is the page's own.
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
    const attempt = (run: () => unknown): string => {
      try {
        return String(run())
      } catch (error) {
        return (error as Error).name
      }
    }
    const holder = document.createElement('div')
    holder.innerHTML = '<img src="x:" onerror="document.title = `owned`"><svg onload="document.title = `owned`"></svg>'
    document.body.append(holder)
    const script = document.createElement('script')
    const found = {
      eval: attempt(() => (Reflect.get(globalThis, 'eval') as (code: string) => unknown)('1')),
      constructed: attempt(() => Reflect.construct(Function, ['return 1'])),
      script: attempt(() => {
        script.text = 'document.title = "owned"'
        document.body.append(script)
        return 'set'
      }),
      source: attempt(() => {
        script.src = 'data:text/javascript,document.title="owned"'
        return 'set'
      }),
      policy: attempt(() => (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', {})),
    }
    holder.remove()
    script.remove()
    return found
  })
  expect(outcomes).toEqual({ eval: 'EvalError', constructed: 'EvalError', script: 'TypeError', source: 'TypeError', policy: 'TypeError' })
  expect(await person.page.evaluate(() => document.title)).not.toContain('owned')
  expect(await person.page.evaluate(() => document.querySelectorAll('style, script:not([src])').length)).toBe(0)
})

test('SY25 main answers the declared channels only, and only the page itself', async () => {
  const { app, page } = person.running
  const channels = await app.evaluate(({ ipcMain }) => ({
    handled: [...(Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>).keys()],
    // Electron's own, against a listener-less error.
    listened: ipcMain.eventNames().filter((name) => name !== 'error'),
  }))
  expect(channels).toEqual({ handled: expect.any(Array) as unknown, listened: [] })
  expect(channels.handled.sort()).toEqual([...desktopCallNames].sort())
  const calls = [['ELECTRON_BROWSER_READ'], ['show-in-folder', 7], ['import-workshop', 1, { path: '/etc/hostname' }], ['import-workshop', 1, { token: '/etc/hostname' }], ['import-workshop', 1, { token: 7, path: '/etc/hostname' }], ['import-blob', 1, '../workshops.sqlite'], ['import-compare', 1, { update: 'none', responses: null }], ['export-minutes', 1, { workshop: null }], ['export-minutes', 'x', {}], ['open-link', null]]
  expect(await answers(page, calls)).toEqual(calls.map(() => 'refused'))
  expect(await page.evaluate(() => (window as unknown as PageWindow).minuta.invoke('open-link', 'file:///etc/passwd'))).toBe(false)
  const stranger = await app.evaluate(async ({ BrowserWindow, app }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload: `${app.getAppPath()}/dist/preload/index.cjs`, sandbox: true } })
    await window.loadURL('data:text/html,<p>stranger</p>')
    const answer: unknown = await window.webContents.executeJavaScript('window.minuta.invoke("app-info").then(() => "answered", (error) => error.message)')
    window.destroy()
    return String(answer)
  })
  expect(stranger).toContain('refused a call from data:')
})

test('SY26 the page’s scheme serves the bundle and images, and nothing beside them', async () => {
  const folder = path.join(person.dataDirectory, 'blobs')
  fs.mkdirSync(folder, { recursive: true })
  const blobs = { png, html: Buffer.from('<script>1</script>'), svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') }
  const blob = (bytes: Buffer): string => {
    const id = createHash('sha256').update(bytes).digest('hex')
    fs.writeFileSync(path.join(folder, id), bytes)
    return `blob/${id}`
  }
  const got = await person.running.app.evaluate(async ({ net }, addresses) => Promise.all(addresses.map(async (address) => {
    const { status, headers } = await net.fetch(address)
    return [status, status === 200 ? headers.get('content-type') : null, headers.get('content-security-policy')?.includes("connect-src 'none'"), headers.get('x-content-type-options')]
  })), [
    'index.html', blob(blobs.png), blob(blobs.html), blob(blobs.svg), 'blob/..%2F..%2Fworkshops.sqlite', 'blob/0', `blob/${'0'.repeat(64)}`,
    '..%2F..%2Fpackage.json', '%2e%2e/%2e%2e/package.json', '..%5C..%5Cpackage.json', '%00', '%E0%A4%A', '', '%2Fetc%2Fpasswd', '/etc/hosts.html',
  ].map((name) => `app://minuta/${name}`).concat('app://other/index.html'))
  const answer = (status: number, type: string | null = null): unknown => [status, type, true, 'nosniff']
  expect(got).toEqual([
    answer(200, 'text/html; charset=utf-8'), answer(200, 'image/png'), answer(415), answer(415), answer(404), answer(400), answer(404),
    answer(404), answer(404), answer(404), answer(404), answer(400), answer(404), answer(404), answer(404), answer(404),
  ])
})

async function answers(page: Page, calls: readonly (readonly unknown[])[]): Promise<string[]> {
  return await page.evaluate(async (all) => Promise.all(all.map(async ([channel, ...args]) =>
    (window as unknown as { minuta: { invoke(...call: unknown[]): Promise<unknown> } }).minuta.invoke(channel, ...args).then(() => 'answered', () => 'refused'))), calls)
}
