/** Opens the command palette over a screen: by key, by menu, or by its button. */
import { useEffect, useState, type ReactNode } from 'react'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import { CommandPalette, type FindEntries, type PaletteSection } from './command-palette.tsx'

export type Palette = { readonly open: () => void; readonly element: ReactNode }

/** `makeSections` is asked when the palette opens, so that nothing is gathered while people type; `find` at every query. */
export function usePalette(desktop: DesktopApi, makeSections: () => readonly PaletteSection[], find?: FindEntries): Palette {
  const [sections, setSections] = useState<readonly PaletteSection[] | null>(null)
  const open = (): void => setSections(makeSections())
  useEffect(() => {
    const toggle = (): void => setSections((shown) => (shown ? null : makeSections()))
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
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
  }, [desktop, makeSections])
  return { open, element: sections && <CommandPalette sections={sections} find={find} onClose={() => setSections(null)} /> }
}
