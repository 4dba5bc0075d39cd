/**
 * The main process: windows, menus, dialogs and links, and the start and end of everything else. It never sees the bytes of a
 * workshop; those pass between the page and the engine.
 */
import { app, BrowserWindow, dialog } from 'electron/main'
import path from 'node:path'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { CloseGuard } from './close-guard.ts'
import { deepLinkScheme, findDeepLink, isDeepLink } from './deep-link.ts'
import { EngineProcess } from './engine-process.ts'
import { Exports } from './export-file.ts'
import { registerHandlers } from './handlers.ts'
import { lockDown } from './lockdown.ts'
import { log, openLog } from './log.ts'
import { setMenu } from './menu.ts'
import { shellMessage } from './messages.ts'
import { readShellState, writeShellState } from './shell-state.ts'
import { openWindow } from './window.ts'

const dataOverride = process.env['MINUTA_DATA_DIR']
if (dataOverride) app.setPath('userData', path.resolve(dataOverride))
// enableSandbox() would undo --no-sandbox, which root needs: every process of a page would then end at once.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()

let pendingLink = findDeepLink(process.argv)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args) => {
    if (!app.isReady()) return
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
    const link = findDeepLink(args)
    if (link !== null) deliverLink(link)
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (isDeepLink(url)) deliverLink(url)
  })
  // Not awaited at the top level: with an ES module as entry, Electron would wait for itself.
  app.whenReady().then(start).catch(failStart)
} else {
  app.quit()
}

function deliverLink(link: string): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined || window.webContents.isLoading()) pendingLink = link
  else window.webContents.send('deep-link', link)
}

async function start(): Promise<void> {
  const dataDirectory = app.getPath('userData')
  const blobDirectory = path.join(dataDirectory, 'blobs')
  openLog(path.join(dataDirectory, 'logs'))
  log.info(`Minuta ${app.getVersion()}, Electron ${process.versions['electron'] ?? '?'}, ${process.platform}`)
  lockDown()
  serveApp(path.join(app.getAppPath(), 'dist', 'renderer'), blobDirectory)
  // A working copy must not take the links away from an installed Minuta.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)

  const engine = new EngineProcess(dataDirectory)
  const exports = new Exports(blobDirectory)
  const closeGuard = new CloseGuard(() => currentLanguage(dataDirectory))
  const showWindow = (): void => {
    openWindow(dataDirectory, closeGuard).catch(failStart)
  }
  const useLanguage = (language: string): void => setMenu(language, { openWindow: showWindow })

  registerHandlers({
    engine,
    exports,
    dataDirectory,
    onPageReady: (window) => {
      if (pendingLink === null) return
      window.webContents.send('deep-link', pendingLink)
      pendingLink = null
    },
    setLanguage: (language) => {
      writeShellState(dataDirectory, { ...readShellState(dataDirectory), language })
      useLanguage(language)
    },
  })
  useLanguage(currentLanguage(dataDirectory))
  engine.start()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showWindow()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  stopBeforeQuit(engine, exports)
  await openWindow(dataDirectory, closeGuard)
}

function currentLanguage(dataDirectory: string): string {
  return readShellState(dataDirectory).language ?? app.getPreferredSystemLanguages()[0] ?? 'en'
}

/** The app ends when the engine has stored everything that the windows gave it. */
function stopBeforeQuit(engine: EngineProcess, exports: Exports): void {
  let hasStopped = false
  app.on('will-quit', (event) => {
    if (hasStopped) return
    event.preventDefault()
    exports.cancelAll()
    void engine.stop().then(() => {
      hasStopped = true
      app.quit()
    })
  })
}

/** An unhandled rejection does not end Electron: without this a failed start would hang, invisible. */
function failStart(error: unknown): void {
  log.error(`start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  dialog.showErrorBox(shellMessage(app.getLocale(), 'startFailedTitle'), error instanceof Error ? error.message : String(error))
  app.exit(1)
}
