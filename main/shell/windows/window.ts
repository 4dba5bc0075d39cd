/** Opens windows: one page, sandboxed, without Node, at the place where the last one was. */
import { app, BrowserWindow, screen, type Rectangle } from 'electron/main'
import path from 'node:path'
import { appPage } from './app-protocol.ts'
import { windowColor } from './appearance.ts'
import type { CloseGuard } from './close-guard.ts'
import { GrowingPause } from '../processes/growing-pause.ts'
import { log } from '../log.ts'
import { readShellState, writeShellState } from '../shell-state.ts'

const defaultSize = { width: 1280, height: 800 }
const minimumSize = { width: 720, height: 480 }
const cascadePx = 28

/** Resolves when the page has loaded, or when the window was closed before. */
export async function openWindow(dataDirectory: string, closeGuard: CloseGuard): Promise<BrowserWindow> {
  const state = readShellState(dataDirectory)
  const window = new BrowserWindow({
    ...defaultSize,
    ...placeOnScreen(state.bounds),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Minuta',
    backgroundColor: windowColor(),
    webPreferences: {
      preload: path.join(app.getAppPath(), 'dist', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
      // Presence is renewed by a timer of the page: a covered window must not seem to have left.
      backgroundThrottling: false,
    },
  })
  closeGuard.watch(window)
  if (state.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  let isClosing = false
  window.on('close', () => {
    isClosing = true
    writeShellState(dataDirectory, { ...readShellState(dataDirectory), bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  })
  const pause = new GrowingPause()
  let loadedAt = Date.now()
  let reloading: NodeJS.Timeout | undefined
  window.once('closed', () => clearTimeout(reloading))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.error(`page ended: ${reason}`)
    if (reason === 'clean-exit' || window.isDestroyed()) return
    // Its edits are with the engine; a fresh page shows them again.
    reloading = setTimeout(() => {
      loadedAt = Date.now()
      window.webContents.reload()
    }, pause.next(Date.now() - loadedAt))
  })
  await window.loadURL(appPage).catch((error: unknown) => {
    // Closed before its page was there: that is no failed start.
    if (!isClosing && !window.isDestroyed()) throw error
  })
  return window
}

/** The remembered place, moved aside when a window is there already; nothing when that screen is gone. */
function placeOnScreen(bounds: Rectangle | null): Partial<Rectangle> {
  if (bounds === null) return {}
  const { workArea } = screen.getDisplayMatching(bounds)
  const isVisible = bounds.x < workArea.x + workArea.width && bounds.x + bounds.width > workArea.x && bounds.y >= workArea.y - 1 && bounds.y < workArea.y + workArea.height
  if (!isVisible) return { width: Math.min(bounds.width, workArea.width), height: Math.min(bounds.height, workArea.height) }
  const offset = BrowserWindow.getAllWindows().length * cascadePx
  return { ...bounds, x: bounds.x + offset, y: bounds.y + offset }
}
