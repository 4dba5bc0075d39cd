/** What is done for the page of a window, and for no other one that the window shows later. */
import type { BrowserWindow, Event, WebContentsDidStartNavigationEventParams } from 'electron/main'

/**
 * Calls `end` when the page that `window` shows now is gone: the window was closed, the page was loaded anew, or it crashed. A page that begins anew counts its requests from one
 * again, and asks nothing more of what an earlier one began. Gives what takes this back.
 */
export function onPageGone(window: BrowserWindow, end: () => void): () => void {
  const { webContents } = window
  const navigate = ({ isMainFrame, isSameDocument }: Event<WebContentsDidStartNavigationEventParams>): void => {
    if (isMainFrame && !isSameDocument) end()
  }
  window.once('closed', end)
  webContents.once('render-process-gone', end)
  webContents.on('did-start-navigation', navigate)
  return () => {
    if (window.isDestroyed()) return
    window.off('closed', end)
    webContents.off('render-process-gone', end)
    webContents.off('did-start-navigation', navigate)
  }
}
