/** The list of workshops, followed. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { EngineFailure, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { failureOf } from '../base/words/failures.ts'
import type { WorkshopSource } from '../document/source.ts'

export type LibraryState = {
  /** Newest first; null until they have been read. */
  readonly workshops: readonly WorkshopSummary[] | null
  readonly failure: EngineFailure | null
  readonly retry: () => void
}

/** The workshops of this computer. `isShown`: whoever comes to the list asks anew, and hears when the storage cannot be opened any more. */
export function useLibrary(source: WorkshopSource, isShown: boolean): LibraryState {
  const [state, setState] = useState<Pick<LibraryState, 'workshops' | 'failure'>>({ workshops: null, failure: null })
  const [show, fail] = useMemo(
    () => [
      (list: readonly WorkshopSummary[]) => setState({ workshops: [...list].sort((a, b) => b.changedAt - a.changedAt), failure: null }),
      (error: unknown) => setState((before) => ({ workshops: before.workshops, failure: failureOf(error) })),
    ],
    [],
  )
  const read = useCallback(() => void source.call('listWorkshops').then(show, fail), [source, show, fail])
  useEffect(() => source.onLibrary(show), [source, show])
  useEffect(read, [read, isShown])
  return { ...state, retry: read }
}
