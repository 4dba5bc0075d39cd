/** Names of icon buttons, shown on hover and on keyboard focus. */
import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import './tooltip.css'

export type WithTooltipProps = {
  readonly label: string
  readonly shortcut?: string | undefined
  /** One element that can be focused. */
  readonly children: ReactNode
}

/** Shows `label` (and the key that does the same) near its child. The child keeps its own accessible name. */
export function WithTooltip({ label, shortcut, children }: WithTooltipProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip offset={6} className="tooltip">
        {label}
        {shortcut !== undefined && <kbd className="tooltip-key">{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
