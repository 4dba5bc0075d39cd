/** Counts for Prometheus: no names, no ids, nothing that says what a workshop is about. */
import type { IncomingMessage } from 'node:http'
import { createHash, timingSafeEqual } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { roles } from '../../shared/model/roles.ts'
import type { CloseReason } from '../../shared/protocol/messages.ts'
import { peerKinds } from '../../shared/protocol/minuta-frames.ts'
import type { Member } from '../access/member.ts'

/** Looked at when somebody asks for the figures. */
export type MetricSources = {
  readonly members: () => Iterable<Member>
  readonly rooms: () => number
  readonly unadmitted: () => number
  /** Bytes that wait for slow peers. */
  readonly queuedBytes: () => number
}

/** How often the event loop is looked at; Node counts this time into what it measured. */
const delayResolutionMs = 100
/** Noted before they are counted, when nobody asks. */
const maxWaitingCommits = 1_000

export class Metrics {
  readonly #registry = new Registry()
  readonly #delay = monitorEventLoopDelay({ resolution: delayResolutionMs })
  readonly #updates = this.#counter('minuta_updates_total', 'Updates stored', () => this.#settle())
  readonly #bytes = this.#counter('minuta_update_bytes_total', 'Bytes of stored updates', () => this.#settle())
  readonly #failures = this.#counter('minuta_commit_failures_total', 'Commits that the storage refused')
  readonly #blobs = new Counter({ name: 'minuta_blobs_total', help: 'Requests for images and files', labelNames: ['method', 'status'], registers: [this.#registry] })
  readonly #refusals = new Counter({ name: 'minuta_refusals_total', help: 'Connections that the relay ended', labelNames: ['reason'], registers: [this.#registry] })
  readonly #commits = new Histogram({
    name: 'minuta_commit_seconds', help: 'Time of one commit, the flush of the disk included', registers: [this.#registry],
    collect: () => this.#settle(),
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
  })

  /** Commits that are not counted yet: that costs more than noting them, and they come fifty times a second. */
  #waiting = { updates: 0, byteLength: 0, milliseconds: [] as number[] }

  constructor(sources: MetricSources) {
    this.#delay.enable()
    this.#gauge('minuta_rooms', 'Rooms in use', sources.rooms)
    this.#gauge('minuta_unadmitted_sockets', 'Sockets that have not said who they are', sources.unadmitted)
    this.#gauge('minuta_queued_bytes', 'Bytes that wait for slow peers', sources.queuedBytes)
    this.#gauge('minuta_resident_bytes', 'Memory of the process', () => process.memoryUsage.rss())
    this.#gauge('minuta_event_loop_delay_seconds', 'Longest delay of the event loop since the last time somebody asked', () => {
      const longest = Math.max(0, this.#delay.max / 1e9 - delayResolutionMs / 1_000)
      this.#delay.reset()
      return longest
    })
    const connections = new Gauge({
      name: 'minuta_connections', help: 'Connections by role and kind', labelNames: ['role', 'kind'], registers: [this.#registry],
      collect: () => {
        for (const role of roles) for (const kind of peerKinds) connections.set({ role, kind }, 0)
        for (const { admission, kind } of sources.members()) connections.inc({ role: admission.role, kind })
      },
    })
  }

  noteCommit(updates: number, byteLength: number, milliseconds: number): void {
    const waiting = this.#waiting
    waiting.updates += updates
    waiting.byteLength += byteLength
    waiting.milliseconds.push(milliseconds)
    if (waiting.milliseconds.length >= maxWaitingCommits) this.#settle()
  }

  noteCommitFailure(): void {
    this.#failures.inc()
  }

  noteRefusal(reason: CloseReason): void {
    this.#refusals.inc({ reason })
  }

  noteBlob(method: string, status: number): void {
    this.#blobs.inc({ method: ['GET', 'HEAD', 'PUT'].includes(method) ? method : 'other', status })
  }

  /** The figures in Prometheus' text format. */
  async render(): Promise<{ readonly mediaType: string; readonly text: string }> {
    return { mediaType: this.#registry.contentType, text: await this.#registry.metrics() }
  }

  dispose(): void {
    this.#delay.disable()
    this.#registry.clear()
  }

  #settle(): void {
    const { updates, byteLength, milliseconds } = this.#waiting
    this.#waiting = { updates: 0, byteLength: 0, milliseconds: [] }
    this.#updates.inc(updates)
    this.#bytes.inc(byteLength)
    for (const each of milliseconds) this.#commits.observe(each / 1_000)
  }

  #counter(name: string, help: string, collect: () => void = () => undefined): Counter {
    return new Counter({ name, help, collect, registers: [this.#registry] })
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name, help, registers: [this.#registry],
      collect: () => gauge.set(read()),
    })
  }
}

/**
 * Who may see the figures: whoever knows the token or, where there is none, this computer itself. A proxy runs on this computer too, so
 * what it passes on does not count.
 */
export function maySeeMetrics(request: IncomingMessage, audience: string, token: string | null): boolean {
  const { authorization } = request.headers
  if (token !== null) return authorization !== undefined && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))
  const isPassedOn = Object.keys(request.headers).some((name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded') || name === 'x-real-ip')
  return !isPassedOn && isLoopback(request.socket.remoteAddress ?? '') && isLoopback(new URL(`http://${audience}`).hostname)
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address === '[::1]' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
