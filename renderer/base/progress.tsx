import type { ReactNode } from 'react'
import './progress.css'

/** How far long work has come; `total` 0: nobody knows. */
export function Progress({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }): ReactNode {
  return <progress className="progress" aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
}
