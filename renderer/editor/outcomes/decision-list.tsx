/** Suggestions for a field that names a decision; any other one may be named in words. */
import { useMemo, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import { decisionsOf } from './decision-names.ts'

export type DecisionListProps = {
  readonly id: string
  readonly doc: Doc
  /** No outcome replaces itself. */
  readonly without: string
}

/** Mounted while the field has the focus: the decisions are those of that moment. */
export function DecisionList({ id, doc, without }: DecisionListProps): ReactNode {
  const decisions = useMemo(() => decisionsOf(doc).filter((decision) => decision.id !== without), [doc, without])
  return (
    <datalist id={id}>
      {decisions.map((decision) => (
        <option key={decision.id} value={decision.label}>
          {decision.text}
        </option>
      ))}
    </datalist>
  )
}
