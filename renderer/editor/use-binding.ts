/** A board binding for as long as a component shows it. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { BoardBinding, type BindingState, type BoardBindingOptions } from './board-binding.ts'

/** Holds at most one binding and tells when its state, or the binding itself, changes. */
class BindingHolder {
  #binding: BoardBinding | null = null
  readonly #listeners = new Set<() => void>()

  getState = (): BindingState | null => this.#binding?.getState() ?? null

  onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Binds by `options` until the returned release is called. */
  hold(options: BoardBindingOptions): () => void {
    const binding = new BoardBinding(options)
    this.#binding = binding
    binding.onState(this.#tell)
    this.#tell()
    return () => {
      this.#binding = null
      binding.dispose()
      this.#tell()
    }
  }

  #tell = (): void => {
    for (const listener of this.#listeners) listener()
  }
}

/**
 * Binds for as long as the component is mounted, anew whenever `options` changes (keep it in a memo). Null before the first
 * effect, and while `options` is null.
 */
export function useBinding(options: BoardBindingOptions | null): BindingState | null {
  const [holder] = useState(() => new BindingHolder())
  useEffect(() => (options ? holder.hold(options) : undefined), [holder, options])
  return useSyncExternalStore(holder.onState, holder.getState)
}
