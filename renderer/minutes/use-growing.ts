/** Drawing a long list without holding up who types: a few at first, the others whenever the page has nothing else to do. */
import { startTransition, useCallback, useEffect, useState } from 'react'
import { whenIdle } from './when-idle.ts'

/** So many fill the window. */
const atFirst = 4
/** So many more are drawn well within one frame's patience, a register of a thousand outcomes among them or not. */
const atATime = 3

export type Growing = { readonly shown: number; readonly showAll: () => void }

/** How many of `count` are to be drawn now; `showAll` is for whoever wants to go to one that is not. */
export function useGrowing(count: number): Growing {
  const [shown, setShown] = useState(atFirst)
  const isAll = shown >= count
  useEffect(() => {
    if (isAll) return undefined
    return whenIdle(() => startTransition(() => setShown(shown + atATime)))
  }, [isAll, shown])
  const showAll = useCallback(() => setShown(Number.POSITIVE_INFINITY), [])
  return { shown, showAll }
}
