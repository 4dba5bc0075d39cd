/** One box that finds boards, people, outcomes and commands, by keyboard from anywhere (Ctrl/Cmd+K). */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Autocomplete, Dialog, Header, Menu, MenuItem, MenuSection, Modal, ModalOverlay } from 'react-aria-components'
import { SearchField } from '../base/controls/fields.tsx'
import { fold, matches } from '../base/controls/fold.ts'
import { useText } from '../base/words/i18n.tsx'
import './command-palette.css'
import { messages } from './messages.ts'

export type PaletteEntry = {
  readonly id: string
  readonly label: string
  /** More words by which it is found, shown beside the label: a board's item, a person's organisation. */
  readonly hint: string
  readonly onAction: () => void
}

export type PaletteSection = { readonly title: string; readonly entries: readonly PaletteEntry[] }

/** Looks elsewhere for a query; what it finds is shown as it is, below the sections. Must not reject for a query that finds nothing. */
export type FindEntries = (query: string) => Promise<readonly PaletteSection[]>

const shownPerSection = 12
const findPauseMs = 120

/** The entries that match, the ones whose label begins with the query first; sections without a match are left out. */
export function findEntries(sections: readonly PaletteSection[], query: string): readonly PaletteSection[] {
  const begins = (entry: PaletteEntry): number => (fold(entry.label).startsWith(fold(query)) ? 0 : 1)
  return sections
    .map((section) => ({
      title: section.title,
      entries: section.entries
        .filter((entry) => matches(`${entry.label} ${entry.hint}`, query))
        .sort((a, b) => begins(a) - begins(b))
        .slice(0, shownPerSection),
    }))
    .filter((section) => section.entries.length > 0)
}

export type CommandPaletteProps = {
  readonly sections: readonly PaletteSection[]
  readonly find?: FindEntries | undefined
  /** Closes the palette, then does what was chosen. */
  readonly onChoose: (entry: PaletteEntry) => void
  readonly onClose: () => void
}

/** The palette; mounted while it is open. `sections` are made once, when it opens. */
export function CommandPalette({ sections, find, onChoose, onClose }: CommandPaletteProps): ReactNode {
  const text = useText(messages)
  const [query, setQuery] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  // One press leaves, whatever was typed: the box would take the first one to empty itself.
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
    globalThis.addEventListener('keydown', leave, true)
    return () => globalThis.removeEventListener('keydown', leave, true)
  }, [onClose])
  const elsewhere = useFound(find, query)
  const found = [...findEntries(sections, query), ...elsewhere]
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} className="veil palette-veil">
      <Modal className="dialog dialog-normal">
        <Dialog aria-label={text('commands')} className="dialog-inside palette">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <SearchField label={text('paletteLabel')} value={query} onChange={setQuery} inputRef={input} className="palette-search" />
            <Menu className="menu palette-menu" renderEmptyState={() => <p className="palette-empty">{text('paletteEmpty')}</p>}>
              {found.map((section) => (
                <MenuSection key={section.title} id={section.title} aria-label={section.title}>
                  <Header className="menu-header">{section.title}</Header>
                  {section.entries.map((entry) => (
                    <MenuItem
                      key={entry.id}
                      id={entry.id}
                      textValue={entry.label}
                      className="menu-item"
                      onAction={() => onChoose(entry)}
                    >
                      <span className="menu-item-text clip any-script">{entry.label}</span>
                      <span className="menu-item-key clip any-script">{entry.hint}</span>
                    </MenuItem>
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What `find` says to `query`, a moment after it was typed; the last answer stays until the next one is there. */
function useFound(find: FindEntries | undefined, query: string): readonly PaletteSection[] {
  const [found, setFound] = useState<readonly PaletteSection[]>([])
  const asked = query.trim()
  useEffect(() => {
    let isCurrent = true
    const show = (sections: readonly PaletteSection[]): void => {
      if (isCurrent) setFound(sections)
    }
    // Without an answer the palette still has its own entries.
    const timer = setTimeout(() => void (asked === '' ? Promise.resolve([]) : (find?.(asked) ?? Promise.resolve([]))).then(show, () => show([])), findPauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [find, asked])
  return found
}
