/**
 * The main process: windows, menus, dialogs and links, and the start and end of everything else. It never sees the bytes of a
 * workshop; those pass between the page and the engine.
 */
import { app, BrowserWindow, dialog } from 'electron/main'
import os from 'node:os'
import path from 'node:path'
import type { DesktopEvent, DesktopEvents } from '../../shared/ipc/desktop-api.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { newRoomName } from '../../shared/protocol/announcement.ts'
import { registerAppScheme, serveApp } from './windows/app-protocol.ts'
import { followAppearance, setAppearance } from './windows/appearance.ts'
import { chromiumLanguage } from './chromium-language.ts'
import { CloseGuard } from './windows/close-guard.ts'
import { offerContextMenus } from './windows/context-menu.ts'
import { deepLinkScheme, findDeepLink, isDeepLink } from './opening/deep-link.ts'
import { EngineProcess } from './processes/engine-process.ts'
import { Exports } from './processes/export-file.ts'
import { Imports } from './processes/import-file.ts'
import { registerHandlers } from './handlers.ts'
import { KeepAwake } from './room/keep-awake.ts'
import { openKeyring } from './secrets/keyring.ts'
import { LastSteps } from './last-steps.ts'
import { lockDown } from './lockdown.ts'
import { log, openLog } from './log.ts'
import { setMenu } from './windows/menu.ts'
import { shellMessage } from './messages.ts'
import { OpenedFiles } from './opening/opened-files.ts'
import { OwnCertificate } from './secrets/own-certificate.ts'
import { startProcess, unpackedPath } from './processes/process-host.ts'
import { RoomDiscovery } from './room/room-discovery.ts'
import { RoomGuard } from './room/room-guard.ts'
import { RoomProcess } from './room/room-process.ts'
import { RoomTray } from './room/room-tray.ts'
import { readShellState, writeShellState } from './shell-state.ts'
import { readVaultKeys } from './secrets/vault-key.ts'
import { openWindow } from './windows/window.ts'
import { findWorkshopFiles, isWorkshopFile } from './opening/workshop-arguments.ts'

const dataOverride = process.env['MINUTA_DATA_DIR']
if (dataOverride) app.setPath('userData', path.resolve(dataOverride))
// enableSandbox() would undo --no-sandbox, which root needs: every process of a page would then end at once.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()
// Asked before it is changed for Chromium: afterwards the answer would be our own.
const systemLanguage = app.getPreferredSystemLanguages()[0] ?? 'en'
startChromiumIn(chromiumLanguage(readShellState(app.getPath('userData')).language, systemLanguage))

/** Until a page takes it: only the page knows when it can ask about a link. */
let waitingLink = findDeepLink(process.argv)
/** Of these as well. */
const openedFiles = new OpenedFiles()
openedFiles.add(findWorkshopFiles(process.argv, process.cwd()))
/** Brings the window back, or opens one; null until the app has started. */
let showWindow: (() => void) | null = null

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args, workingDirectory) => {
    waitingLink = findDeepLink(args) ?? waitingLink
    openedFiles.add(findWorkshopFiles(args, workingDirectory))
    showWindow?.()
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (!isDeepLink(url)) return
    waitingLink = url
    showWindow?.()
  })
  // How macOS passes files, also those that it starts the app with.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    if (!isWorkshopFile(file)) return
    openedFiles.add([file])
    showWindow?.()
  })
  // Not awaited at the top level: with an ES module as entry, Electron would wait for itself.
  app.whenReady().then(start).catch(failStart)
} else {
  app.quit()
}

/** Tells the window that `showWindow` brings to the front; one that does not listen yet asks when it does. */
function tellWhatWaits(): void {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents
  if (waitingLink !== null) contents?.send('link-waiting', null)
  if (openedFiles.names.length > 0) contents?.send('files-waiting', openedFiles.names)
}

function takeLink(): string | null {
  const link = waitingLink
  waitingLink = null
  return link
}

async function start(): Promise<void> {
  const dataDirectory = app.getPath('userData')
  const blobDirectory = path.join(dataDirectory, 'blobs')
  openLog(path.join(dataDirectory, 'logs'))
  noteUncaughtErrors()
  log.info(`Minuta ${app.getVersion()}, Electron ${process.versions['electron'] ?? '?'}, ${process.platform}`)
  lockDown()
  serveApp(path.join(app.getAppPath(), 'dist', 'renderer'), blobDirectory)
  // A working copy must not take the links away from an installed Minuta.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)

  openedFiles.keep(readShellState(dataDirectory).waitingFiles, (waitingFiles) => writeShellState(dataDirectory, { ...readShellState(dataDirectory), waitingFiles }))
  const keyring = openKeyring()
  let interfaceLanguage = rememberedLanguage(dataDirectory)
  const language = (): string => interfaceLanguage
  offerContextMenus(language)
  const certificate = new OwnCertificate(path.join(dataDirectory, 'room'), keyring)
  const room = new RoomProcess({
    startRelay: (events) => startProcess('room', events),
    dataDirectory: path.join(dataDirectory, 'room'),
    pagesDirectory: unpackedPath(path.join(app.getAppPath(), 'dist', 'guest')),
    certificate: () => certificate.whole(),
    pin: () => certificate.pin(),
    networkInterfaces: () => os.networkInterfaces(),
    newName: () => newRoomName(nodeSignatures),
  })
  const engine: EngineProcess = new EngineProcess(dataDirectory, readVaultKeys(dataDirectory, keyring), {
    rooms: () => discovery.rooms,
    onLookForRooms: (isWanted) => discovery.setEngineLooking(isWanted),
    onRecognised: (workshops) => discovery.setRecognised(workshops),
  })
  const discovery = new RoomDiscovery({
    startDiscovery: (events) => startProcess('discovery', events),
    onRooms: (rooms) => engine.tellRooms(rooms),
    onFound: (rooms) => sendToWindows('room-found', rooms),
    ownPin: () => certificate.knownPin,
  })
  const exports = new Exports(blobDirectory, dataDirectory)
  const imports = new Imports()
  const roomGuard = new RoomGuard(room, language)
  const closeGuard = new CloseGuard(language, () => {
    roomGuard.forgetDecision()
    lastSteps.forgetQuit()
    tellWhatWaits()
  })
  const openNewWindow = (): void => {
    openWindow(dataDirectory, closeGuard).catch(failStart)
  }
  const lastSteps = new LastSteps({
    stop: async () => {
      exports.cancelAll()
      imports.cancelAll()
      // The engine first: the last of what this computer wrote still goes out through its own room.
      await engine.stop()
      await room.close()
      await discovery.stop()
    },
    startAgain: () => {
      closeGuard.forgetQuit()
      roomGuard.forgetDecision()
      engine.start()
      openNewWindow()
    },
  })
  showWindow = () => {
    const isEnding = !lastSteps.mayShowWindow()
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined && !isEnding) openNewWindow()
    // One that is there while the app ends may have a question.
    if (window?.isMinimized()) window.restore()
    window?.focus()
    if (!isEnding) tellWhatWaits()
  }
  const keepAwake = new KeepAwake()
  const tray = new RoomTray(language, { showWindow, quit: () => app.quit() })
  /** Where words stay on screen; dialogs ask for the language when they are shown. */
  const useLanguage = (): void => {
    setMenu(language(), {
      openWindow: () => {
        if (lastSteps.mayShowWindow()) openNewWindow()
      },
    })
    tray.label()
  }

  registerHandlers({
    engine,
    exports,
    imports,
    room,
    discovery,
    certificate,
    dataDirectory,
    isKeyringThere: keyring !== null,
    systemLanguage,
    takeLink,
    openedFiles,
    setLanguage: (language) => {
      interfaceLanguage = language
      writeShellState(dataDirectory, { ...readShellState(dataDirectory), language })
      useLanguage()
    },
    setAppearance: (appearance) => {
      writeShellState(dataDirectory, { ...readShellState(dataDirectory), appearance })
      setAppearance(appearance)
    },
    language,
  })
  room.onChange(() => {
    sendToWindows('room-state', room.state)
    discovery.setOwnRoom(room.openRoom)
    tray.show(room.isWanted)
    keepAwake.set(room.isWanted)
    // An app without a window whose room has failed would go on for nothing, and nobody would know.
    if (room.state.kind === 'failed' && BrowserWindow.getAllWindows().length === 0) openNewWindow()
  })
  useLanguage()
  followAppearance()
  setAppearance(readShellState(dataDirectory).appearance)
  engine.start()
  app.on('browser-window-created', (_event, window) => {
    // What waited for this one is for the next.
    window.once('closed', () => {
      if (!lastSteps.isEnding) tellWhatWaits()
    })
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showWindow?.()
  })
  app.on('window-all-closed', () => {
    // Whoever opened the room for others may close the window; the room goes on.
    if (process.platform !== 'darwin' && !room.isWanted) app.quit()
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      roomGuard.decide()
      lastSteps.insist()
      app.quit()
    })
  }
  await openWindow(dataDirectory, closeGuard)
}

function sendToWindows<E extends DesktopEvent>(event: E, payload: DesktopEvents[E]): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(event, payload)
}

/** To be called before the app is ready. `language`: BCP 47; null leaves the choice to the system. */
function startChromiumIn(language: string | null): void {
  if (language === null) return
  // On Linux Chromium asks the environment and not its command line.
  if (process.platform === 'linux') process.env['LANGUAGE'] = language.replace('-', '_')
  else app.commandLine.appendSwitch('lang', language)
}

function rememberedLanguage(dataDirectory: string): string {
  return readShellState(dataDirectory).language ?? systemLanguage
}

/**
 * Main goes on: it holds no word of a workshop, and the windows, the room and the exports that it runs are worth more than its end. By
 * itself Electron would show a box with a stack trace, and do nothing more for anybody until somebody has clicked it away.
 */
function noteUncaughtErrors(): void {
  process.on('uncaughtException', (error) => log.error(`uncaught: ${describeError(error)}`))
  process.on('unhandledRejection', (reason) => log.error(`unhandled rejection: ${describeError(reason)}`))
}

/** An unhandled rejection does not end Electron: without this a failed start would hang, invisible. */
function failStart(error: unknown): void {
  log.error(`start failed: ${describeError(error)}`)
  dialog.showErrorBox(shellMessage(rememberedLanguage(app.getPath('userData')), 'startFailedTitle'), error instanceof Error ? error.message : String(error))
  app.exit(1)
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
