/** Opens the command palette over a screen: by key, by menu, or by its button. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { hasOpenDialog } from '../base/controls/dialog.tsx'
import { shortcutLetter } from '../base/shortcut-letter.ts'
import { CommandPalette, type FindEntries, type PaletteEntry, type PaletteSection } from './command-palette.tsx'

/** What there is to find; stable while that stays the same. */
export type MakeSections = () => readonly PaletteSection[]

export type Palette = { readonly open: () => void; readonly element: ReactNode }

/**
 * `makeSections` is asked when the palette opens, so that nothing is gathered while people type, and again when another one takes its
 * place: a palette that was opened over a workshop on its way fills itself when that has come. `find` is asked at every query.
 */
export function usePalette(desktop: DesktopApi, makeSections: MakeSections, find?: FindEntries): Palette {
  const [isOpen, setIsOpen] = useState(false)
  const sections = useMemo(() => (isOpen ? makeSections() : null), [isOpen, makeSections])
  const focusedBefore = useRef<Element | null>(null)
  const open = useCallback(() => {
    focusedBefore.current = document.activeElement
    setIsOpen(true)
  }, [])
  const close = useCallback(() => setIsOpen(false), [])
  // What an entry opens gives the focus back to where it found it: to the text that somebody writes, not to a box that is gone.
  const choose = useCallback((entry: PaletteEntry) => {
    flushSync(() => setIsOpen(false))
    if (focusedBefore.current instanceof HTMLElement) focusedBefore.current.focus({ preventScroll: true })
    entry.onAction()
  }, [])
  useEffect(() => {
    const toggle = (): void => {
      // Its own, or one that is filled in, which must not go with its page.
      const isDialogOpen = hasOpenDialog()
      if (!isDialogOpen) focusedBefore.current = document.activeElement
      setIsOpen((isShown) => !isShown && !isDialogOpen)
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || shortcutLetter(event) !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault() // or the menu entry with the same key would follow
      toggle()
    }
    globalThis.addEventListener('keydown', onKeyDown)
    const unsubscribe = desktop.on('menu-command', (command) => {
      if (command === 'command-palette') toggle()
    })
    return () => {
      globalThis.removeEventListener('keydown', onKeyDown)
      unsubscribe()
    }
  }, [desktop])
  return { open, element: sections && <CommandPalette sections={sections} find={find} onChoose={choose} onClose={close} /> }
}
