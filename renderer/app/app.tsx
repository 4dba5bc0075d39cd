/** The window: reads settings and library, then shows the library or a workshop, and the dialogs over either. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { AppInfo, DesktopApi } from '../../shared/ipc/desktop-api.ts'
import type { EngineFailure, SearchHit, Settings, WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'
import { joinLink, type RelayAddress } from '../../shared/protocol/join-link.ts'
import { failureMessages, failureOf, failureSentence } from '../base/words/failures.ts'
import { chosenLanguage, LanguageProvider, useText } from '../base/words/i18n.tsx'
import { isolated } from '../base/words/isolated.ts'
import { hasOpenDialog } from '../base/controls/dialog.tsx'
import { showToast, ToastRegion } from '../base/controls/toast.tsx'
import { keepInTab, recallInTab } from '../base/tab-memory.ts'
import { useAppearanceChoices } from '../base/use-appearance-choices.ts'
import { SourceProvider } from '../document/source-context.tsx'
import type { WorkshopSource } from '../document/source.ts'
import { loadWords } from '../languages/load.ts'
import { Library } from '../library/library.tsx'
import { messages as libraryMessages } from '../library/messages.ts'
import { useOpenFile } from '../library/use-open-file.tsx'
import { connectToRoom } from '../room/connect-to-room.ts'
import { JoinDialog } from '../room/joining/join-dialog.tsx'
import { CannotStart } from './cannot-start.tsx'
import type { PaletteSection } from './command-palette.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { messages } from './messages.ts'
import { NameDialog } from './name-dialog.tsx'
import { NewWorkshop, type LeftWorkshop } from './new-workshop.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { foundSections } from './search-palette.ts'
import { useClickedLink } from './use-clicked-link.ts'
import { useMenuCommand } from './use-menu-command.ts'
import { useFollowOwnRoom } from './use-follow-own-room.ts'
import { useLibrary } from './use-library.ts'
import { useOpenedFiles } from './use-opened-files.ts'
import { usePalette } from './use-palette.tsx'
import type { Place } from './use-place.ts'
import { useToldOfNewAddress } from './use-told-of-new-address.ts'
import { WorkshopScreen } from './workshop-screen.tsx'

export type AppProps = { readonly source: WorkshopSource; readonly desktop: DesktopApi }

/** What the first questions to shell and engine gave. */
type Started = { readonly info: AppInfo } & ({ readonly settings: Settings } | { readonly failure: EngineFailure })

async function start({ source, desktop }: AppProps): Promise<Started> {
  const info = await desktop.invoke('app-info')
  try {
    return { info, settings: await source.call('getSettings') }
  } catch (error) {
    return { info, failure: failureOf(error) }
  }
}

/** Engines in a row that ended before one of them answered the first question: the next one will hardly fare better. */
const hopelessEnds = 3

/** The whole page. */
export function App({ source, desktop }: AppProps): ReactNode {
  const [started, setStarted] = useState<Started | null>(null)
  useEffect(() => void start({ source, desktop }).then(setStarted), [source, desktop])
  const isWaiting = started === null
  useEffect(() => {
    if (!isWaiting) return undefined
    let ends = 0
    return desktop.on('engine-lost', ({ detail }) => {
      ends += 1
      // Should one come up after all, it answers what it was asked, and the page goes on.
      if (ends === hopelessEnds) void desktop.invoke('app-info').then((info) => setStarted((before) => before ?? { info, failure: { kind: 'bug', detail } }))
    })
  }, [desktop, isWaiting])
  // What another window changes counts here as well: a name above all, under which this one writes.
  useEffect(() => source.onSettings((settings) => setStarted((before) => before && { info: before.info, settings })), [source])

  const settings = started && 'settings' in started ? started.settings : null
  const language = settings ? chosenLanguage(settings.language, started?.info.systemLanguage ?? 'en') : chosenLanguage('system', started?.info.language ?? 'en')
  // Menus and dialogs of the system speak it at once; what Chromium draws itself, such as date fields, from the next start on.
  const isSettled = settings !== null
  useEffect(() => {
    if (isSettled) void desktop.invoke('set-language', language)
  }, [desktop, isSettled, language])
  const appearance = settings?.appearance
  useEffect(() => {
    if (appearance !== undefined) void desktop.invoke('set-appearance', appearance)
  }, [desktop, appearance])
  if (started === null) return null
  return (
    <LanguageProvider language={language} direction={settings?.direction ?? 'auto'} load={loadWords}>
      <SourceProvider source={source}>
        <ErrorBoundary>
          {'failure' in started && (
            <CannotStart source={source} failure={started.failure} info={started.info} desktop={desktop} onRetry={() => void start({ source, desktop }).then(setStarted)} />
          )}
          {settings && (
            <Screens source={source} desktop={desktop} info={started.info} settings={settings} onSettings={(next) => setStarted({ info: started.info, settings: next })} />
          )}
        </ErrorBoundary>
        <ToastRegion />
      </SourceProvider>
    </LanguageProvider>
  )
}

type ScreensProps = AppProps & { readonly info: AppInfo; readonly settings: Settings; readonly onSettings: (settings: Settings) => void }
type OpenDialog = { readonly kind: 'new'; readonly left?: LeftWorkshop } | { readonly kind: 'join'; readonly link: string | null } | { readonly kind: 'settings' } | { readonly kind: 'shortcuts' } | null

// Survives a reload of the window, not a new start: whoever starts the app wants to see what there is.
const openWorkshopKey = 'open-workshop'

/** More than anybody reads; who wants others types another word. */
const shownHits = 40

function rememberedWorkshop(): WorkshopId | null {
  const remembered = recallInTab(openWorkshopKey) ?? ''
  return isWorkshopId(remembered) ? remembered : null
}

function Screens({ source, desktop, info, settings, onSettings }: ScreensProps): ReactNode {
  const text = useText(messages)
  const libraryText = useText(libraryMessages)
  const failureText = useText(failureMessages)
  const appearances = useAppearanceChoices(text('languageSystem'))
  const [workshop, setWorkshop] = useState<WorkshopId | null>(rememberedWorkshop)
  const { workshops, failure: libraryFailure, retry: retryLibrary } = useLibrary(source, workshop === null)
  const [place, setPlace] = useState<Place | null>(null)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const [isOpeningSample, setIsOpeningSample] = useState(false)

  const open = useCallback((id: WorkshopId | null) => {
    keepInTab(openWorkshopKey, id)
    setWorkshop(id)
    setPlace(null)
  }, [])
  const openDone = useCallback(
    (id: WorkshopId) => {
      setDialog(null)
      open(id)
    },
    [open],
  )
  const openHit = useCallback(
    (hit: SearchHit) => {
      open(hit.workshop)
      setPlace(hit)
    },
    [open],
  )
  const search = useCallback((query: string) => source.call('search', query, shownHits), [source])

  useFollowOwnRoom(desktop, source, workshops)
  useToldOfNewAddress(desktop)
  const connect = useCallback((id: WorkshopId, relay: RelayAddress) => connectToRoom(desktop, source, workshops ?? [], id, relay), [desktop, source, workshops])

  const openLibrary = useCallback(() => open(null), [open])
  const openSettings = useCallback(() => setDialog({ kind: 'settings' }), [])
  const fail = useCallback(
    (title: string, error: unknown) => showToast({ tone: 'problem', message: `${title}. ${failureSentence(failureText, failureOf(error))}` }),
    [failureText],
  )
  const changeSettings = useCallback(
    async (change: Partial<Settings>) => {
      onSettings({ ...settings, ...change })
      try {
        onSettings(await source.call('setSettings', change))
      } catch (error) {
        onSettings(settings)
        fail(text('notDone'), error)
      }
    },
    [source, settings, onSettings, fail, text],
  )
  const workOffline = useCallback(
    async (isOffline: boolean) => {
      try {
        await source.call('setWorkOffline', isOffline)
        onSettings({ ...settings, isWorkingOffline: isOffline })
      } catch (error) {
        fail(text('notDone'), error)
      }
    },
    [source, settings, onSettings, fail, text],
  )
  const workshopNow = useRef(workshop)
  useEffect(() => {
    workshopNow.current = workshop
  }, [workshop])
  const openSample = useCallback(async () => {
    setIsOpeningSample(true)
    try {
      const { default: record } = await import('../../shared/samples/founding-meeting.record.json?raw')
      const sample = await source.call('createWorkshop', JSON.parse(record))
      // Whoever has begun something else meanwhile goes on with that.
      if (workshopNow.current === null && !hasOpenDialog()) open(sample)
      else showToast({ message: libraryText('sampleReady'), action: { label: libraryText('openSampleNow'), onAction: () => open(sample) } })
    } catch (error) {
      fail(libraryText('notOpened'), error)
    } finally {
      setIsOpeningSample(false)
    }
  }, [source, open, fail, libraryText])

  const openFile = useOpenFile({ source, desktop, workshops, onOpen: open })
  const { ask: askForFile } = openFile
  const putAway = useCallback(
    async (summary: Pick<WorkshopSummary, 'id' | 'title'>, isPutAway: boolean) => {
      const title = summary.title === '' ? libraryText('untitled') : summary.title
      try {
        await source.call('setPutAway', summary.id, isPutAway)
        const undo = (): void => void source.call('setPutAway', summary.id, !isPutAway).catch((error: unknown) => fail(text('notDone'), error))
        showToast({ message: libraryText(isPutAway ? 'wasPutAway' : 'wasBroughtBack', { title }), action: { label: libraryText('undo'), onAction: undo } })
      } catch (error) {
        fail(text('notDone'), error)
      }
    },
    [source, fail, text, libraryText],
  )

  useMenuCommand(desktop, (command) => {
    if (command === 'new-workshop') setDialog({ kind: 'new' })
    if (command === 'join-workshop') setDialog({ kind: 'join', link: null })
    if (command === 'open-file') askForFile()
    if (command === 'open-library') open(null)
    if (command === 'shortcuts') setDialog({ kind: 'shortcuts' })
  })
  useClickedLink(desktop, {
    onLink: (link) => setDialog({ kind: 'join', link }),
    onHeldUp: () => showToast({ message: libraryText('linkWaits') }),
  })
  useOpenedFiles(desktop, {
    isBusy: openFile.isBusy,
    onFiles: openFile.read,
    onHeldUp: (names) => showToast({ message: libraryText('filesWait', { count: names.length, name: isolated(names[0] ?? '') }) }),
  })

  const commands = useCallback((): PaletteSection => {
    const command = (id: string, label: string, onAction: () => void) => ({ id, label, hint: '', onAction })
    return {
      title: text('sectionCommands'),
      entries: [
        command('new', text('newWorkshop'), () => setDialog({ kind: 'new' })),
        command('join', text('join'), () => setDialog({ kind: 'join', link: null })),
        command('open-file', text('openFile'), askForFile),
        command('library', text('library'), () => open(null)),
        command('settings', text('settings'), () => setDialog({ kind: 'settings' })),
        command('shortcuts', text('shortcuts'), () => setDialog({ kind: 'shortcuts' })),
        command('offline', settings.isWorkingOffline ? text('goOnline') : text('goOffline'), () => void workOffline(!settings.isWorkingOffline)),
        ...appearances
          .filter(({ value }) => value !== settings.appearance)
          .map(({ value, label }) => command(`appearance-${value}`, text('appearanceCommand', { label }), () => void changeSettings({ appearance: value }))),
      ],
    }
  }, [text, open, askForFile, appearances, settings.isWorkingOffline, settings.appearance, changeSettings, workOffline])

  const opened = workshops?.find((summary) => summary.id === workshop)
  return (
    <>
      <ErrorBoundary key={workshop ?? 'library'}>
        {libraryFailure && workshop === null ? (
          <CannotStart source={source} failure={libraryFailure} info={info} desktop={desktop} onRetry={retryLibrary} />
        ) : workshop === null ? (
          <LibraryScreen
            desktop={desktop}
            commands={commands}
            workshops={workshops}
            search={search}
            onOpenHit={openHit}
            isWorkingOffline={settings.isWorkingOffline}
            isOpeningSample={isOpeningSample}
            onWorkOffline={(isOffline) => void workOffline(isOffline)}
            onOpen={open}
            onNew={() => setDialog({ kind: 'new' })}
            onJoin={() => setDialog({ kind: 'join', link: null })}
            onOpenSample={() => void openSample()}
            onAskForFile={askForFile}
            onFiles={openFile.read}
            onPutAway={(summary, isPutAway) => void putAway(summary, isPutAway)}
            onSettings={openSettings}
          />
        ) : (
          <WorkshopScreen
            key={workshop}
            source={source}
            desktop={desktop}
            settings={settings}
            workshop={workshop}
            place={place}
            relay={opened?.relay ?? null}
            uplink={opened?.uplink ?? null}
            commands={commands}
            onLibrary={openLibrary}
            onSettings={openSettings}
            onChangeSettings={changeSettings}
          />
        )}
      </ErrorBoundary>
      {dialog?.kind === 'new' && (
        <NewWorkshop source={source} left={dialog.left} onCreated={openDone} onClose={() => setDialog(null)} onContinue={(left) => setDialog({ kind: 'new', left })} />
      )}
      {dialog?.kind === 'join' && settings.name !== '' && (
        <JoinDialog
          key={dialog.link}
          desktop={desktop}
          clickedLink={dialog.link}
          rememberedRelay={settings.relayUrl}
          workshops={workshops ?? []}
          join={(target) => source.call('joinWorkshop', joinLink(target))}
          connect={connect}
          diagnose={(target) => source.call('diagnose', joinLink(target))}
          onJoined={openDone}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.kind === 'settings' && (
        <SettingsDialog
          settings={settings}
          info={info}
          onChange={(change) => void changeSettings(change)}
          onWorkOffline={(isOffline) => void workOffline(isOffline)}
          onShowFolder={() => void desktop.invoke('show-in-folder', info.dataDirectory)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.kind === 'shortcuts' && <ShortcutsDialog onClose={() => setDialog(null)} />}
      {openFile.element}
      {settings.name === '' && <NameDialog onDone={(name, organisation) => void changeSettings({ name, organisation })} />}
    </>
  )
}

type LibraryScreenProps = Omit<Parameters<typeof Library>[0], 'onCommands'> & { readonly desktop: DesktopApi; readonly commands: () => PaletteSection }

function LibraryScreen({ desktop, commands, ...library }: LibraryScreenProps): ReactNode {
  const text = useText(messages)
  const { workshops, onOpen } = library
  const makeSections = useCallback(
    () => [
      {
        title: text('sectionWorkshops'),
        entries: (workshops ?? []).map((summary) => ({ id: summary.id, label: summary.title || text('untitledWorkshop'), hint: [summary.place, summary.isPutAway ? text('putAway') : ''].filter((part) => part !== '').join(' · '), onAction: () => onOpen(summary.id) })),
      },
      commands(),
    ],
    [text, workshops, onOpen, commands],
  )
  const { search, onOpenHit } = library
  const find = useCallback(
    async (query: string) => foundSections(text, (await search(query)).hits, onOpenHit),
    [text, search, onOpenHit],
  )
  const palette = usePalette(desktop, makeSections, find)
  return (
    <>
      <Library {...library} onCommands={palette.open} />
      {palette.element}
    </>
  )
}
