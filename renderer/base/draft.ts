/**
 * What is typed into a form and not sent yet. It stays while something else is looked at and when the page is loaded anew (a telephone throws pages
 * away while nobody looks), for as long as this window or tab is there. Never a choice that is to last: those are in `remembered.ts`.
 */
import { useCallback, useState } from 'react'

const prefix = 'minuta.draft.'

/** The words under `key`; '' when there are none, or the browser refuses to keep any. */
export function recallDraft(key: string): string {
  try {
    return globalThis.sessionStorage.getItem(prefix + key) ?? ''
  } catch {
    return ''
  }
}

/** Keeps `words` under `key`; '' forgets what was there. */
export function keepDraft(key: string, words: string): void {
  try {
    if (words === '') globalThis.sessionStorage.removeItem(prefix + key)
    else globalThis.sessionStorage.setItem(prefix + key, words)
  } catch {
    // Then it stays as long as its form does.
  }
}

/** State of a field whose words outlive it, under `key`; '' forgets them, and the field begins as `initial` the next time. */
export function useDraft(key: string, initial = ''): [string, (words: string) => void] {
  const recalled = (): { readonly key: string; readonly words: string } => ({ key, words: recallDraft(key) || initial })
  const [draft, setDraft] = useState(recalled)
  // A field that is somebody else's now shows what they typed, and nothing of the one before.
  const shown = draft.key === key ? draft : recalled()
  if (shown !== draft) setDraft(shown)
  const write = useCallback(
    (words: string) => {
      setDraft({ key, words })
      keepDraft(key, words)
    },
    [key],
  )
  return [shown.words, write]
}
