/** Gives components the way to bytes beside the document (images) without handing the source through every level. */
import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { WorkshopSource } from './source.ts'

const SourceContext = createContext<WorkshopSource | null>(null)

/** Wraps everything that shows or takes images; once, near the root. */
export function SourceProvider({ source, children }: { readonly source: WorkshopSource; readonly children: ReactNode }): ReactNode {
  return <SourceContext value={source}>{children}</SourceContext>
}

/** The source of this window; null outside a SourceProvider, where images are shown as missing and none can be added. */
export function useSource(): WorkshopSource | null {
  return useContext(SourceContext)
}

/** Where the bytes of an image can be shown from; null while they are not here. Follows their coming. */
export function useBlobUrl(blob: string): string | null {
  const source = useSource()
  const subscribe = useCallback((onChange: () => void) => source?.onBlobs(onChange) ?? (() => undefined), [source])
  return useSyncExternalStore(subscribe, () => source?.blobUrl(blob) ?? null)
}
