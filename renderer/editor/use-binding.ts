/** A board binding for as long as a component shows it. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { BoardBinding, type BindingState, type BoardBindingOptions } from './board-binding.ts'

const never = (): (() => void) => () => {}

/**
 * Binds for as long as the component is mounted, anew whenever `options` changes (keep it in a memo). Null before the first
 * effect, and while `options` is null.
 */
export function useBinding(options: BoardBindingOptions | null): BindingState | null {
  const [binding, setBinding] = useState<BoardBinding | null>(null)
  useEffect(() => {
    if (!options) return undefined
    const bound = new BoardBinding(options)
    setBinding(bound)
    return () => {
      setBinding(null)
      bound.dispose()
    }
  }, [options])
  return useSyncExternalStore(binding?.onState ?? never, () => binding?.getState() ?? null)
}
