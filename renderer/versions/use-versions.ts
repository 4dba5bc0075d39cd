/** Frozen versions, approvals and corrections as plain data that follow the shared document, and the content of a version. */
import { useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import { countLeftOut, readCheckedApprovals } from '../../shared/document/versions/approvals.ts'
import { WaitingChecks, waitingFor } from '../../shared/document/versions/check-waiting.ts'
import { pendingCorrections } from '../../shared/document/versions/corrections.ts'
import { responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { readVersions } from '../../shared/document/versions/versions.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { CheckedApproval, FrozenVersion, PendingCorrection } from '../../shared/model/versions.ts'
import { rememberingVerifications } from '../../shared/protocol/verified-signatures.ts'
import { decodeFrozen, type FrozenContent, type FrozenRead } from '../../shared/versions/frozen-version.ts'
import { useShared } from '../base/use-shared.ts'
import { browserSignatures } from '../document/browser-signatures.ts'
import { useSource } from '../document/source-context.tsx'
import type { WorkshopSource } from '../document/source.ts'

/** What is verified in plain JavaScript takes milliseconds for each signature, and is read again with every change. */
const signatures = rememberingVerifications(browserSignatures)

/** By number. */
export function useVersions(doc: Y.Doc): readonly FrozenVersion[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).versions }], () => readVersions(doc)] as const, [doc])
  return useShared(followed, read)
}

/** Those that were not withdrawn, with what each of them proves. */
export function useApprovals(workshop: WorkshopId, doc: Y.Doc): readonly CheckedApproval[] {
  const [followed, read] = useMemo(() => {
    const { approvals, invites } = rootsOf(doc)
    return [[{ type: approvals }, { type: invites }], () => readCheckedApprovals(signatures, workshop, doc)] as const
  }, [workshop, doc])
  return useShared(followed, read)
}

/** What participants signed and nobody has added to the approvals of the notes, as many as are shown at a time. */
export function useWaiting(workshop: WorkshopId, doc: Y.Doc, responses: Y.Doc): readonly CheckedApproval[] {
  const [waiting, setWaiting] = useState<readonly CheckedApproval[]>([])
  useEffect(() => {
    const checks = new WaitingChecks(signatures, workshop, doc, responses)
    const { approvals, invites, versions } = rootsOf(doc)
    const followed = [approvals, invites, versions, responsesRootsOf(responses).signatures]
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      clearTimeout(timer)
      const { shown, isDone } = checks.read()
      setWaiting(shown)
      // Where there is much to look at, the window breathes in between.
      if (!isDone) timer = setTimeout(look)
    }
    look()
    for (const type of followed) type.observeDeep(look)
    return () => {
      clearTimeout(timer)
      for (const type of followed) type.unobserveDeep(look)
    }
  }, [workshop, doc, responses])
  return waiting
}

/** How many approvals of a version are more than are checked, and how many of those that wait are not among the `shown` ones. */
export function useLeftOut(doc: Y.Doc, responses: Y.Doc, version: string, shown: number): { readonly approvals: number; readonly waiting: number } {
  const [followed, read] = useMemo(() => {
    const count = (): { readonly approvals: number; readonly waiting: number } => ({
      approvals: countLeftOut(doc, version),
      waiting: waitingFor(doc, responses).filter((approval) => approval.version === version).length,
    })
    return [[{ type: rootsOf(doc).approvals }, { type: responsesRootsOf(responses).signatures }], count] as const
  }, [doc, responses, version])
  const { approvals, waiting } = useShared(followed, read)
  return { approvals, waiting: Math.max(0, waiting - shown) }
}

/** Those that the next version prints. */
export function usePendingCorrections(doc: Y.Doc): readonly PendingCorrection[] {
  const [followed, read] = useMemo(() => {
    const { corrections, versions } = rootsOf(doc)
    return [[{ type: corrections }, { type: versions }], () => pendingCorrections(doc)] as const
  }, [doc])
  return useShared(followed, read)
}

/** Why a version cannot be shown. */
export type ContentProblem = 'notHere' | Extract<FrozenRead, { ok: false }>['problem']
export type LoadedContent = { readonly content: FrozenContent } | { readonly problem: ContentProblem }

/** A version never changes, and unpacking and checking one takes time: the last ones are remembered. */
const remembered = new Map<string, FrozenContent>()
/** As many as a comparison and a list need; each may be megabytes. */
const maxRemembered = 4

/** The content of a version, every digest in it checked. Rejects with an EngineError. */
export async function loadVersion(source: WorkshopSource, { blob, fingerprint }: FrozenVersion): Promise<LoadedContent> {
  const known = remembered.get(fingerprint)
  if (known !== undefined) {
    keep(known)
    return { content: known }
  }
  const bytes = await source.call('readBlob', blob)
  if (bytes === null) return { problem: 'notHere' }
  const read = decodeFrozen(bytes, fingerprint)
  if (!read.ok) return { problem: read.problem }
  keep(read.content)
  return { content: read.content }
}

/** The one that was asked for longest ago is forgotten first. */
function keep(content: FrozenContent): void {
  remembered.delete(content.fingerprint)
  remembered.set(content.fingerprint, content)
  for (const fingerprint of [...remembered.keys()].slice(0, -maxRemembered)) remembered.delete(fingerprint)
}

/** The content of `version`; null while it is loaded, and without one. */
export function useVersionContent(version: FrozenVersion | undefined): LoadedContent | null {
  const source = useSource()
  const [loaded, setLoaded] = useState<{ readonly fingerprint: string; readonly result: LoadedContent } | null>(null)
  useEffect(() => {
    if (!source || !version) return undefined
    let isWanted = true
    let isMissing = false
    const load = (): void => {
      const keep = (result: LoadedContent): void => {
        if (isWanted) setLoaded({ fingerprint: version.fingerprint, result })
        isMissing = 'problem' in result && result.problem === 'notHere'
      }
      loadVersion(source, version).then(keep, () => keep({ problem: 'notHere' }))
    }
    load()
    // It may still be on its way.
    const release = source.onBlobs(() => {
      if (isMissing) load()
    })
    return () => {
      isWanted = false
      release()
    }
  }, [source, version])
  return loaded !== null && loaded.fingerprint === version?.fingerprint ? loaded.result : null
}
