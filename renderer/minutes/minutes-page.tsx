/** The Minutes page: the document as it will print, compiled live from the boards, with its outline and the checks beside it. */
import { ListTree, Stamp } from 'lucide-react'
import { useCallback, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { captureHandOver } from '../../shared/document/hand-over/capture-hand-over.ts'
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { FindingPlace } from '../../shared/minutes/checks/finding.ts'
import { letterOrganisations } from '../../shared/minutes/letter-organisations.ts'
import type { Notice, OutlineEntry, PartId } from '../../shared/minutes/minutes.ts'
import type { Attribution } from '../../shared/model/workshop.ts'
import { accentOf } from '../../shared/render/accent.ts'
import { Button } from '../base/controls/button.tsx'
import { Dialog, DialogBody } from '../base/controls/dialog.tsx'
import { narrowWindow, useMediaQuery } from '../base/use-media-query.ts'
import { useText } from '../base/words/i18n.tsx'
import { OwnDirection } from '../base/controls/own-direction.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { useRemembered } from '../base/remembered.ts'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { Tabs } from '../base/controls/tabs.tsx'
import { useDetails, useOrganisations, usePeople } from '../base/workshop-data.ts'
import type { WorkshopSession } from '../document/source.ts'
import { CheckPanel } from './check-panel.tsx'
import { ChoiceFields } from './choice-fields.tsx'
import type { Compiled } from './compiling.ts'
import { ExportBar, type ExportErrand } from './export-bar.tsx'
import { LetterheadDialog } from './letterhead-dialog.tsx'
import { messages } from './messages.ts'
import { Cover, PageFoot, Part } from './minutes-document.tsx'
import './minutes.css'
import { noticeText } from './notice-text.ts'
import { Outline } from './outline.tsx'
import { PlacesProvider } from './places.tsx'
import { useCheckContext } from './use-check-context.ts'
import { useChoices } from './use-choices.ts'
import { useCompiled } from './use-compiled.ts'
import { useGrowing } from './use-growing.ts'

export type MinutesPageProps = {
  readonly session: WorkshopSession
  readonly desktop: DesktopApi
  /** What somebody asks for from elsewhere; null when nobody did. */
  readonly exportRequest: ExportErrand | null
  /** Opens the page on which something stands, and marks it there. */
  readonly onGoTo: (place: Exclude<FindingPlace, { kind: 'part' }>) => void
  /** What stands beside the export: the frozen versions. Given what the page shows and found. */
  readonly renderVersions: (facts: { readonly language: string; readonly attribution: Attribution; readonly findingCount: number; readonly onShowChecks: () => void }) => ReactNode
}

/** The page. */
export function MinutesPage({ session, desktop, exportRequest, onGoTo, renderVersions }: MinutesPageProps): ReactNode {
  const text = useText(messages)
  const { doc } = session
  const { doc: responses } = useResponsesEdits()
  const details = useDetails(doc)
  const organisations = [...letterOrganisations({ people: usePeople(doc), organisations: useOrganisations(doc) })].sort((a, b) => a.localeCompare(b))
  const [options, choose] = useChoices(session.id, details)
  const context = useCheckContext(session)
  const { compiled, readWorkshop } = useCompiled(doc, responses, useMemo(() => ({ options, context }), [options, context]))
  const [side, setSide] = useRemembered('minutes-side', ['parts', 'checks'], 'parts')
  const [isLetterheadOpen, setIsLetterheadOpen] = useState(false)
  const page = useRef<HTMLDivElement>(null)
  const { shown, showAll } = useGrowing(compiled?.parts.length ?? 0)
  // Where there is no room beside the document, a list above it would leave none for the document.
  const isNarrow = useMediaQuery(narrowWindow)
  const [isSideOpen, setIsSideOpen] = useState(false)
  const showChecks = (): void => {
    setSide('checks')
    setIsSideOpen(isNarrow)
  }
  const goTo = useCallback(
    (place: FindingPlace): void => {
      if (place.kind !== 'part') {
        onGoTo(place)
        return
      }
      const find = (): Element | null => page.current?.querySelector(`[data-part="${CSS.escape(place.part)}"]`) ?? null
      setIsSideOpen(false)
      // One that is not drawn yet cannot be gone to: then everything is, at once.
      if (find() === null) flushSync(showAll)
      find()?.scrollIntoView({ block: 'start' })
    },
    [onGoTo, showAll],
  )
  const goToPart = useCallback((part: PartId) => goTo({ kind: 'part', part }), [goTo])
  const openLetterhead = useCallback(() => setIsLetterheadOpen(true), [])
  const { letterhead } = details
  const lists = (
    <Tabs
      label={text('side')}
      selected={side}
      onSelect={setSide}
      tabs={[
        { id: 'parts', label: text('outline'), content: <Outline entries={compiled?.outline ?? noParts} onGoTo={goToPart} /> },
        { id: 'checks', label: text('checks'), ...(compiled ? { count: compiled.findings.length } : {}), content: compiled && <CheckPanel findings={compiled.findings} onGoTo={goTo} /> },
      ]}
    />
  )
  return (
    <div className="minutes">
      {!isNarrow && (
        <section className="minutes-side" aria-label={text('side')}>
          {lists}
        </section>
      )}
      <div className="minutes-centre">
        <div className="minutes-bar">
          <div className="minutes-choices">
            {isNarrow && (
              <Button icon={ListTree} onPress={() => setIsSideOpen(true)}>
                {text('side')}
              </Button>
            )}
            <ChoiceFields isLabelHidden choices={options} onChoose={choose} organisations={organisations} />
            {renderVersions({ language: options.language, attribution: options.attribution, findingCount: compiled?.findings.length ?? 0, onShowChecks: showChecks })}
          </div>
          <ExportBar
            desktop={desktop}
            readWorkshop={readWorkshop}
            readHandOver={() => captureHandOver(doc, responses)}
            title={details.title}
            choices={options}
            onChoose={choose}
            organisations={organisations}
            hasLetterhead={letterhead.logo !== null || letterhead.color !== '' || letterhead.footer.trim() !== ''}
            namedPassages={compiled?.findings.filter(({ kind }) => kind === 'name-in-words').length ?? 0}
            onShowChecks={showChecks}
            openRequest={exportRequest}
          />
        </div>
        <div ref={page} className="minutes-desk">{compiled ? <Paper compiled={compiled} shown={shown} session={session} goTo={goTo} onLetterhead={openLetterhead} /> : <Shape />}</div>
      </div>
      {isNarrow && isSideOpen && (
        <Dialog title={text('side')} isOpen onClose={() => setIsSideOpen(false)}>
          <DialogBody>
            <div className="minutes-lists">{lists}</div>
          </DialogBody>
        </Dialog>
      )}
      {isLetterheadOpen && <LetterheadDialog letterhead={letterhead} onClose={() => setIsLetterheadOpen(false)} />}
    </div>
  )
}

const noParts: readonly OutlineEntry[] = []

/** The shape of the page while it is compiled for the first time. */
function Shape(): ReactNode {
  const text = useText(messages)
  return (
    <div className="minutes-paper minutes-shape">
      <h1 className="visually-hidden">{text('compiling')}</h1>
      <span className="minutes-bar-short" />
      <span className="minutes-bar-title" />
      <span className="minutes-bar-short" />
      <span />
      <span />
      <span className="minutes-bar-medium" />
    </div>
  )
}

type PaperProps = {
  readonly compiled: Compiled
  readonly shown: number
  readonly session: WorkshopSession
  readonly goTo: (place: FindingPlace) => void
  readonly onLetterhead: () => void
}

function Paper({ compiled, shown, session, goTo, onLetterhead }: PaperProps): ReactNode {
  const text = useText(messages)
  const { minutes, parts, shortened, sources } = compiled
  const places = useMemo(() => ({ sources, goTo }), [sources, goTo])
  const stale = useMemo(() => new Map<PartId, 'summary' | 'passage'>(shortened.filter(({ isStale }) => isStale).map(({ part, kind }) => [part, kind])), [shortened])
  return (
    <PlacesProvider places={places}>
      <Notices notices={minutes.notices} />
      <article
        className="minutes-paper"
        lang={minutes.language}
        dir={minutes.direction}
        aria-label={text('document')}
        ref={(paper) => paper?.style.setProperty('--letterhead', minutes.letterhead.color === '' ? 'var(--accent)' : accentOf(minutes.letterhead).strong)}
      >
        {/* Where it is printed, and not among the choices, which have one line. */}
        <div className="minutes-letterhead">
          <OwnDirection>
            <Button tone="quiet" icon={Stamp} onPress={onLetterhead}>
              {text('letterhead')}
            </Button>
          </OwnDirection>
        </div>
        <Cover minutes={minutes} session={session} />
        {parts.length === 0 && <p className="minutes-empty">{text('empty')}</p>}
        {parts.slice(0, shown).map(({ part, first }) => (
          <section key={part.id} data-part={part.id} className="minutes-part" style={{ '--cite-first': first } as CSSProperties}>
            <Part part={part} session={session} boards={Object.hasOwn(sources.boards, part.id) ? sources.boards[part.id] : undefined} staleness={stale.get(part.id) ?? 'none'} />
          </section>
        ))}
        {shown >= parts.length && <PageFoot letterhead={minutes.letterhead} />}
      </article>
    </PlacesProvider>
  )
}

function Notices({ notices }: { readonly notices: readonly Notice[] }): ReactNode {
  const text = useText(messages)
  if (notices.length === 0) return null
  return (
    <Problem tone="note" title={text('notices', { count: notices.length })}>
      <ul>
        {notices.map((notice) => (
          <li key={JSON.stringify(notice)}>{noticeText(text, notice)}</li>
        ))}
      </ul>
    </Problem>
  )
}
