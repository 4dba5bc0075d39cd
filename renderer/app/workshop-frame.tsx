/** The frame of an open workshop: bar, rail, page, panel and status line. */
import { ArrowLeft, DoorOpen, Languages, PanelLeft, PanelRight, Search, Settings as SettingsIcon, Share2 } from 'lucide-react'
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import type { BoardId, ItemId, PersonId } from '../../shared/model/ids.ts'
import type { Role } from '../../shared/model/roles.ts'
import type { Person, RichNode } from '../../shared/model/workshop.ts'
import { Button, IconButton } from '../base/controls/button.tsx'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { fold } from '../base/controls/fold.ts'
import { useText } from '../base/words/i18n.tsx'
import { Landmark } from '../base/controls/landmark.tsx'
import { Problem } from '../base/controls/problem.tsx'
import { useRemembered } from '../base/remembered.ts'
import { readOnlyWords, roleMessages } from '../base/words/roles.ts'
import { Tabs } from '../base/controls/tabs.tsx'
import { clearToasts, showToast } from '../base/controls/toast.tsx'
import { useBoardList, useDetails, usePeople } from '../base/workshop-data.ts'
import { narrowWindow, useMediaQuery } from '../base/use-media-query.ts'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import type { WorkshopSession } from '../document/source.ts'
import { useImport } from '../import/use-import.tsx'
import type { ExportErrand } from '../minutes/export-bar.tsx'
import { MinutesPage } from '../minutes/minutes-page.tsx'
import { OutcomePanel } from '../outcomes/outcome-panel.tsx'
import { RichContent } from '../outcomes/rich-content.tsx'
import { PeoplePage } from '../people/people-page.tsx'
import { PeoplePanel } from '../people/people-panel.tsx'
import { DetailsPage } from '../programme/details-page.tsx'
import { Rail } from '../programme/rail.tsx'
import { FloorBadge } from '../responses/floor-badge.tsx'
import { FloorPage } from '../responses/floor-page.tsx'
import { shownName, useIdentity } from '../room/joining/identity.ts'
import { PeerMark } from '../room/peer-mark.tsx'
import { usePeers, usePresenceOf } from '../room/presence.ts'
import { TranslationsPage } from '../translations/translations-page.tsx'
import { CheckDialog } from '../versions/check-dialog.tsx'
import { VersionsButton } from '../versions/versions-button.tsx'
import { BoardPage } from './board-page.tsx'
import { messages } from './messages.ts'
import { RoomScreen } from './room-screen.tsx'
import { StatusLine } from './status-line.tsx'
import { useBoardGone } from './use-board-gone.ts'
import { useMenuCommand } from './use-menu-command.ts'
import { useCurrentBoard } from './use-current-board.ts'
import { useGoToBoard } from './use-go-to-board.ts'
import { useGoToOutcome } from './use-go-to-outcome.ts'
import { useGoToPlace } from './use-go-to-place.ts'
import type { MakeSections } from './use-palette.tsx'
import { usePlace } from './use-place.ts'
import { useTakeOver } from './use-take-over.tsx'
import { useTaking } from './use-taking.ts'
import { useUndoKey } from './use-undo-key.ts'
import { WhoAreYou } from './who-are-you.tsx'
import { workshopSections } from './workshop-palette.ts'
import type { WorkshopScreenProps } from './workshop-screen.tsx'

const pages = ['board', 'floor', 'people', 'minutes', 'details'] as const
/** Letting others in is no part of the record: it has its place among the tools. Translations have theirs beside the minutes. */
type Page = (typeof pages)[number] | 'translations' | 'room'

/** Something to do on a page as soon as it is there; each has a number of its own, so that the same can be asked twice. */
type Errand =
  | { readonly kind: 'person'; readonly person: PersonId; readonly number: number }
  | { readonly kind: 'item'; readonly item: ItemId; readonly number: number }
  | { readonly kind: 'matters'; readonly number: number }
  | ({ readonly kind: 'export' } & ExportErrand)

let errands = 0
function nextErrand(): number {
  errands += 1
  return errands
}

export type WorkshopFrameProps = WorkshopScreenProps & {
  readonly session: WorkshopSession
  readonly responses: WorkshopSession
  readonly role: Role
  readonly isFromNewerVersion: boolean
  /** Takes what the palette finds in here, null when this goes. */
  readonly onSections: (make: MakeSections | null) => void
  /** Opens the palette. */
  readonly onCommands: () => void
}

/** The frame; the document is all there. */
export function WorkshopFrame(props: WorkshopFrameProps): ReactNode {
  const { source, desktop, settings, workshop, relay, uplink, commands, session, responses, role, isFromNewerVersion, onLibrary, onSettings, onSections, onCommands } = props
  const text = useText(messages)
  const roleText = useText(roleMessages)
  const failureText = useText(failureMessages)
  const edits = useWorkshopEdits()
  const { doc, canEdit } = edits
  const details = useDetails(doc)
  const boards = useBoardList(doc)
  const people = usePeople(doc)
  const peers = usePeers(session.awareness)
  const [page, setPage] = useState<Page>('board')
  const [board, setBoard] = useCurrentBoard(workshop, boards)
  const [panelTab, setPanelTab] = useRemembered('panel-tab', ['outcomes', 'people'], 'outcomes')
  // What was asked for on the page from elsewhere; forgotten when the page is left.
  const [errand, setErrand] = useState<Errand | null>(null)
  const rail = useFold('rail')
  const panel = useFold('panel')
  const identity = useIdentity(workshop)
  const me = shownName(identity.person, people, settings)
  usePresenceOf(session.awareness, me.name, me.organisation)

  const { close: closeRail } = rail
  const { close: closePanel } = panel
  const openBoard = useCallback(
    (id: BoardId) => {
      setBoard(id)
      setPage('board')
      closeRail('sheet')
      closePanel('sheet')
    },
    [setBoard, closeRail, closePanel],
  )
  const goToBoard = useGoToBoard(openBoard)
  const goToOutcome = useGoToOutcome(goToBoard)
  // Whoever chose a board by its name goes on writing there.
  const writeOnBoard = useCallback((id: BoardId) => goToBoard(id, '.board-text', (written) => written.focus({ preventScroll: true })), [goToBoard])
  const openPage = useCallback(
    (next: Page) => {
      setPage(next)
      setErrand(null)
      closeRail('sheet')
      closePanel('sheet')
    },
    [closeRail, closePanel],
  )

  const openPerson = useCallback(
    (person: PersonId) => {
      openPage('people')
      setErrand({ kind: 'person', person, number: nextErrand() })
    },
    [openPage],
  )

  const { isOpen: isRailOpen, toggle: toggleRail } = rail
  const openItem = useCallback(
    (item: ItemId) => {
      openPage('board')
      // What is to be put right stands in the programme.
      if (!isRailOpen) toggleRail()
      setErrand({ kind: 'item', item, number: nextErrand() })
    },
    [openPage, isRailOpen, toggleRail],
  )
  const goToPlace = useGoToPlace({ goToBoard, goToOutcome, openPage, openPerson, openItem })

  const { choose: chooseIdentity } = identity
  const setIdentity = useCallback(
    (person: PersonId | '') => {
      chooseIdentity(person === '' ? null : person)
      source.call('setIdentity', workshop, person).catch((error: unknown) => showToast({ tone: 'problem', message: failureSentence(failureText, failureOf(error)) }))
    },
    [source, workshop, failureText, chooseIdentity],
  )

  useEffect(() => clearToasts, [])

  usePlace(props.place, { openBoard, goToOutcome, openPage, openPerson })

  const editor = useRef<Editor | null>(null)
  const setEditor = useCallback((opened: Editor | null) => {
    editor.current = opened
  }, [])
  const taking = useTaking(editor)
  const documents = useImport({ source, desktop, editor, onOpen: openBoard, showNodes: showImported })
  const { start: startImport } = documents
  const importDocument = useCallback(() => {
    openPage('board')
    startImport()
  }, [openPage, startImport])

  const takeOver = useTakeOver(source, workshop, () => {
    openPage('details')
    setErrand({ kind: 'matters', number: nextErrand() })
  })
  const { start: startTakingOver } = takeOver

  const [isChecking, setIsChecking] = useState(false)
  const { toggle: togglePanel } = panel
  const makeSections = useCallback(
    () => workshopSections(text, doc, { openBoard: writeOnBoard, goToOutcome, openPage, openPerson, share: () => openPage('room'), importDocument: canEdit ? importDocument : null, takeOver: startTakingOver, checkDocument: () => setIsChecking(true), undo: edits.undo }, commands().entries),
    [text, doc, writeOnBoard, goToOutcome, openPage, openPerson, canEdit, importDocument, startTakingOver, edits, commands],
  )
  useEffect(() => {
    onSections(makeSections)
    return () => onSections(null)
  }, [onSections, makeSections])

  useMenuCommand(desktop, (command) => {
    if (command === 'open-minutes' || command === 'export' || command === 'print') openPage('minutes')
    if (command === 'export' || command === 'print') setErrand({ kind: 'export', number: nextErrand(), format: command === 'print' ? 'pdf' : null })
    if (command === 'share') openPage('room')
    if (command === 'import') importDocument()
    if (command === 'take-over') startTakingOver?.()
    if (command === 'check-document') setIsChecking(true)
    if (command === 'toggle-left') toggleRail()
    if (command === 'toggle-right') togglePanel()
  })
  useUndoKey()

  const peersOn = useCallback(
    (id: BoardId): ReactNode => {
      const here = peers.filter((peer) => peer.board === id)
      return here.length === 0 ? null : (
        <span className="peer-marks">
          {here.map((peer) => (
            <PeerMark key={peer.key} user={peer.user} />
          ))}
        </span>
      )
    },
    [peers],
  )
  const isHere = useCallback(
    ({ name, organisation }: Pick<Person, 'name' | 'organisation'>) =>
      peers.some(({ user }) => fold(user.name) === fold(name) && (user.organisation === '' || organisation === '' || fold(user.organisation) === fold(organisation))),
    [peers],
  )
  const peersHere = useMemo(
    () =>
      peers.map((peer) => ({
        key: peer.key,
        mark: <PeerMark user={peer.user} />,
        name: peer.user.name,
        board: boards.find((candidate) => candidate.id === peer.board)?.title ?? null,
      })),
    [peers, boards],
  )

  const current = boards.find((candidate) => candidate.id === board)
  useBoardGone(page === 'board' ? (current ?? null) : null)
  const pageName = (id: Page): string => text(id === 'floor' && !canEdit ? 'page_takePart' : `page_${id}`)
  const readOnlyReason = isFromNewerVersion ? text('readOnly') : readOnlyWords(roleText, role)
  return (
    <div className="workshop">
      <Landmark kind="banner" label={details.title} className="workshop-bar">
        <IconButton icon={ArrowLeft} label={text('library')} className="flip-in-rtl" onPress={onLibrary} />
        {page === 'board' && <IconButton icon={PanelLeft} label={rail.isOpen ? text('hideRail') : text('showRail')} className="flip-in-rtl" onPress={rail.toggle} />}
        <p className="workshop-title any-script clip">{details.title === '' ? text('untitledWorkshop') : details.title}</p>
        <nav aria-label={text('pages')} className="workshop-pages">
          {pages.map((id) => (
            <button key={id} type="button" className="workshop-page" aria-current={page === id ? 'page' : undefined} onClick={() => openPage(id)}>
              {pageName(id)}
              {id === 'floor' && <FloorBadge />}
            </button>
          ))}
        </nav>
        <div className="workshop-tools">
          {peers.length > 0 && (
            <span className="peer-marks workshop-peers">
              <span className="visually-hidden">{text('others', { count: peers.length })}</span>
              {peers.slice(0, 5).map((peer) => (
                <PeerMark key={peer.key} user={peer.user} />
              ))}
              {peers.length > 5 && <span className="small quiet">+{peers.length - 5}</span>}
            </span>
          )}
          {(page === 'minutes' || page === 'translations') && (
            <Button tone="quiet" icon={Languages} aria-current={page === 'translations' ? 'page' : false} onPress={() => openPage('translations')}>
              {text('page_translations')}
            </Button>
          )}
          <Button icon={role === 'facilitator' ? Share2 : DoorOpen} aria-current={page === 'room' ? 'page' : false} className="workshop-share" onPress={() => openPage('room')}>
            {text(role === 'facilitator' ? 'share' : 'page_room')}
          </Button>
          <IconButton icon={Search} label={text('commands')} shortcut="Ctrl K" onPress={onCommands} />
          <IconButton icon={SettingsIcon} label={text('settings')} onPress={onSettings} />
          {page === 'board' && <IconButton icon={PanelRight} label={panel.isOpen ? text('hidePanel') : text('showPanel')} className="flip-in-rtl" onPress={panel.toggle} />}
        </div>
      </Landmark>
      <div className="workshop-body import-target" {...(page === 'board' ? documents.dropTarget : {})}>
        {page === 'board' && (
          <>
            {rail.isOpen && rail.isSheet && <button type="button" aria-label={text('hideRail')} className="sheet-veil" onClick={rail.toggle} />}
            {/* It stays while it is folded away: a dialog that was opened from it must not vanish because the window became narrow. */}
            <Landmark kind="navigation" label={text('page_board')} className="workshop-rail" isHidden={!rail.isOpen}>
              <Rail desktop={desktop} key={errand?.kind === 'item' ? errand.number : 0} opened={errand?.kind === 'item' ? errand.item : null} current={board} onOpen={openBoard} peersOn={peersOn} taking={taking} onImport={startImport} />
            </Landmark>
          </>
        )}
        <Landmark kind="main" shows={page === 'board' ? `board ${board ?? ''}` : page} label={page === 'board' ? (current?.title ?? text('board')) : pageName(page)} className={`workshop-main workshop-main-${page}`}>
          {/* A board says it by itself. */}
          {readOnlyReason !== null && page !== 'room' && page !== 'floor' && (page !== 'board' || !current) && (
            <div className="workshop-notice">{isFromNewerVersion ? <Problem tone="note">{readOnlyReason}</Problem> : <p className="quiet small">{readOnlyReason}</p>}</div>
          )}
          {page === 'board' && (current ? <BoardPage key={current.id} session={session} board={current} readOnlyReason={readOnlyReason} isReadOnlyByRole={!isFromNewerVersion} onEditor={setEditor} /> : <NoBoard canEdit={canEdit} onAdd={() => openBoard(addBoard(doc, edits.origin, { title: text('firstBoard'), item: null }))} />)}
          {page === 'floor' && <FloorPage workshop={workshop} self={me} board={current ?? null} onGoTo={goToOutcome} onIdentity={setIdentity} />}
          {page === 'people' && <PeoplePage desktop={desktop} key={errand?.kind === 'person' ? errand.number : 0} opened={errand?.kind === 'person' ? errand.person : null} />}
          {page === 'details' && <DetailsPage key={errand?.kind === 'matters' ? errand.number : 0} isAtMatters={errand?.kind === 'matters'} takeOver={takeOver.button} />}
          {page === 'translations' && <TranslationsPage />}
          {page === 'room' && <RoomScreen source={source} desktop={desktop} session={session} relay={relay} uplink={uplink} rememberedRelay={settings.relayUrl} />}
          {page === 'minutes' && <MinutesPage session={session} desktop={desktop} exportRequest={errand?.kind === 'export' ? errand : null} onGoTo={goToPlace} renderVersions={(facts) => <VersionsButton workshop={workshop} desktop={desktop} role={role} self={me} facts={facts} />} />}
        </Landmark>
        {page === 'board' && panel.isOpen && (
          <>
            {panel.isSheet && <button type="button" aria-label={text('hidePanel')} className="sheet-veil" onClick={panel.toggle} />}
            <Landmark kind="complementary" label={text('panel')} className="workshop-panel">
              <h2 className="visually-hidden">{text('panel')}</h2>
              <Tabs
                label={text('panel')}
                selected={panelTab}
                onSelect={setPanelTab}
                tabs={[
                  { id: 'outcomes', label: text('outcomes'), content: <OutcomePanel session={session} onGoTo={goToOutcome} foot={takeOver.panelButton} /> },
                  { id: 'people', label: text('people'), count: people.length, content: <PeoplePanel here={peersHere} isHere={isHere} onOpenPage={() => openPage('people')} /> },
                ]}
              />
            </Landmark>
          </>
        )}
        {documents.dropSign}
      </div>
      {documents.element}
      {takeOver.element}
      {/* The lights tell of what is written on the page. */}
      <StatusLine session={page === 'floor' || (page === 'minutes' && !canEdit) ? responses : session} />
      {identity.isAsked && (
        <WhoAreYou source={source} workshop={workshop} role={role} people={people} settings={settings} identity={identity} onChangeSettings={props.onChangeSettings} />
      )}
      {isChecking && <CheckDialog workshop={workshop} desktop={desktop} dropped={null} onClose={() => setIsChecking(false)} />}
    </div>
  )
}

/** A look at what is about to be imported. */
function showImported(nodes: readonly RichNode[]): ReactNode {
  return <RichContent nodes={nodes} />
}

function NoBoard({ canEdit, onAdd }: { readonly canEdit: boolean; readonly onAdd: () => void }): ReactNode {
  const text = useText(messages)
  return (
    <div className="no-board">
      <h1>{text('noBoardTitle')}</h1>
      <p>{text('noBoard')}</p>
      {canEdit && <Button onPress={onAdd}>{text('noBoardAction')}</Button>}
    </div>
  )
}

type Fold = {
  readonly isOpen: boolean
  /** True while it lies over the page. */
  readonly isSheet: boolean
  readonly toggle: () => void
  /** Closes it; 'sheet' only when it lies over the page. */
  readonly close: (when: 'sheet') => void
}

/** A side of the window that folds away: remembered in a wide window, closed at first in a narrow one, where Escape closes it as well. */
function useFold(name: string): Fold {
  const isSheet = useMediaQuery(narrowWindow)
  const [beside, setBeside] = useRemembered(`${name}-fold`, ['open', 'closed'], 'open')
  const [isOver, setIsOver] = useState(false)
  const focusedBefore = useRef<Element | null>(null)
  const toggle = useCallback(() => {
    if (!isSheet) {
      setBeside(beside === 'open' ? 'closed' : 'open')
      return
    }
    // What closes it may be in it, or the veil, and goes with it.
    if (!isOver) focusedBefore.current = document.activeElement
    setIsOver(!isOver)
  }, [isSheet, isOver, beside, setBeside])
  const close = useCallback(() => setIsOver(false), [])
  useEffect(() => {
    if (!isSheet || !isOver) return undefined
    const leave = (event: KeyboardEvent): void => {
      // What lies over the window (dialogs, menus) has its own Escape.
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented && event.target instanceof Element && (event.target === document.body || event.target.closest('.workshop'))) setIsOver(false)
    }
    globalThis.addEventListener('keydown', leave)
    return () => globalThis.removeEventListener('keydown', leave)
  }, [isSheet, isOver])
  useEffect(() => {
    if (isOver || !(focusedBefore.current instanceof HTMLElement)) return
    // What was focused in the sheet is gone or out of sight.
    if (document.activeElement?.checkVisibility() !== true || document.activeElement === document.body) focusedBefore.current.focus()
    focusedBefore.current = null
  }, [isOver])
  return { isOpen: isSheet ? isOver : beside === 'open', isSheet, toggle, close }
}
