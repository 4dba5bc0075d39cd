/** Says that a file may fall here. */
import type { ReactNode } from 'react'
import './drop-sign.css'

/** Covers the place around it, which must be positioned. */
export function DropSign({ children }: { readonly children: string }): ReactNode {
  return <div className="drop-sign">{children}</div>
}
