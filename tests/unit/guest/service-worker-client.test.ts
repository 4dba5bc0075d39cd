/** The page's side of the service worker, with a browser that has one new version waiting. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** A worker as the browser shows it to every tab: told to take over it does so once, and answers nothing to whoever says it again. */
class WaitingWorker extends EventTarget {
  state: ServiceWorkerState = 'installed'
  readonly #takeOver: () => void

  constructor(takeOver: () => void) {
    super()
    this.#takeOver = takeOver
  }

  postMessage(message: string): void {
    if (message === 'take-over' && this.state === 'installed') this.#takeOver()
  }
}

const reload = vi.fn<() => void>()
let waiting: WaitingWorker
/** The waiting worker takes charge of every tab. */
let takeOver: () => void

beforeEach(() => {
  vi.resetModules()
  const registration = Object.assign(new EventTarget(), { waiting: null as WaitingWorker | null, installing: null })
  const container = Object.assign(new EventTarget(), { controller: {}, register: () => Promise.resolve(registration) })
  takeOver = () => {
    waiting.state = 'activated'
    registration.waiting = null
    container.controller = waiting
    container.dispatchEvent(new Event('controllerchange'))
  }
  waiting = new WaitingWorker(takeOver)
  registration.waiting = waiting
  reload.mockClear()
  vi.stubGlobal('navigator', { serviceWorker: container })
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('location', { href: 'https://relay.example.org/w/abc', reload })
})
afterEach(() => vi.unstubAllGlobals())

test('GU19 a new version is loaded when it has taken over, on demand', async () => {
  const { registerServiceWorker, isUpdateReady, loadUpdate } = await import('../../../renderer/guest/service-worker-client.ts')
  await registerServiceWorker()
  expect(isUpdateReady()).toBe(true)
  expect(reload).not.toHaveBeenCalled()
  loadUpdate()
  expect(reload).toHaveBeenCalledTimes(1)
})

test('GU19 a tab loads it as well when another one was first, and not before its guest says so', async () => {
  const { registerServiceWorker, isUpdateReady, loadUpdate } = await import('../../../renderer/guest/service-worker-client.ts')
  await registerServiceWorker()
  takeOver()
  expect(isUpdateReady()).toBe(true)
  expect(reload).not.toHaveBeenCalled()
  loadUpdate()
  expect(reload).toHaveBeenCalledTimes(1)
})
