/** The line below everything that somebody said: who, of which organisation, when. */
import type { ReactNode } from 'react'
import type { Respondent } from '../../shared/model/responses.ts'
import { inOrder } from '../base/words/in-order.ts'
import { useText } from '../base/words/i18n.tsx'
import { useFloor } from './floor-context.tsx'
import { messages } from './messages.ts'

export type SignatureProps = { readonly author: Respondent; readonly at: number; readonly more?: readonly string[] }

const nothing: readonly string[] = []

/** Name, organisation, time of day (and the day, when it was another one), and what else there is to say. */
export function Signature({ author, at, more = nothing }: SignatureProps): ReactNode {
  const text = useText(messages)
  const { clock } = useFloor()
  const name = author.name.trim() === '' ? text('noName') : author.name
  const parts = [name, author.organisation, ...(at > 0 ? [clock(at)] : []), ...more].filter((part) => part.trim() !== '')
  return (
    <p className="floor-signature">
      {inOrder(parts, (part) => (
        <span className="floor-signature-part">
          <bdi>{part}</bdi>
        </span>
      ))}
    </p>
  )
}
