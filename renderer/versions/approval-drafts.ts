/** What is typed of approvals, kept by whoever shows their lists, so that it stays while something else is looked at. */
import { useState } from 'react'
import type { Approval } from '../../shared/model/versions.ts'

/** An approval as far as it is typed: one that is written down, or one's own, which is signed. */
export type ApprovalDraft = Pick<Approval, 'name' | 'capacity' | 'how' | 'on'> & { readonly kind: 'record' | 'sign' }

export type DraftProps = {
  /** Null while nobody writes one. */
  readonly draft: ApprovalDraft | null
  readonly onDraft: (draft: ApprovalDraft | null) => void
}

/** The draft of every version, by its fingerprint. */
export function useApprovalDrafts(): (fingerprint: string) => DraftProps {
  const [drafts, setDrafts] = useState<Readonly<Record<string, ApprovalDraft | null>>>({})
  return (fingerprint) => ({
    draft: drafts[fingerprint] ?? null,
    onDraft: (draft) => setDrafts((now) => ({ ...now, [fingerprint]: draft })),
  })
}
