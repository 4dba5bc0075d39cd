/** How a kind of outcome looks everywhere: letter, icon and tint together, never the tint alone. */
import {
  Check,
  CircleCheckBig,
  CircleQuestionMark,
  FileText,
  Lightbulb,
  Megaphone,
  MessageSquareQuote,
  PauseCircle,
  Signpost,
  Vote,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { OutcomeKind } from '../../shared/model/workshop.ts'
import './outcomes.css'

/** Icons of the kinds, from the one icon set. */
export const kindIcons: Readonly<Record<OutcomeKind, LucideIcon>> = {
  decision: Check,
  action: CircleCheckBig,
  proposal: Lightbulb,
  recommendation: Signpost,
  question: CircleQuestionMark,
  parked: PauseCircle,
  quote: MessageSquareQuote,
  announcement: Megaphone,
  document: FileText,
  vote: Vote,
}

/** Icon and visible number ("D-3") of an outcome, in the colours of its kind. */
export function KindBadge({ kind, label }: { readonly kind: OutcomeKind; readonly label: string }): ReactNode {
  const Icon = kindIcons[kind]
  return (
    <span className={`kind-badge kind-${kind}`} dir="ltr">
      <Icon aria-hidden size={16} />
      <span>{label}</span>
    </span>
  )
}
