/** Hits of the full-text search as entries of the command palette. */
import type { SearchHit } from '../../shared/ipc/engine-port.ts'
import type { SearchPart } from '../../shared/search/mark.ts'
import type { Text } from '../base/words/i18n.tsx'
import type { PaletteSection } from './command-palette.tsx'
import type { messages } from './messages.ts'

const shownHits = 12
const labelLength = 90

/** One section with the best hits, each beside the name of its workshop. Workshops themselves the palette lists already. */
export function foundSections(text: Text<keyof (typeof messages)['en']>, hits: readonly SearchHit[], onOpen: (hit: SearchHit) => void): readonly PaletteSection[] {
  const entries = hits
    .filter(({ kind }) => kind !== 'workshop')
    .slice(0, shownHits)
    .map((hit) => ({
      id: `hit-${hit.workshop}-${hit.kind}-${hit.id}`,
      label: [plain(hit.title), plain(hit.snippet)].filter((part) => part !== '').join(' · ').slice(0, labelLength),
      hint: hit.workshopTitle,
      onAction: () => onOpen(hit),
    }))
  return entries.length === 0 ? [] : [{ title: text('sectionFound'), entries }]
}

function plain(parts: readonly SearchPart[]): string {
  return parts.map((part) => part.text).join('')
}
