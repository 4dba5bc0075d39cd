/** Gives components the way to bytes beside the document (images) without handing the source through every level. */
import { createContext, useContext, type ReactNode } from 'react'
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
