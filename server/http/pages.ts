/**
 * The pages for browsers: `GET /w/<workshop>`, `/w/`, and what they load. The files are listed once, at the start, and a request is looked up in
 * that list, so no path leads anywhere else.
 */
import { createReadStream, readdirSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isWorkshopId } from '../../shared/model/ids.ts'

type Page = { readonly file: string; readonly byteLength: number; readonly mediaType: string }

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}
const indexPath = '/index.html'

export class Pages {
  readonly #pages: ReadonlyMap<string, Page>

  /** `folder`: null, or one without an `index.html`, where no pages are served. */
  constructor(folder: string | null) {
    this.#pages = folder === null ? new Map() : listPages(folder)
  }

  get isEmpty(): boolean {
    return !this.#pages.has(indexPath)
  }

  /** Answers with a page or with the words that there is none. `host`: the relay's address in the request, already checked. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string, host: string): Promise<void> {
    const page = this.#pageOf(path)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (page === undefined || !isRead) {
      sayNotFound(response, host)
      return
    }
    response.writeHead(200, {
      ...headers(host),
      'Content-Type': page.mediaType,
      'Content-Length': page.byteLength,
      // What lies below /assets/ has its content in its name.
      'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (request.method === 'HEAD') response.end()
    else await pipeline(createReadStream(page.file), response).catch(() => response.destroy())
  }

  #pageOf(path: string): Page | undefined {
    const workshop = /^\/w\/(?<workshop>[^/]+)$/.exec(path)?.groups?.['workshop']
    // The workshops that a browser has joined; what an installed page starts with.
    if (path === '/w/') return this.#pages.get(indexPath)
    if (workshop !== undefined) return isWorkshopId(workshop) ? this.#pages.get(indexPath) : undefined
    return path === indexPath ? undefined : this.#pages.get(path)
  }
}

function listPages(folder: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const mediaType = mediaTypes[extname(entry.name)]
    if (!entry.isFile() || mediaType === undefined) continue
    pages.set(`/${file.slice(join(folder, sep).length).split(sep).join('/')}`, { file, mediaType, byteLength: statSync(file).size })
  }
  return pages
}

function headers(host: string): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "style-src 'self'",
      // As in the app: rich text carries widths, alignment and caret colours in style attributes.
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' blob: data:",
      "font-src 'self'",
      // Older browsers do not take a websocket of the same host for 'self'.
      `connect-src 'self' ws://${host} wss://${host}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types default minuta-worker ProseMirrorClipboard',
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}

/** Whoever mistyped an address may speak any of these. */
export const notFoundWords = [
  { lang: 'en', dir: 'ltr', title: 'There is no page here.', help: 'Open the whole link of your invite, or scan its QR code again.' },
  { lang: 'fr', dir: 'ltr', title: 'Il n’y a pas de page ici.', help: 'Ouvrez le lien entier de votre invitation, ou scannez à nouveau son code QR.' },
  { lang: 'es', dir: 'ltr', title: 'Aquí no hay ninguna página.', help: 'Abra el enlace completo de su invitación o escanee de nuevo su código QR.' },
  { lang: 'ca', dir: 'ltr', title: 'Aquí no hi ha cap pàgina.', help: 'Obriu l’enllaç sencer de la vostra invitació o torneu a escanejar-ne el codi QR.' },
  { lang: 'it', dir: 'ltr', title: 'Qui non c’è nessuna pagina.', help: 'Aprire il link completo dell’invito, o inquadrarne di nuovo il codice QR.' },
  { lang: 'el', dir: 'ltr', title: 'Δεν υπάρχει σελίδα εδώ.', help: 'Ανοίξτε ολόκληρο τον σύνδεσμο της πρόσκλησής σας ή σαρώστε ξανά τον κωδικό QR.' },
  { lang: 'ar', dir: 'rtl', title: 'لا توجد صفحة هنا.', help: 'افتح رابط دعوتك كاملًا، أو امسح رمز QR الخاص بها من جديد.' },
] as const

const notFound = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Minuta</title>
${notFoundWords.map(({ lang, dir, title, help }) => `<div lang="${lang}" dir="${dir}"><h1>${title}</h1>\n<p>${help}</p></div>`).join('\n')}
</html>
`

function sayNotFound(response: ServerResponse, host: string): void {
  response.writeHead(404, { ...headers(host), 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(notFound)
}
