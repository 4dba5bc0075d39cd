/** Says that a file may fall here. */
import type { ReactNode } from 'react'
import './drop-sign.css'

/** Covers the place around it, which must be positioned; without words it is a frame around it. */
export function DropSign({ children }: { readonly children: string | null }): ReactNode {
  return <div className={children === null ? 'drop-sign drop-sign-frame' : 'drop-sign'}>{children}</div>
}
