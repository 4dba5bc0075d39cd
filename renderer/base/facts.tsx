/** A few facts in one line. */
import { Fragment, type ReactNode } from 'react'
import './facts.css'

export type FactsProps = {
  /** Those that are empty are left out. */
  readonly facts: readonly string[]
  readonly between?: string
}

/** `facts` in the order in which the interface reads, each in its own direction: a Latin name must not turn an Arabic line around, nor the other way round. */
export function Facts({ facts, between = ' · ' }: FactsProps): ReactNode {
  return (
    <span className="facts">
      {facts
        .filter((fact) => fact.trim() !== '')
        .map((fact, index) => (
          <Fragment key={index}>
            {index > 0 && between}
            <bdi>{fact}</bdi>
          </Fragment>
        ))}
    </span>
  )
}
