/**
 * Every workshop as files that a person can open without Minuta: its minutes as Markdown, its record as JSON, and the names of its
 * images, in a folder with its title. Written at most once an hour while it changes, and when Minuta ends. Nothing reads them back.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { recordFromWorkshop } from '../../../shared/document/record/record-export.ts'
import { readWorkshop } from '../../../shared/document/read-workshop.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { Workshop } from '../../../shared/model/workshop.ts'
import { renderMarkdown } from '../../../shared/render/markdown/markdown.ts'
import type { RoomPosition } from '../../../shared/storage/room-store.ts'
import { fileName } from '../../../shared/util/file-name.ts'
import { orTidyUp } from '../../../shared/util/or-tidy-up.ts'
import { drain } from '../../../shared/storage/walk-database.ts'
import { mayPass, type BorrowedWorkshops } from '../borrowed-workshops.ts'
import type { EngineValues } from '../engine-values.ts'
import { QuietQueue } from '../quiet-queue.ts'
import { nextTurn } from '../turns.ts'

export type ReadableCopiesOptions = {
  readonly directory: string
  readonly workshops: BorrowedWorkshops
  readonly values: EngineValues
  readonly log: (level: 'info' | 'error', message: string) => void
}

const hourMs = 3_600_000
/** A workshop that was just made gets its first title before its first copy. */
const firstCopyMs = 2 * 60_000
export const keptCopies = 12
/** At the end of a session: what is not written by then is written after the next start. */
const endBudgetMs = 3_000
const copyNamePattern = /^\d{4}-\d\d-\d\d \d\d\.\d\d$/

export class ReadableCopies {
  readonly #options: ReadableCopiesOptions
  readonly #timers = new Map<WorkshopId, NodeJS.Timeout>()
  readonly #queue: QuietQueue<WorkshopId>
  #isDisposed = false

  constructor(options: ReadableCopiesOptions) {
    this.#options = options
    this.#queue = new QuietQueue({ quietMs: 0, maxWaitMs: 0, run: (id) => this.#writeInTurns(id) })
  }

  /** Looks which workshops changed since their last copy. */
  start(ids: readonly WorkshopId[]): void {
    const { workshops, values } = this.#options
    for (const id of ids) {
      const [was, is] = [values.getOf(id, 'readable-copy'), workshops.positionOf(id)]
      if (was === undefined || was.lineage !== is?.lineage || was.head !== is.head) this.note(id)
    }
  }

  /** The content of a workshop changed. */
  note(id: WorkshopId): void {
    if (this.#isDisposed || this.#timers.has(id)) return
    const last = this.#options.values.getOf(id, 'readable-copy')?.writtenAt ?? 0
    const delayMs = Math.min(hourMs, Math.max(firstCopyMs, last + hourMs - Date.now()))
    const timer = setTimeout(() => {
      this.#timers.delete(id)
      this.#queue.add(id)
    }, delayMs)
    timer.unref()
    this.#timers.set(id, timer)
  }

  /** Writes what is still due, for as long as the end of a session may take. Never throws. */
  finish(): void {
    const deadline = Date.now() + endBudgetMs
    for (const id of this.#timers.keys()) {
      if (Date.now() > deadline) return
      try {
        drain(this.#write(id))
      } catch (error) {
        this.#report(error)
      }
    }
  }

  dispose(): void {
    this.#isDisposed = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#queue.dispose()
  }

  async #writeInTurns(id: WorkshopId): Promise<void> {
    const steps = this.#write(id)
    try {
      while (!this.#isDisposed && steps.next().done !== true) await nextTurn()
    } catch (error) {
      this.#report(error)
      // Also when the folder of the copies took no more.
      if (mayPass(error) || isOfFileSystem(error)) this.note(id)
    } finally {
      steps.return()
    }
  }

  *#write(id: WorkshopId): Generator<void, void> {
    const { directory, workshops, values } = this.#options
    const { session, position, release } = workshops.borrow(id)
    try {
      const workshop = readWorkshop(session.doc)
      yield
      const files = yield* readableFiles(workshop)
      yield
      writeCopy(folderOf(directory, workshop), files, new Date())
      noteCopy(values, id, position)
    } finally {
      release()
    }
  }

  #report(error: unknown): void {
    this.#options.log('error', `a readable copy could not be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function noteCopy(values: EngineValues, id: WorkshopId, { lineage, head }: RoomPosition): void {
  values.setOf(id, 'readable-copy', { lineage, head, writtenAt: Date.now() })
}

/** The files of one copy by name, one step each. Pure. */
export function* readableFiles(workshop: Workshop): Generator<void, ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  files.set('record.json', `${JSON.stringify(recordFromWorkshop(workshop), null, 2)}\n`)
  yield
  const minutes = compileMinutes(workshop, { language: workshop.details.language || 'en' })
  yield
  files.set('minutes.md', renderMarkdown(minutes, new Map()).content)
  if (workshop.blobs.length > 0) {
    files.set('images.txt', `${workshop.blobs.map(({ id, mediaType, name }) => `${id}  ${mediaType}  ${name.replaceAll(/\s+/gu, ' ')}`).join('\n')}\n`)
  }
  return files
}

/** The folder of a workshop: renamed with its title, found again by a mark that no other workshop has. */
export function folderOf(directory: string, { id, details }: Pick<Workshop, 'id' | 'details'>): string {
  fs.mkdirSync(directory, { recursive: true })
  // Of all of the id: those that a record chose may begin alike.
  const mark = ` (${createHash('sha256').update(id).digest('hex').slice(0, 8)})`
  const wanted = `${fileName(details.title, 'Workshop')}${mark}`
  const names = fs.readdirSync(directory)
  const existing = names.find((name) => name.endsWith(mark)) ?? names.find((name) => name.endsWith(earlierMark(id)))
  if (existing !== undefined && existing !== wanted) fs.renameSync(path.join(directory, existing), path.join(directory, wanted))
  return path.join(directory, wanted)
}

/** How an older Minuta marked folders. */
function earlierMark(id: WorkshopId): string {
  return ` (${id.slice(0, 8)})`
}

/** Writes a copy whole or not at all, and lets go of the oldest ones; anything else in the folder is left alone. */
export function writeCopy(folder: string, files: ReadonlyMap<string, string>, now: Date): void {
  const part = path.join(folder, 'unfinished')
  const target = path.join(folder, copyName(now))
  const removePart = (): void => fs.rmSync(part, { recursive: true, force: true })
  orTidyUp(() => {
    removePart()
    fs.mkdirSync(part, { recursive: true })
    for (const [name, content] of files) fs.writeFileSync(path.join(part, name), content)
    fs.rmSync(target, { recursive: true, force: true })
    fs.renameSync(part, target)
  }, removePart)
  // What bears a later time was made before this one all the same, while the clock ran ahead.
  const isAhead = (name: string): boolean => name > path.basename(target)
  const copies = fs.readdirSync(folder).filter((name) => copyNamePattern.test(name)).sort()
  const inOrder = [...copies.filter(isAhead), ...copies.filter((name) => !isAhead(name))]
  for (const name of inOrder.slice(0, -keptCopies)) fs.rmSync(path.join(folder, name), { recursive: true })
}

/** Local time, as a person who looks for a copy remembers it: "2026-09-19 14.30". */
function copyName(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}.${two(now.getMinutes())}`
}
