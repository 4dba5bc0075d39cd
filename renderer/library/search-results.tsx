/** What the search found inside the workshops, grouped by workshop, the best group first. */
import { CalendarDays, FileText, Tag, User, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { SearchHit } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { SearchKind } from '../../shared/search/entries.ts'
import type { SearchPart } from '../../shared/search/mark.ts'
import { Button } from '../base/controls/button.tsx'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import './search-results.css'

const kindIcons: Readonly<Record<SearchKind, LucideIcon>> = { workshop: CalendarDays, board: FileText, outcome: Tag, person: User }
const shownPerGroup = 5

export type SearchResultsProps = {
  readonly hits: readonly SearchHit[]
  /** Workshops that were put away: what is found in them says so. */
  readonly putAway: ReadonlySet<WorkshopId>
  /** False while there may be more to come. */
  readonly isComplete: boolean
  readonly onOpen: (hit: SearchHit) => void
}

/** The found places. The heading says how many there are, also to those who only hear it. */
export function SearchResults({ hits, putAway, isComplete, onOpen }: SearchResultsProps): ReactNode {
  const text = useText(messages)
  return (
    <section className="search-results" aria-label={text('foundInside')}>
      <header className="search-results-header">
        <h2>{text('foundInside')}</h2>
        <output className="quiet small">
          {text('places', { count: hits.length })}
          {!isComplete && ` · ${text('stillReading')}`}
        </output>
      </header>
      {groupsOf(hits).map(({ workshop, title, hits: group }) => (
        <SearchGroup key={workshop} title={title === '' ? text('untitled') : title} isPutAway={putAway.has(workshop)} hits={group} onOpen={onOpen} />
      ))}
    </section>
  )
}

type SearchGroupProps = { readonly title: string; readonly isPutAway: boolean; readonly hits: readonly SearchHit[]; readonly onOpen: (hit: SearchHit) => void }

function SearchGroup({ title, isPutAway, hits, onOpen }: SearchGroupProps): ReactNode {
  const text = useText(messages)
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? hits : hits.slice(0, shownPerGroup)
  return (
    <section>
      <h3 className="search-group-title">
        <span className="any-script">{title}</span>
        {isPutAway && <span className="search-group-away"> · {text('isPutAway')}</span>}
      </h3>
      <ul aria-label={title} className="search-hits">
        {shown.map((hit) => (
          <li key={`${hit.kind} ${hit.id}`}>
            <Hit hit={hit} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {shown.length < hits.length && (
        <Button tone="quiet" className="search-more" onPress={() => setIsWhole(true)}>
          {text('more', { count: hits.length - shown.length })}
        </Button>
      )}
    </section>
  )
}

function Hit({ hit, onOpen }: { readonly hit: SearchHit; readonly onOpen: (hit: SearchHit) => void }): ReactNode {
  const text = useText(messages)
  const Icon = kindIcons[hit.kind]
  const title = hit.title.length > 0 ? hit.title : [{ text: text('untitledHit'), isMatch: false }]
  return (
    <AriaButton className="row-button search-hit" onPress={() => onOpen(hit)}>
      <span className="search-hit-kind">
        <Icon aria-hidden size={16} />
        {text(`kind_${hit.kind}`)}
      </span>
      <span className="search-hit-words">
        <span className="search-hit-title any-script">
          <Marked parts={title} />
        </span>{' '}
        {hit.snippet.length > 0 && (
          <span className="search-hit-snippet any-script">
            <Marked parts={hit.snippet} />
          </span>
        )}
      </span>
    </AriaButton>
  )
}

function Marked({ parts }: { readonly parts: readonly SearchPart[] }): ReactNode {
  let at = 0
  return parts.map(({ text, isMatch }) => {
    const key = at
    at += text.length
    return isMatch ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>
  })
}

type Group = { readonly workshop: WorkshopId; readonly title: string; readonly hits: SearchHit[] }

function groupsOf(hits: readonly SearchHit[]): readonly Group[] {
  const groups = new Map<WorkshopId, Group>()
  for (const hit of hits) {
    const group = groups.get(hit.workshop)
    if (group) group.hits.push(hit)
    else groups.set(hit.workshop, { workshop: hit.workshop, title: hit.workshopTitle, hits: [hit] })
  }
  return [...groups.values()]
}
