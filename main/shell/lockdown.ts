/** What no page may ever do, whatever got into it: applied to every web contents of the app, present and future. */
import { app, session } from 'electron/main'
import { appOrigin, appScheme } from './windows/app-protocol.ts'
import { log } from './log.ts'

/** To be called once the app is ready, before the first window. */
export function lockDown(): void {
  const { defaultSession } = session
  // Pages write to the clipboard on the user's own copy command; everything else is refused.
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === 'clipboard-sanitized-write'))
  defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  defaultSession.setDevicePermissionHandler(() => false)
  // Only macOS has a spelling of its own. Elsewhere Chromium would fetch dictionaries from its makers, past every rule below.
  if (process.platform !== 'darwin') defaultSession.setSpellCheckerEnabled(false)
  // The page has no network: whatever slipped past the content security policy ends here.
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
    const isOwn = [`${appScheme}:`, 'blob:', 'data:', 'devtools:'].some((scheme) => url.startsWith(scheme))
    if (!isOwn) log.error(`blocked a request of the page: ${new URL(url).origin}`)
    decide({ cancel: !isOwn })
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
  })
}

/** True for addresses of our own page; `URL.origin` is opaque for schemes that Node does not know, so compare text. */
export function isOwnPage(url: string): boolean {
  return url.startsWith(`${appOrigin}/`)
}
