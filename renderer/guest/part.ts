/**
 * Parts of the page that are loaded on their own, so that reading comes first. On plain http nothing keeps them but the page itself: they are fetched as
 * soon as there is time, and one that a lost connection held up comes by itself when it is back. Never does a part that is missing end the page.
 */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

const retryMs = 2_000

export type Part<Props> = {
  readonly View: LazyExoticComponent<ComponentType<Props>>
  /** Fetches it ahead of its being shown. */
  readonly fetch: () => void
}

/** A part out of `load`, which is asked again until it gives one. */
export function part<Props>(load: () => Promise<ComponentType<Props>>): Part<Props> {
  let loading: Promise<{ readonly default: ComponentType<Props> }> | undefined
  const loadOnce = (): Promise<{ readonly default: ComponentType<Props> }> => (loading ??= loadPatiently(load).then((view) => ({ default: view })))
  return { View: lazy(loadOnce), fetch: () => void loadOnce() }
}

async function loadPatiently<View>(load: () => Promise<View>): Promise<View> {
  for (;;) {
    try {
      return await load()
    } catch {
      // No connection, or a relay that is being replaced.
      await new Promise((resolve) => setTimeout(resolve, retryMs))
    }
  }
}
