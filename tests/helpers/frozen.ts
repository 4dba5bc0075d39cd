/** Frozen versions for tests. */
import type { PendingCorrection } from '../../shared/model/versions.ts'
import type { Attribution, Workshop } from '../../shared/model/workshop.ts'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { streamPrinted } from '../../shared/render/export-frozen.ts'
import { collect } from '../../shared/render/export-format.ts'
import { findDocument, type FrozenContent } from '../../shared/versions/frozen-version.ts'
import { freezeWorkshop } from '../../shared/versions/freeze.ts'
import type { VersionState } from '../../shared/versions/frozen-request.ts'
import type { SealEntry } from '../../shared/versions/seal.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import type { VersionFile } from '../../shared/verify/read-words.ts'
import { readImport } from '../../shared/node/import/read-import.ts'
import { openTypst } from '../../shared/node/typst.ts'

export async function freeze(workshop: Workshop, languages: readonly string[], previous: { readonly number: number; readonly content: FrozenContent; readonly corrections: readonly PendingCorrection[] } | null = null, attribution: Attribution = 'person'): Promise<FrozenContent> {
  return freezeWorkshop(workshop, {
    languages, attribution, frozenAt: '2026-09-19T17:42:00+02:00', frozenBy: 'Ana García', note: '', commentsUntil: '2026-10-03', previous: previous && { ...previous, fingerprint: previous.content.fingerprint },
  })
}

/** A file of a version, as the exporter writes it once it has read the blob. */
export async function exportVersion(content: FrozenContent, format: ExportFormat, wanted: Partial<Pick<SealEntry, 'profile' | 'language' | 'organisation'> & VersionState>, images: ReadonlyMap<string, Uint8Array> = new Map()): Promise<Uint8Array> {
  const document = findDocument(content, { profile: 'full', language: 'en', ...wanted })
  if (document === null) throw new Error('not frozen')
  const source = { readBlob: (id: string) => Promise.resolve(images.get(id) ?? null), openPdfCompiler: openTypst, openSha256 }
  return (await collect(streamPrinted(content, document, { number: 1, status: 'for-comments', approvals: [], ...wanted }, format, source))).content
}

/** What a file says, by the door that the app and the command line use; null when it is refused. The name tells nothing of the format. */
export async function readVersion(bytes: Uint8Array): Promise<VersionFile | null> {
  const outcome = await readImport('version', { kind: 'bytes', name: 'minutes', bytes })
  return outcome.kind === 'read' ? outcome.content : null
}
