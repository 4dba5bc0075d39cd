/** Frozen versions, approvals and corrections as plain data that follow the shared document, and the content of a version. */
import { useEffect, useMemo, useState } from 'react'
import type * as Y from 'yjs'
import { readApprovals } from '../../shared/document/approvals.ts'
import { readCorrections } from '../../shared/document/corrections.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import { readVersions } from '../../shared/document/versions.ts'
import type { Approval, Correction, FrozenVersion } from '../../shared/model/versions.ts'
import { decodeFrozen, type FrozenContent, type FrozenRead } from '../../shared/versions/frozen-version.ts'
import { useShared } from '../base/use-shared.ts'
import { useSource } from '../document/source-context.tsx'
import type { WorkshopSource } from '../document/source.ts'

/** By number. */
export function useVersions(doc: Y.Doc): readonly FrozenVersion[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).versions }], () => readVersions(doc)] as const, [doc])
  return useShared(followed, read)
}

export function useApprovals(doc: Y.Doc): readonly Approval[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).approvals }], () => readApprovals(doc)] as const, [doc])
  return useShared(followed, read)
}

export function useCorrections(doc: Y.Doc): readonly Correction[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).corrections }], () => readCorrections(doc)] as const, [doc])
  return useShared(followed, read)
}

/** Why a version cannot be shown. */
export type ContentProblem = 'notHere' | Extract<FrozenRead, { ok: false }>['problem']
export type LoadedContent = { readonly content: FrozenContent } | { readonly problem: ContentProblem }

/** The content of a version, every digest in it checked. Rejects with an EngineError. */
export async function loadVersion(source: WorkshopSource, { blob, fingerprint }: FrozenVersion): Promise<LoadedContent> {
  const bytes = await source.call('readBlob', blob)
  if (bytes === null) return { problem: 'notHere' }
  const read = decodeFrozen(bytes, fingerprint)
  return read.ok ? { content: read.content } : { problem: read.problem }
}

/** The content of `version`; null while it is loaded. */
export function useVersionContent(version: FrozenVersion | undefined): LoadedContent | null {
  const source = useSource()
  const [loaded, setLoaded] = useState<{ readonly fingerprint: string; readonly result: LoadedContent } | null>(null)
  useEffect(() => {
    if (!source || !version) return undefined
    let isWanted = true
    const keep = (result: LoadedContent): void => {
      if (isWanted) setLoaded({ fingerprint: version.fingerprint, result })
    }
    loadVersion(source, version).then(keep, () => keep({ problem: 'notHere' }))
    return () => {
      isWanted = false
    }
  }, [source, version])
  return loaded !== null && loaded.fingerprint === version?.fingerprint ? loaded.result : null
}
