/** The way from the minutes back to where something was written; given by whoever shows the page, as boards are another page. */
import { CornerUpLeft } from 'lucide-react'
import { createContext, useContext, type ReactNode } from 'react'
import type { FindingPlace } from '../../shared/minutes/checks/finding.ts'
import { useText } from '../base/words/i18n.tsx'
import type { MinutesSources } from './compiling.ts'
import { messages } from './messages.ts'

export type Places = { readonly sources: MinutesSources; readonly goTo: (place: FindingPlace) => void }

const PlacesContext = createContext<Places | null>(null)

/** Below it, parts and outcomes show where they come from. */
export function PlacesProvider({ places, children }: { readonly places: Places; readonly children: ReactNode }): ReactNode {
  return <PlacesContext value={places}>{children}</PlacesContext>
}

/** The chip of an outcome: leads to where it stands on its board. Nothing where there is no such board, and for whoever only reads. */
export function OutcomeChip({ label }: { readonly label: string }): ReactNode {
  const text = useText(messages)
  const places = useContext(PlacesContext)
  const source = places !== null && Object.hasOwn(places.sources.outcomes, label) ? places.sources.outcomes[label] : undefined
  if (!places || !source) return null
  return <Chip name={text('showOnBoard', { title: label })} onPress={() => places.goTo({ kind: 'outcome', board: source.board, outcome: source.id })} />
}

/** The chips of a part: one for each of its boards. */
export function PartChips({ part }: { readonly part: string }): ReactNode {
  const text = useText(messages)
  const places = useContext(PlacesContext)
  const boards = places !== null && Object.hasOwn(places.sources.boards, part) ? (places.sources.boards[part] ?? []) : []
  return places && boards.map(({ id, title }) => (
    <Chip key={id} name={text('showOnBoard', { title })} words={boards.length > 1 ? title : text('board')} onPress={() => places.goTo({ kind: 'board', board: id, block: null })} />
  ))
}

function Chip({ name, words, onPress }: { readonly name: string; readonly words?: string; readonly onPress: () => void }): ReactNode {
  return (
    <button type="button" className="minutes-chip" aria-label={name} title={name} onClick={onPress}>
      <CornerUpLeft aria-hidden size={14} className="flip-in-rtl" />
      {words !== undefined && <span className="any-script clip">{words}</span>}
    </button>
  )
}
