/**
 * The page's side of its service worker, by which it opens without a network. There is one only in a secure context (https, or this
 * very computer); everywhere else the page works without it, as long as the relay answers.
 */
import type { Unsubscribe } from '../document/source.ts'

type TrustedTypePolicies = { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown } }

const listeners = new Set<() => void>()
let waiting: ServiceWorker | null = null

/** Registers the worker beside the page. Failing is no loss: then the page needs the relay. */
export async function registerServiceWorker(): Promise<void> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
  if (serviceWorker === undefined || !globalThis.isSecureContext) return
  try {
    // The first worker takes the page over while it runs, and has not seen what it is made of.
    if (serviceWorker.controller === null) serviceWorker.addEventListener('controllerchange', () => serviceWorker.controller?.postMessage(loadedFiles()), { once: true })
    const registration = await serviceWorker.register(workerUrl(), { updateViaCache: 'none' })
    const note = (worker: ServiceWorker | null): void => {
      // Without a worker in charge this is the first one, and nobody waits for it.
      if (worker?.state !== 'installed' || serviceWorker.controller === null) return
      waiting = worker
      for (const listener of listeners) listener()
    }
    note(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const { installing } = registration
      installing?.addEventListener('statechange', () => note(installing))
    })
  } catch {
    // Refused by the browser's settings, or the relay is away.
  }
}

/** The addresses of everything that the page has loaded so far. */
function loadedFiles(): readonly string[] {
  return performance.getEntriesByType('resource').map(({ name }) => name)
}

/** The one address that may run as a worker, said to Trusted Types where the browser has them. */
function workerUrl(): string {
  const url = new URL('../sw.js', globalThis.location.href).href
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies }
  if (trustedTypes === undefined) return url
  const policy = trustedTypes.createPolicy('minuta-worker', {
    createScriptURL: (asked) => {
      if (asked !== url) throw new TypeError(`${asked} is not the worker of this page`)
      return asked
    },
  })
  // The library of types does not know yet that `register` takes one.
  return policy.createScriptURL(url) as string
}

export function isUpdateReady(): boolean {
  return waiting !== null
}

export function onUpdateReady(listener: () => void): Unsubscribe {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Hands over to the waiting worker and loads the page anew. */
export function loadUpdate(): void {
  // Another tab was first, and it is in charge already; or a still newer one took its place. There is no change of hands to wait for.
  if (waiting?.state !== 'installed') {
    globalThis.location.reload()
    return
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => globalThis.location.reload(), { once: true })
  waiting.postMessage('take-over')
}
