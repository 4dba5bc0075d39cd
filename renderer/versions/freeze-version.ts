/**
 * Freezing happens here and nowhere else: what the boards say is compiled and sealed, the blob is stored on this computer, and only then
 * the shared document names it, in one transaction. From there it goes the way of every other edit, and the blob that of images.
 */
import type { Doc } from 'yjs'
import { pendingCorrections } from '../../shared/document/versions/corrections.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { addVersion, frozenMediaType, readVersions } from '../../shared/document/versions/versions.ts'
import type { FrozenVersion } from '../../shared/model/versions.ts'
import type { Attribution } from '../../shared/model/workshop.ts'
import { limits } from '../../shared/protocol/messages.ts'
import { decodeFrozen, encodeFrozen } from '../../shared/versions/frozen-version.ts'
import { freezeWorkshop, frozenNumbers } from '../../shared/versions/freeze.ts'
import type { WorkshopSource } from '../document/source.ts'
import { loadVersion, type ContentProblem } from './use-versions.ts'

export type FreezeRequest = {
  readonly languages: readonly string[]
  readonly attribution: Attribution
  readonly note: string
  readonly commentsUntil: string
  readonly frozenBy: string
  /** Whether the new version says what changed since the one before; that one must be readable here then. */
  readonly isCompared: boolean
}

export type Frozen = { readonly ok: true; readonly version: FrozenVersion } | { readonly ok: false; readonly problem: ContentProblem | 'tooLarge' | 'unreadable' }

/** `onDocument` is told how many documents are done. Rejects with an EngineError, or with the signal's reason. */
export async function freezeVersion(
  source: WorkshopSource, doc: Doc, responses: Doc, origin: unknown, request: FreezeRequest,
  { signal, onDocument }: { readonly signal: AbortSignal; readonly onDocument: (count: number) => void },
): Promise<Frozen> {
  const { isCompared, ...wanted } = request
  const last = readVersions(doc).at(-1)
  const before = last && isCompared ? await loadVersion(source, last) : null
  if (before && 'problem' in before) return { ok: false, problem: before.problem }
  const workshop = readWorkshop(doc, responses)
  // As they are now: what is asked for or decided while this goes on is for the version after.
  const corrections = pendingCorrections(doc)
  let count = 0
  const content = await freezeWorkshop(workshop, {
    ...wanted,
    frozenAt: localTime(new Date()),
    previous: last ? { number: last.number, fingerprint: last.fingerprint, content: before?.content ?? null, corrections } : null,
    pause: () => {
      count += 1
      onDocument(count)
      return new Promise((resolve) => setTimeout(resolve))
    },
    signal,
  })
  const bytes = encodeFrozen(content)
  if (bytes.byteLength > limits.maxBlobBytes) return { ok: false, problem: 'tooLarge' }
  // What is frozen stays for ever, and the next version is compared with it.
  if (!decodeFrozen(bytes, content.fingerprint).ok) return { ok: false, problem: 'unreadable' }
  const blob = await source.call('putBlob', bytes, frozenMediaType)
  signal.throwIfAborted()
  const { frozenAt, frozenBy, note, commentsUntil, isCorrected } = content.seal
  const settles = corrections.filter(({ decision }) => decision !== 'open').map(({ id }) => id)
  const version = addVersion(doc, origin, { fingerprint: content.fingerprint, blob, frozenAt, frozenBy, note, commentsUntil, isCorrected, settles, outcomes: frozenNumbers(workshop) }, bytes.byteLength)
  return { ok: true, version }
}

/** ISO 8601 to the minute, with the offset of this computer: "2026-09-19T17:42+02:00". */
function localTime(now: Date): string {
  const offset = -now.getTimezoneOffset()
  const two = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0')
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 16)
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`
}
