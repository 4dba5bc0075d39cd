/** How many new questions wait, beside the name of the page: whoever leads sees it from any page. */
import type { ReactNode } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { useResponses, useResponsesEdits } from '../base/responses-edits.tsx'
import type { Person } from '../../shared/model/workshop.ts'
import { messages } from './messages.ts'
import './responses.css'

const nobody: readonly Person[] = []

/** Nothing when none is new. */
export function FloorBadge(): ReactNode {
  const text = useText(messages)
  const { doc } = useResponsesEdits()
  const count = useResponses(doc, nobody).questions.filter(({ state }) => state === 'new').length
  return count === 0 ? null : (
    <span className="floor-badge">
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{text('newCount', { count })}</span>
    </span>
  )
}
