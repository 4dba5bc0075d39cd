/** Buttons: one with words, one with an icon and a name, one that stays pressed. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, ToggleButton, type ButtonProps as AriaButtonProps, type ToggleButtonProps } from 'react-aria-components'
import './button.css'
import { WithTooltip } from './tooltip.tsx'

/** `accent`: the one main action of a view; `quiet`: no frame until pointed at; `danger`: cannot be undone. */
export type ButtonTone = 'plain' | 'accent' | 'quiet' | 'danger'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  readonly tone?: ButtonTone
  readonly icon?: LucideIcon
  /** Extra class for placing the button; its look comes from `tone`. */
  readonly className?: string
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that says what it does, with an icon in front where that helps. */
export function Button({ tone = 'plain', icon: Icon, className = '', children, ...rest }: ButtonProps): ReactNode {
  return (
    <AriaButton {...rest} className={`button button-${tone} ${className}`}>
      {Icon && <Icon aria-hidden size={16} />}
      {typeof children === 'string' ? <span className="button-words">{children}</span> : children}
    </AriaButton>
  )
}

export type IconButtonProps = Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> & {
  readonly icon: LucideIcon
  /** Accessible name, shown as a tooltip. */
  readonly label: string
  /** Key to press instead, shown in the tooltip: "Ctrl B". */
  readonly shortcut?: string
}

/** A square button with an icon; its name is spoken and shown on hover and focus. */
export function IconButton({ label, shortcut, icon: Icon, tone = 'quiet', className = '', ...rest }: IconButtonProps): ReactNode {
  return (
    <WithTooltip label={label} shortcut={shortcut}>
      <AriaButton {...rest} aria-label={label} className={`button button-icon button-${tone} ${className}`}>
        <Icon aria-hidden size={16} />
      </AriaButton>
    </WithTooltip>
  )
}

export type ToggleIconButtonProps = Omit<ToggleButtonProps, 'className' | 'style' | 'children' | 'aria-label'> & {
  readonly icon: LucideIcon
  readonly label: string
  readonly shortcut?: string
  readonly className?: string
}

/** An icon button that is on or off (`isSelected`), as in a formatting toolbar. */
export function ToggleIconButton({ label, shortcut, icon: Icon, className = '', ...rest }: ToggleIconButtonProps): ReactNode {
  return (
    <WithTooltip label={label} shortcut={shortcut}>
      <ToggleButton {...rest} aria-label={label} className={`button button-icon button-quiet ${className}`}>
        <Icon aria-hidden size={16} />
      </ToggleButton>
    </WithTooltip>
  )
}
