/** The first screen: every workshop of this computer, and the ways to get one. */
import { BookOpen, FolderOpen, LogIn, Plus, Search, Settings as SettingsIcon } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { SearchHit, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { formatPartialDate } from '../../shared/minutes/dates.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { Button, IconButton } from '../base/controls/button.tsx'
import { DropSign } from '../base/controls/drop-sign.tsx'
import { SearchField, SwitchField } from '../base/controls/fields.tsx'
import { FoldAway } from '../base/controls/fold-away.tsx'
import { matches } from '../base/controls/fold.ts'
import { useText } from '../base/words/i18n.tsx'
import { importMessages } from '../base/words/import-words.ts'
import { Landmark } from '../base/controls/landmark.tsx'
import { useFileDrop } from '../base/files/use-file-import.ts'
import { Wordmark } from '../base/controls/wordmark.tsx'
import './library.css'
import { messages } from './messages.ts'
import { SearchResults } from './search-results.tsx'
import { useSearch, type SearchCall } from './use-search.ts'
import { WorkshopList } from './workshop-list.tsx'

export type LibraryProps = {
  /** Null while it is being read. */
  readonly workshops: readonly WorkshopSummary[] | null
  /** Looks through everything inside the workshops; the caller keeps it the same from one call to the next. */
  readonly search: SearchCall
  readonly onOpenHit: (hit: SearchHit) => void
  readonly isWorkingOffline: boolean
  readonly isOpeningSample: boolean
  readonly onWorkOffline: (isOffline: boolean) => void
  readonly onOpen: (workshop: WorkshopId) => void
  readonly onNew: () => void
  readonly onJoin: () => void
  readonly onOpenSample: () => void
  /** Asks for a file that holds a workshop. */
  readonly onAskForFile: () => void
  /** Takes such files in, which were dropped here. */
  readonly onFiles: (files: readonly File[]) => void
  readonly onPutAway: (workshop: WorkshopSummary, isPutAway: boolean) => void
  readonly onSettings: () => void
  readonly onCommands: () => void
}

/** The library. */
export function Library(props: LibraryProps): ReactNode {
  const { workshops, onNew, onJoin, onOpenSample, isOpeningSample, onAskForFile } = props
  const text = useText(messages)
  const importText = useText(importMessages)
  const { locale } = useIntl()
  const [query, setQuery] = useState('')
  const found = workshops?.filter((workshop) =>
    matches([workshop.title, workshop.body, workshop.place, formatPartialDate(workshop.date, locale)].join(' '), query),
  )
  const shelf = found?.filter(({ isPutAway }) => !isPutAway) ?? []
  const away = found?.filter(({ isPutAway }) => isPutAway) ?? []
  const drop = useFileDrop(props.onFiles, true)
  const inside = useSearch(props.search, query)
  // A workshop that stands in the list above needs no second line.
  const hits = inside?.result.hits.filter((hit) => hit.kind !== 'workshop' || found?.some(({ id }) => id === hit.workshop) !== true) ?? []
  const putAway = useMemo(() => new Set(workshops?.filter(({ isPutAway }) => isPutAway).map(({ id }) => id)), [workshops])
  const isLooking = query.trim() !== '' && (inside === null || inside.query !== query.trim() || !inside.result.isComplete)
  const isEmpty = workshops?.length === 0

  return (
    // The whole window takes files; what is dropped is as well chosen by the button and by the menu.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a second way of what button and menu do
    <div className="library" {...drop.props}>
      <Landmark kind="banner" label="Minuta" className="library-bar">
        <Wordmark />
        <SwitchField isSelected={props.isWorkingOffline} onChange={props.onWorkOffline} className="library-offline">
          {text('workOffline')}
        </SwitchField>
        <IconButton icon={Search} label={text('commands')} shortcut="Ctrl K" onPress={props.onCommands} />
        <IconButton icon={SettingsIcon} label={text('settings')} onPress={props.onSettings} />
      </Landmark>
      <Landmark kind="main" shows="library" label={text('title')} className="library-main">
        {isEmpty ? (
          <section className="library-empty">
            <h1>{text('emptyTitle')}</h1>
            <p>{text('empty')}</p>
            <div className="library-actions">
              <Button tone="accent" icon={Plus} onPress={onNew}>
                {text('newWorkshop')}
              </Button>
              <Button icon={LogIn} onPress={onJoin}>
                {text('join')}
              </Button>
              <Button icon={FolderOpen} onPress={onAskForFile}>
                {text('openFile')}
              </Button>
              <Button icon={BookOpen} isDisabled={isOpeningSample} onPress={onOpenSample}>
                {isOpeningSample ? text('openingSample') : text('openSample')}
              </Button>
            </div>
          </section>
        ) : (
          <div className="library-column">
            <header className="library-header">
              <h1>{text('title')}</h1>
              <div className="library-actions">
                <Button tone="quiet" icon={BookOpen} isDisabled={isOpeningSample} onPress={onOpenSample}>
                  {isOpeningSample ? text('openingSample') : text('openSample')}
                </Button>
                <Button tone="quiet" icon={FolderOpen} onPress={onAskForFile}>
                  {text('openFile')}
                </Button>
                <Button icon={LogIn} onPress={onJoin}>
                  {text('join')}
                </Button>
                <Button tone="accent" icon={Plus} onPress={onNew}>
                  {text('newWorkshop')}
                </Button>
              </div>
            </header>
            <SearchField label={text('search')} value={query} onChange={setQuery} />
            {found === undefined ? (
              <div className="library-waiting">
                <span className="visually-hidden">{text('loading')}</span>
                <div aria-hidden className="library-shape" />
                <div aria-hidden className="library-shape" />
                <div aria-hidden className="library-shape" />
              </div>
            ) : (
              <>
                {shelf.length > 0 && <WorkshopList label={text('found', { count: shelf.length })} workshops={shelf} onOpen={props.onOpen} onPutAway={props.onPutAway} />}
                {shelf.length === 0 && query.trim() === '' && <p className="quiet">{text('allPutAway')}</p>}
                {away.length > 0 && (
                  // Who searches wants to see what was found, wherever it is kept.
                  <FoldAway key={query.trim() === '' ? 'all' : 'found'} title={text('putAwayCount', { count: away.length })} level={2} isOpenAtFirst={query.trim() !== ''}>
                    <p className="quiet small">{text('putAwayHelp')}</p>
                    <WorkshopList label={text('putAwayCount', { count: away.length })} workshops={away} onOpen={props.onOpen} onPutAway={props.onPutAway} />
                  </FoldAway>
                )}
                {hits.length > 0 && <SearchResults putAway={putAway} hits={hits} isComplete={inside?.result.isComplete ?? false} onOpen={props.onOpenHit} />}
                {found.length + hits.length === 0 && (
                  <div className="library-no-match">
                    <output className="quiet">{isLooking ? text('looking') : text('noMatch', { query })}</output>
                    <Button onPress={() => setQuery('')}>{text('showAll')}</Button>
                  </div>
                )}
              </>
            )}
          </div>
        )}
      </Landmark>
      {drop.isOver && <DropSign>{importText('dropHere')}</DropSign>}
    </div>
  )
}
