/**
 * What is typed into a form and not sent yet. It stays while something else is looked at and when the page is loaded anew (a telephone throws pages
 * away while nobody looks), for as long as this window or tab is there. Never a choice that is to last: those are in `remembered.ts`.
 */
import { useCallback, useState } from 'react'
import { keepInTab, recallInTab } from './tab-memory.ts'

/** The words under `key`; '' when there are none, or the browser refuses to keep any. */
export function recallDraft(key: string): string {
  return recallInTab(`draft.${key}`) ?? ''
}

/** Keeps `words` under `key`; '' forgets what was there. */
export function keepDraft(key: string, words: string): void {
  keepInTab(`draft.${key}`, words === '' ? null : words)
}

type DraftOptions = {
  /** What the field begins as where nothing is kept. */
  readonly initial?: string
  /** The key of the words that this is about: where they are gone when the field comes up, so is this. */
  readonly about?: string
}

/** State of a field whose words outlive it, under `key`; '' forgets them. */
export function useDraft(key: string, { initial = '', about }: DraftOptions = {}): [string, (words: string) => void] {
  const recalled = (): { readonly key: string; readonly words: string } => {
    const isOver = about !== undefined && recallDraft(about) === ''
    return { key, words: (isOver ? '' : recallDraft(key)) || initial }
  }
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
