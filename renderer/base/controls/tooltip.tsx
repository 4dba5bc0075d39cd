/** Names of icon buttons, shown on hover and on keyboard focus. */
import { useEffect, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
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
  const [isOpen, setIsOpen] = useState(false)
  // Escape puts the name away and goes on to what it is meant for, such as the dialog around. The kit would keep the key to itself, by a
  // listener on the document, which is taken away here before the key gets there.
  useEffect(() => {
    if (!isOpen) return undefined
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') flushSync(() => setIsOpen(false))
    }
    globalThis.addEventListener('keydown', onKeyDown, true)
    return () => globalThis.removeEventListener('keydown', onKeyDown, true)
  }, [isOpen])
  return (
    <TooltipTrigger delay={500} closeDelay={80} isOpen={isOpen} onOpenChange={setIsOpen}>
      {children}
      <Tooltip offset={6} className="tooltip">
        {label}
        {shortcut !== undefined && <kbd className="tooltip-key">{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
