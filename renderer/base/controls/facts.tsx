/** A few facts in one line. */
import type { ReactNode } from 'react'
import './facts.css'
import { inOrder } from '../words/in-order.ts'

export type FactsProps = {
  /** Those that are empty are left out. */
  readonly facts: readonly string[]
  readonly between?: string
}

/** `facts` in the order in which the interface reads, each in its own direction: a Latin name must not turn an Arabic line around, nor the other way round. */
export function Facts({ facts, between = ' · ' }: FactsProps): ReactNode {
  const shown = facts.filter((fact) => fact.trim() !== '').map((fact, index) => ({ fact, before: index === 0 ? '' : between }))
  return (
    <span className="facts">
      {inOrder(shown, ({ fact, before }) => (
        <>
          {before}
          <bdi>{fact}</bdi>
        </>
      ))}
    </span>
  )
}
