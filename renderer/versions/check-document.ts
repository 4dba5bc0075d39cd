/** What is said of a document that somebody got: read by the importer process, compared here with the frozen versions of the workshop. */
import type { Doc } from 'yjs'
import { approvalContext, readCheckedApprovals } from '../../shared/document/versions/approvals.ts'
import { readVersions } from '../../shared/document/versions/versions.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { VersionFile } from '../../shared/verify/read-words.ts'
import { seenOf } from '../../shared/verify/judge-beside.ts'
import { judgeAgainst, picturesToRead, versionsToRead, type Verdict } from '../../shared/verify/verdict.ts'
import type { FrozenContent } from '../../shared/versions/frozen-version.ts'
import { browserSignatures } from '../document/browser-signatures.ts'
import type { WorkshopSource } from '../document/source.ts'
import { loadVersion } from './use-versions.ts'

/** Rejects with an EngineError. Between versions the window breathes. */
export async function checkDocument(source: WorkshopSource, doc: Doc, workshop: WorkshopId, found: VersionFile): Promise<Verdict> {
  const versions = readVersions(doc)
  const contents: FrozenContent[] = []
  for (const version of versionsToRead(found, versions, workshop)) {
    const loaded = await loadVersion(source, version)
    if ('content' in loaded) contents.push(loaded.content)
    await new Promise((resolve) => setTimeout(resolve))
  }
  const seen = new Map<string, string>()
  for (const blob of picturesToRead(found)) {
    const bytes = await source.call('readBlob', blob)
    const digest = bytes && seenOf(blob, bytes)
    if (digest !== null) seen.set(blob, digest)
    await new Promise((resolve) => setTimeout(resolve))
  }
  const approvals = readCheckedApprovals(browserSignatures, workshop, doc)
  return judgeAgainst(browserSignatures, found, { versions, contents, approvals, context: approvalContext(browserSignatures, workshop, doc), seen })
}
