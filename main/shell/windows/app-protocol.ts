/**
 * Serves the page and the images of workshops under one origin of our own, `app://minuta`. A `file://` page would share its
 * origin with every file of the user; here only the bundle and the blob folder can be reached, and nothing can be executed
 * that is not in the bundle.
 */
import { net, protocol } from 'electron/main'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBlobId } from '../../../shared/model/ids.ts'
import { imageMediaType } from './image-media-type.ts'

export const appScheme = 'app'
const appHost = 'minuta'
export const appOrigin = `${appScheme}://${appHost}`
export const appPage = `${appOrigin}/index.html`

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Rich text carries widths, alignment and caret colours in style attributes; style elements stay forbidden.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default ProseMirrorClipboard',
].join('; ')

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** To be called once the app is ready. */
export function serveApp(rendererDirectory: string, blobDirectory: string): void {
  protocol.handle(appScheme, async ({ url: address }) => {
    const url = new URL(address)
    if (url.host !== appHost) return refuse(404)
    let name: string
    try {
      name = decodeURIComponent(url.pathname)
    } catch {
      return refuse(400)
    }
    const blob = /^\/blob\/([^/]+)$/.exec(name)?.[1]
    return blob === undefined ? serveFile(rendererDirectory, name) : serveBlob(blobDirectory, blob)
  })
}

async function serveFile(directory: string, name: string): Promise<Response> {
  const file = path.normalize(path.join(directory, name))
  const mediaType = mediaTypes[path.extname(file)]
  if (!file.startsWith(directory + path.sep) || mediaType === undefined) return refuse(404)
  try {
    const { body } = await net.fetch(pathToFileURL(file).href)
    return new Response(body, { headers: headers(mediaType) })
  } catch {
    return refuse(404)
  }
}

async function serveBlob(directory: string, blob: string): Promise<Response> {
  if (!isBlobId(blob)) return refuse(400)
  try {
    const bytes = await fs.readFile(path.join(directory, blob))
    const mediaType = imageMediaType(bytes)
    if (mediaType === null) return refuse(415)
    return new Response(bytes, { headers: { ...headers(mediaType), 'cache-control': 'max-age=31536000, immutable' } })
  } catch {
    return refuse(404)
  }
}

function headers(mediaType: string): Record<string, string> {
  return { 'content-type': mediaType, 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain; charset=utf-8') })
}
