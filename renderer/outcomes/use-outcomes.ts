/** The outcomes of a workshop for a list beside the board: read again a moment after the last change, never at every keystroke. */
import { useEffect, useState } from 'react'
import type { Doc, Transaction } from 'yjs'
import { readShownOutcomes } from '../../shared/document/kept-reads.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { Outcome } from '../../shared/model/workshop.ts'

const quietMs = 200
/** Somebody types without a pause: the list follows at this pace. */
const longestWaitMs = 1_000

/** All outcomes, in the order in which they stand. */
export function useOutcomes(doc: Doc): readonly Outcome[] {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>(() => readShownOutcomes(doc))
  useEffect(() => {
    const { boards, outcomeNumbers, programme, versions } = rootsOf(doc)
    const followed = new Set<unknown>([boards, outcomeNumbers, programme, versions])
    let timer: ReturnType<typeof setTimeout> | undefined
    let firstChange = 0
    const read = (): void => {
      firstChange = 0
      setOutcomes(readShownOutcomes(doc))
    }
    const onTransaction = (transaction: Transaction): void => {
      if (![...transaction.changedParentTypes.keys()].some((type) => followed.has(type))) return
      const now = performance.now()
      firstChange ||= now
      clearTimeout(timer)
      timer = setTimeout(read, Math.max(0, Math.min(quietMs, firstChange + longestWaitMs - now)))
    }
    doc.on('afterTransaction', onTransaction)
    // What changed between the first render and this effect.
    read()
    return () => {
      doc.off('afterTransaction', onTransaction)
      clearTimeout(timer)
    }
  }, [doc])
  return outcomes
}
