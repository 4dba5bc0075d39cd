/** Something that went wrong, told next to the thing: what happened, what is safe, what to do. */
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './problem.css'

export type ProblemProps = {
  readonly title?: string
  readonly children: ReactNode
  /** `note` tells of a limit, without alarm. */
  readonly tone?: 'problem' | 'note'
}

/** A notice in place; announced at once when it is a problem. */
export function Problem({ title, children, tone = 'problem' }: ProblemProps): ReactNode {
  return (
    <div role={tone === 'problem' ? 'alert' : 'note'} className={`problem problem-${tone}`}>
      <CircleAlert aria-hidden size={20} />
      <div className="problem-words">
        {title !== undefined && <strong>{title}</strong>}
        <div>{children}</div>
      </div>
    </div>
  )
}
