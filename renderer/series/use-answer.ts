/** One question to the engine at a time: what was asked last counts. */
import { useEffect, useState } from 'react'
import type { EngineFailure } from '../../shared/ipc/engine-port.ts'
import { failureOf } from '../base/words/failures.ts'

export type Answer<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: EngineFailure }

const waiting = { kind: 'waiting' } as const

/** Asks when `ask` is another one; null asks nothing. */
export function useAnswer<T>(ask: (() => Promise<T>) | null): Answer<T> {
  const [answered, setAnswered] = useState<{ readonly ask: unknown; readonly answer: Answer<T> } | null>(null)
  useEffect(() => {
    if (ask === null) return undefined
    let isCurrent = true
    const keep = (answer: Answer<T>): void => {
      if (isCurrent) setAnswered({ ask, answer })
    }
    void ask().then((value) => keep({ kind: 'there', value }), (error: unknown) => keep({ kind: 'failed', failure: failureOf(error) }))
    return () => {
      isCurrent = false
    }
  }, [ask])
  return answered !== null && answered.ask === ask ? answered.answer : waiting
}
