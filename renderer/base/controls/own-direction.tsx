/** What belongs to the interface and stands in a text of another direction: its icons stand on the side of its own words. */
import type { ReactNode } from 'react'
import { useLocale } from 'react-aria-components'

export function OwnDirection({ children }: { readonly children: ReactNode }): ReactNode {
  const { direction } = useLocale()
  return (
    <span dir={direction} className="own-direction">
      {children}
    </span>
  )
}
