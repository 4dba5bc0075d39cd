/**
 * Takes what a file of a workshop holds into the workshop that is here, when somebody who may write it says so. What a file says of who wrote it proves nothing: from here on it goes out under the
 * role of this computer. Before that, the workshop as it is now is kept in a file of its own; after it, everything can be taken out again.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Doc } from 'yjs'
import { readOnlyReason } from '../../../shared/document/boards/content-guard.ts'
import { captureHandOver } from '../../../shared/document/hand-over/capture-hand-over.ts'
import type { DocumentBytes } from '../../../shared/document/hand-over/file-changes.ts'
import { writeHandOverFile } from '../../../shared/document/hand-over/hand-over-file.ts'
import { findMergeProblem } from '../../../shared/document/hand-over/merge-documents.ts'
import type { TakenOver, WorkshopFile } from '../../../shared/ipc/engine-port.ts'
import { roomOf, type WorkshopId } from '../../../shared/model/ids.ts'
import { mayWrite } from '../../../shared/model/roles.ts'
import { writeWhole } from '../../../shared/node/write-whole.ts'
import { StorageError } from '../../../shared/storage/room-store.ts'
import { withStorageErrors } from '../../../shared/storage/sqlite-errors.ts'
import { fileName } from '../../../shared/util/file-name.ts'
import type { Access } from '../access/access.ts'
import type { OpenSessions } from '../open-sessions.ts'
import type { UpdateWriter } from '../update-writer.ts'
import { CallFailure } from '../windows/call-failure.ts'
import type { WorkshopSession } from '../workshop-session.ts'
import { documentsOfFile } from './documents-of-file.ts'
import { WayBack } from './way-back.ts'

export type TakingOverOptions = {
  readonly sessions: OpenSessions
  readonly access: Access
  readonly writer: UpdateWriter
  /** Where workshops are kept as they were before. */
  readonly folder: string
}

type BothSessions = { readonly notes: WorkshopSession; readonly responses: WorkshopSession }

export class TakingOver {
  readonly #options: TakingOverOptions
  /** Of the last file that was taken into a workshop, as long as its notes are open. */
  readonly #ways = new WeakMap<WorkshopSession, { readonly keptAs: string; readonly ways: readonly WayBack[] }>()

  constructor(options: TakingOverOptions) {
    this.#options = options
  }

  /** Both documents of a workshop as they are now. Throws CallFailure or StorageError. */
  capture(workshop: WorkshopId): DocumentBytes {
    return this.#withBoth(workshop, ({ notes, responses }) => {
      const { update, responses: answers } = captureHandOver(notes.doc, responses.doc)
      return { update, responses: answers }
    })
  }

  /**
   * Everything of `file` is here when it resolves, and stored, in one transaction; should storage refuse just then, it waits like everything that is written, as the status says. Rejects with
   * CallFailure ('not-allowed', 'unsupported-file') or StorageError: then nothing was taken.
   */
  async takeOver(file: WorkshopFile): Promise<TakenOver> {
    const { writer } = this.#options
    const theirs = this.#withBoth(file.workshop, ({ notes }) => {
      this.#checkRole(notes)
      return documentsOfFile(file)
    })
    try {
      const keptAs = await this.#withBoth(file.workshop, (both) => {
        this.#check(theirs.doc, both)
        return this.#keep(both)
      })
      return this.#withBoth(file.workshop, (both) => {
        // While it was written, the role may have gone.
        this.#check(theirs.doc, both)
        if (!writer.flush()) throw new StorageError(writer.problem ?? 'unknown', 'what was written cannot be stored yet')
        this.#leave(both.notes)
        const ways = [new WayBack(both.notes, file.update), ...(file.responses === null ? [] : [new WayBack(both.responses, file.responses)])]
        this.#ways.set(both.notes, { keptAs, ways })
        writer.flush()
        return { keptAs }
      })
    } finally {
      theirs.close()
    }
  }

  /** As in `EngineCalls`. */
  setTakenOut(workshop: WorkshopId, keptAs: unknown, isOut: boolean): boolean {
    return this.#withBoth(workshop, ({ notes }) => {
      const last = this.#ways.get(notes)
      if (last === undefined || last.keptAs !== keptAs || !last.ways.every(({ isOpen }) => isOpen)) return false
      this.#checkRole(notes)
      for (const way of last.ways) {
        if (isOut) way.goBack()
        else way.goForth()
      }
      this.#options.writer.flush()
      return true
    })
  }

  /** The sessions stay open until `use` has returned. */
  #withBoth<T>(workshop: WorkshopId, use: (both: BothSessions) => T): T {
    const { sessions } = this.#options
    const { session: notes, release } = sessions.hold(workshop)
    try {
      const responses = sessions.open(roomOf(workshop, 'responses'))
      try {
        return use({ notes, responses })
      } finally {
        sessions.release(responses)
      }
    } finally {
      release()
    }
  }

  #checkRole({ workshop, doc }: WorkshopSession): void {
    if (!mayWrite(this.#options.access.roleIn(workshop), 'notes') || readOnlyReason(doc) !== null) throw new CallFailure({ kind: 'not-allowed', detail: '' })
  }

  /** `theirs`: the notes of the file. */
  #check(theirs: Doc, { notes }: BothSessions): void {
    this.#checkRole(notes)
    const problem = findMergeProblem(notes.doc, theirs)
    if (problem !== null) throw new CallFailure({ kind: 'unsupported-file', detail: problem })
  }

  /** Writes the workshop as it is now, without its images, which stay here; returns the name of the file. */
  async #keep({ notes, responses }: BothSessions): Promise<string> {
    const { folder } = this.#options
    const documents = captureHandOver(notes.doc, responses.doc)
    const bytes = writeHandOverFile({ ...documents, blobs: new Map() })
    const name = `${fileName(documents.title, 'workshop')} ${localTime(new Date())}.minuta`
    try {
      await mkdir(folder, { recursive: true })
      await writeWhole(path.join(folder, name), path.join(folder, `${name}.unfinished`), bytes)
    } catch (error) {
      withStorageErrors('keeping a workshop as it is', () => {
        throw error
      })
    }
    return name
  }

  #leave(notes: WorkshopSession): void {
    for (const way of this.#ways.get(notes)?.ways ?? []) way.dispose()
    this.#ways.delete(notes)
  }
}

/** As a file's name may hold it, to the millisecond: no copy takes the place of another. */
function localTime(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, -1).replace('T', ' ').replaceAll(':', '.')
}
