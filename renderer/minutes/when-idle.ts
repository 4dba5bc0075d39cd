/** Work that waits until nobody types. */

/** It starts when the page is idle, at the latest after this time. */
const latestMs = 400

/** Calls `work` once when the page is idle; returns a function that calls it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof globalThis.requestIdleCallback === 'function') {
    const id = globalThis.requestIdleCallback(work, { timeout: latestMs })
    return () => globalThis.cancelIdleCallback(id)
  }
  const id = setTimeout(work)
  return () => clearTimeout(id)
}
