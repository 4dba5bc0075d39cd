/** The entry of the page for browsers, served by the relay at `/w/<workshop>`. */
import './guest/older-browsers.ts'
import './base/look/fonts.css'
import './base/look/tokens.css'
import './base/look/base.css'
import { createRoot } from 'react-dom/client'
import { keepFocus } from './base/controls/keep-focus.ts'
import { installTrustedTypesPolicy } from './base/trusted-types.ts'
import { browserDesktop } from './document/browser-desktop.ts'
import { BrowserSource } from './document/browser-source.ts'
import { BrowserStore } from './document/browser-store.ts'
import { wearAppearance } from './guest/appearance.ts'
import { BrowserSettings } from './guest/browser-settings.ts'
import { GuestApp } from './guest/guest-app.tsx'
import { takeInvite, workshopInAddress } from './guest/invite-in-address.ts'
import { registerServiceWorker } from './guest/service-worker-client.ts'

installTrustedTypesPolicy()
keepFocus()

const { origin, pathname } = globalThis.location
const { base = '' } = /^(?<base>.*)\/w\/[^/]*$/.exec(pathname)?.groups ?? {}
const token = takeInvite()

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no #root')

/** Reads what this browser has, then shows the page. */
async function start(box: Element): Promise<void> {
  const settings = new BrowserSettings()
  // Before anything is waited for: nobody who chose the dark sees a white page first.
  wearAppearance(document, settings.read().appearance)
  const store = await BrowserStore.open((globalThis as { indexedDB?: IDBFactory }).indexedDB)
  const source = new BrowserSource({ store, origin: origin + base, settings })
  const desktop = browserDesktop({ window: globalThis.window, version: MINUTA_VERSION, readBlob: (blob) => source.readBlob(blob) })
  // A telephone sleeps without closing anything: when it wakes, or its network is back, waiting makes no sense.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') source.hurry()
  })
  for (const event of ['online', 'pageshow'] as const) globalThis.addEventListener(event, () => source.hurry())

  createRoot(box).render(
    <GuestApp source={source} desktop={desktop} settings={settings} workshop={workshopInAddress()} token={token} />,
  )
}

void start(root)
void registerServiceWorker()
