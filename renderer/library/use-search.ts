/** Searching while somebody types: one question at a time, the last one answered wins. */
import { useEffect, useState } from 'react'
import type { SearchResult } from '../../shared/ipc/engine-port.ts'

export type SearchCall = (query: string) => Promise<SearchResult>

/** Long enough for a quick typist's next letter, too short to be felt. */
const pauseMs = 120
/** How soon to look again while workshops are still being read, and after a search that failed. */
const againMs = 1_000

export type SearchState = {
  /** What `result` was found for; an older query than the one in the box while the answer is on its way. */
  readonly query: string
  readonly result: SearchResult
}

/** The answer to `query`; null before the first one, and for an empty query. A failed search is no answer, and is asked again. */
export function useSearch(search: SearchCall, query: string): SearchState | null {
  const [state, setState] = useState<SearchState | null>(null)
  const asked = query.trim()
  useEffect(() => {
    if (asked === '') return undefined
    let isCurrent = true
    let timer = setTimeout(function ask() {
      search(asked).then(
        (result) => {
          if (!isCurrent) return
          setState({ query: asked, result })
          if (!result.isComplete) timer = setTimeout(ask, againMs)
        },
        () => {
          if (!isCurrent) return
          // What was found for the same words before stays.
          setState((before) => (before?.query === asked ? before : { query: asked, result: { hits: [], isComplete: false } }))
          timer = setTimeout(ask, againMs)
        },
      )
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [search, asked])
  return asked === '' ? null : state
}
