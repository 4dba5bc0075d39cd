/** Whether the guest is asked who they are: on arrival, or because they asked for it, which the browser's back button takes back. */
import { useCallback, useEffect, useRef, useState } from 'react'

export type Asking = 'nothing' | 'on-arrival' | 'again'

/** `ask` asks again; `done` leads on, or back to the place from which was asked. */
export function useAsking(isNameless: boolean): { readonly asking: Asking; readonly ask: () => void; readonly done: () => void } {
  const [asking, setAsking] = useState<Asking>(isNameless ? 'on-arrival' : 'nothing')
  // The browser takes a moment to go back: whoever presses twice must not go back twice.
  const isStepTaken = useRef(false)
  useEffect(() => {
    const onPopState = (): void => {
      isStepTaken.current = false
      setAsking((now) => (now === 'again' ? 'nothing' : now))
    }
    globalThis.addEventListener('popstate', onPopState)
    return () => globalThis.removeEventListener('popstate', onPopState)
  }, [])
  const ask = useCallback(() => {
    // A step of its own, at the same place.
    globalThis.history.pushState(globalThis.history.state, '')
    isStepTaken.current = true
    setAsking('again')
  }, [])
  const done = useCallback(() => {
    if (isStepTaken.current) globalThis.history.back()
    else setAsking('nothing')
    isStepTaken.current = false
  }, [])
  return { asking, ask, done }
}
