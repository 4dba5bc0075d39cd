/** Small choices that this window remembers between starts: which panel is open, which board was looked at last. Never content. */
import { useCallback, useState } from 'react'

const prefix = 'minuta.'

/** The remembered text, or null when nothing is remembered or the browser refuses. */
export function recall(key: string): string | null {
  try {
    return globalThis.localStorage.getItem(prefix + key)
  } catch {
    return null // storage switched off: then nothing is remembered
  }
}

/** Remembers `value`; null forgets. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) globalThis.localStorage.removeItem(prefix + key)
    else globalThis.localStorage.setItem(prefix + key, value)
  } catch {
    // A choice that cannot be remembered still holds for now.
  }
}

/** State out of a few choices that outlives the window. */
export function useRemembered<Choice extends string>(key: string, choices: readonly Choice[], initial: Choice): [Choice, (choice: Choice) => void] {
  const [choice, setChoice] = useState<Choice>(() => {
    const recalled = recall(key)
    return choices.find((candidate) => candidate === recalled) ?? initial
  })
  const choose = useCallback(
    (next: Choice) => {
      setChoice(next)
      remember(key, next)
    },
    [key],
  )
  return [choice, choose]
}
