/** What this computer knows and the documents do not say: which images are not here, and whether the relay is reached. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { readBlobs } from '../../shared/document/read-workshop.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { CheckContext } from '../../shared/minutes/checks/finding.ts'
import { useShared } from '../base/use-shared.ts'
import { useSource } from '../document/source-context.tsx'
import type { WorkshopSession } from '../document/source.ts'

/** Stable while nothing in it changed. */
export function useCheckContext(session: WorkshopSession): CheckContext {
  const source = useSource()
  const { doc } = session
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).blobs }], () => readBlobs(doc).map(({ id }) => id)] as const, [doc])
  const blobs = useShared(followed, read)
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const subscribe = useMemo(() => (onChange: () => void) => session.onStatus(onChange), [session])
  const isRelayBehind = useSyncExternalStore(subscribe, () => session.getStatus().relay.kind === 'offline')
  useEffect(() => {
    if (!source) return undefined
    let isWanted = true
    let pending = -1
    const ask = (): void => {
      // Asked again whenever the queue of images has moved.
      if (session.getStatus().pendingBlobs === pending) return
      pending = session.getStatus().pendingBlobs
      Promise.all(blobs.map(async (blob) => ((await source.call('hasBlob', blob)) ? [] : [blob])))
        .then((found) => {
          if (isWanted) setMissing((now) => (sameMembers(now, found.flat()) ? now : new Set(found.flat())))
        })
        // An engine that is away says so in the status line; what was known stands.
        .catch(() => undefined)
    }
    const unsubscribe = session.onStatus(ask)
    ask()
    return () => {
      isWanted = false
      unsubscribe()
    }
  }, [source, session, blobs])
  return useMemo(() => ({ missingBlobs: missing, isRelayBehind }), [missing, isRelayBehind])
}

function sameMembers(set: ReadonlySet<string>, members: readonly string[]): boolean {
  return set.size === members.length && members.every((member) => set.has(member))
}
