/** A long part of a dialog that has nothing to press. */
import type { ReactNode } from 'react'

export type KeyboardRegionProps = { readonly label: string; readonly className?: string; readonly children: ReactNode }

/** A stop for the Tab key, so that what scrolls can be scrolled by keyboard. */
export function KeyboardRegion({ label, className, children }: KeyboardRegionProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className={className}>
      {children}
    </section>
  )
}
