/** What is typed of approvals: it stays while something else is looked at, and when the page is loaded anew. */
import { useState } from 'react'
import { approvalWays, type Approval } from '../../shared/model/versions.ts'
import { keepDraft, recallDraft } from '../base/draft.ts'

/** An approval as far as it is typed: one that is written down, or one's own, which is signed. */
export type ApprovalDraft = Pick<Approval, 'name' | 'capacity' | 'how' | 'on'> & { readonly kind: 'record' | 'sign' }

export type DraftProps = {
  /** Null while nobody writes one. */
  readonly draft: ApprovalDraft | null
  readonly onDraft: (draft: ApprovalDraft | null) => void
}

/** The draft of every version, by its fingerprint. `self`: who types; another person on the same device has drafts of their own. */
export function useApprovalDrafts(self: { readonly name: string; readonly organisation: string }): (fingerprint: string) => DraftProps {
  const [drafts, setDrafts] = useState<Readonly<Record<string, ApprovalDraft | null>>>({})
  return (fingerprint) => {
    const key = `approval.${fingerprint}.${self.name}.${self.organisation}`
    return {
      draft: drafts[key] === undefined ? readDraft(recallDraft(key)) : drafts[key],
      onDraft: (draft) => {
        keepDraft(key, draft === null ? '' : JSON.stringify(draft))
        setDrafts((now) => ({ ...now, [key]: draft }))
      },
    }
  }
}

/** Null for what is no draft of this version of the page. */
function readDraft(kept: string): ApprovalDraft | null {
  try {
    const { kind, name, capacity, how, on } = JSON.parse(kept) as Partial<Record<keyof ApprovalDraft, unknown>>
    const way = approvalWays.find((known) => known === how)
    if ((kind !== 'record' && kind !== 'sign') || way === undefined || typeof name !== 'string' || typeof capacity !== 'string' || typeof on !== 'string') return null
    return { kind, name, capacity, how: way, on }
  } catch {
    return null
  }
}
