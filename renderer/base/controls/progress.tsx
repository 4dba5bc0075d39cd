import type { ReactNode } from 'react'
import './progress.css'

/** What long work does now, and how far it has come. */
export function ProgressStep({ words, done, total }: { readonly words: string; readonly done: number; readonly total: number }): ReactNode {
  return (
    <div className="progress-step">
      <output>{words}</output>
      <Progress label={words} done={done} total={total} />
    </div>
  )
}

/** How far long work has come; `total` 0: nobody knows. */
export function Progress({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }): ReactNode {
  return <progress className="progress" aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
}
