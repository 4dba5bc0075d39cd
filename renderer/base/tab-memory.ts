/** What a window or tab remembers for as long as it is there, also when its page is loaded anew. Where the browser refuses, nothing is remembered. */
const prefix = 'minuta.'

/** The text under `key`; null when there is none. */
export function recallInTab(key: string): string | null {
  try {
    return globalThis.sessionStorage.getItem(prefix + key)
  } catch {
    return null
  }
}

/** Keeps `text` under `key`; null forgets what was there. */
export function keepInTab(key: string, text: string | null): void {
  try {
    if (text === null) globalThis.sessionStorage.removeItem(prefix + key)
    else globalThis.sessionStorage.setItem(prefix + key, text)
  } catch {
    // Then it holds until the page is loaded anew.
  }
}
