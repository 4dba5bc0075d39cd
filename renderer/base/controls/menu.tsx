/** Menus that open from a button. */
import { EllipsisVertical, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Header, Keyboard, Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection as AriaMenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { Button, IconButton, type ButtonTone } from './button.tsx'
import { useText } from '../words/i18n.tsx'
import './menu.css'
import { messages } from '../words/messages.ts'

export type MenuItemProps = {
  readonly label: string
  readonly icon?: LucideIcon
  readonly shortcut?: string
  readonly isDisabled?: boolean
  readonly tone?: 'plain' | 'danger'
  readonly onAction: () => void
}

/** One command of a menu. */
export function MenuItem({ label, icon: Icon, shortcut, isDisabled = false, tone = 'plain', onAction }: MenuItemProps): ReactNode {
  return (
    <AriaMenuItem textValue={label} isDisabled={isDisabled} onAction={onAction} className={`menu-item menu-item-${tone}`}>
      {Icon && <Icon aria-hidden size={16} />}
      <span className="menu-item-text">{label}</span>
      {shortcut !== undefined && <Keyboard className="menu-item-key">{shortcut}</Keyboard>}
    </AriaMenuItem>
  )
}

/** Commands that belong together, under a heading. */
export function MenuSection({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <AriaMenuSection aria-label={title}>
      <Header className="menu-header">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

/** A line between groups of commands. */
export function MenuSeparator(): ReactNode {
  return <Separator className="menu-separator" />
}

export type MenuButtonProps = {
  readonly label: string
  readonly icon?: LucideIcon
  readonly tone?: ButtonTone
  readonly isDisabled?: boolean
  readonly className?: string
  /** Together they let the owner open the menu by other means. */
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
  /** MenuItems, MenuSections and MenuSeparators. */
  readonly children: ReactNode
}

/** A button with words that opens a menu. */
export function MenuButton({ label, icon, tone = 'plain', isDisabled = false, className = '', isOpen, onOpenChange, children }: MenuButtonProps): ReactNode {
  return (
    <MenuTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Button tone={tone} isDisabled={isDisabled} className={className} {...(icon ? { icon } : {})}>
        {label}
      </Button>
      <MenuPopover>{children}</MenuPopover>
    </MenuTrigger>
  )
}

/** An icon button that opens a menu; "More actions" (three dots) when nothing else is said. */
export function IconMenuButton({ label, icon, tone = 'quiet', isDisabled = false, className = '', children }: Partial<MenuButtonProps>): ReactNode {
  const text = useText(messages)
  return (
    <MenuTrigger>
      <IconButton label={label ?? text('more')} icon={icon ?? EllipsisVertical} tone={tone} isDisabled={isDisabled} className={className} />
      <MenuPopover>{children}</MenuPopover>
    </MenuTrigger>
  )
}

function MenuPopover({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Popover className="popover" offset={4}>
      <AriaMenu className="menu">{children}</AriaMenu>
    </Popover>
  )
}
