/** Leads HTTP requests to what answers them. Requests under a foreign name or from a foreign page end here. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { StorageError } from '../../shared/storage/room-store.ts'
import type { Access } from '../access/access.ts'
import type { Log } from '../log.ts'
import { answer, refuseBody } from './answer.ts'
import type { Blobs } from './blobs.ts'
import type { Health } from './health.ts'
import { maySeeMetrics, type Metrics } from './metrics.ts'
import type { OwnHosts } from './own-hosts.ts'
import type { Pages } from './pages.ts'
import { pathOf } from './paths.ts'
import { handleTicket } from './tickets.ts'

export type RouterParts = {
  readonly hosts: OwnHosts
  readonly access: Access
  readonly blobs: Blobs
  readonly pages: Pages
  readonly health: Health
  readonly metrics: Metrics
  readonly metricsToken: string | null
  readonly roomCount: () => number
  readonly log: Log
}

export class Router {
  readonly #parts: RouterParts

  constructor(parts: RouterParts) {
    this.#parts = parts
  }

  /** Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse, isUnencrypted: boolean): Promise<void> {
    const { hosts, log } = this.#parts
    const audience = hosts.audienceOf(request)
    if (audience === null || !hosts.isOwnOrigin(request)) {
      refuseBody(request, response, 403, 'this relay is not known under that name, or the page that asks is not its own')
      return
    }
    try {
      await this.#route(request, response, { audience, isUnencrypted })
    } catch (error) {
      log('request-failed', { kind: error instanceof StorageError ? error.kind : 'unknown' })
      if (response.headersSent) response.destroy()
      else refuseBody(request, response, 500, 'the relay could not answer')
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse, visit: { readonly audience: string; readonly isUnencrypted: boolean }): Promise<void> {
    const { access, blobs, metrics, metricsToken, pages } = this.#parts
    const path = pathOf(request)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (/\/blob\/[^/]*\/[^/]*$/.test(path)) {
      response.once('finish', () => metrics.noteBlob(request.method ?? '', response.statusCode))
      await blobs.handle(request, response, path, visit.isUnencrypted)
    } else if (/\/ticket\//.test(path)) await handleTicket(request, response, access, visit)
    else if (path.endsWith('/healthz') && isRead) this.#sayHealth(response)
    else if (path === '/metrics' && isRead && maySeeMetrics(request, visit.audience, metricsToken)) {
      const { mediaType, text } = await metrics.render()
      response.writeHead(200, { 'Content-Type': mediaType, 'Cache-Control': 'no-store' })
      response.end(text)
    } else if (pages.isEmpty) refuseBody(request, response, 404, 'not found')
    else {
      request.resume()
      await pages.handle(request, response, path, visit.audience)
    }
  }

  #sayHealth(response: ServerResponse): void {
    const problem = this.#parts.health.findProblem()
    if (problem === null) answer(response, 200, `ok\nrooms ${this.#parts.roomCount()}`)
    else answer(response, 503, `the relay cannot store: ${problem}\nrooms ${this.#parts.roomCount()}`)
  }
}
