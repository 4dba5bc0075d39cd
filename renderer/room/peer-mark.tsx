/** A person as a coloured disc with initials; the full name is what is read out. */
import type { ReactNode } from 'react'
import type { Presence } from '../../shared/protocol/presence.ts'
import { useText } from '../base/words/i18n.tsx'
import { roleMessages } from '../base/words/roles.ts'
import { useComma } from '../base/use-comma.ts'
import './peer-mark.css'
import { messages } from './messages.ts'
import { initials } from './presence.ts'

export type PeerMarkProps = {
  readonly user: Presence['user']
  /** True where the name stands beside it. */
  readonly isDecorative?: boolean
}

/** The mark of a person who is here. */
export function PeerMark({ user, isDecorative = false }: PeerMarkProps): ReactNode {
  const roleText = useText(roleMessages)
  const text = useText(messages)
  const comma = useComma()
  const facts = [user.name, user.organisation, user.role === null ? '' : roleText(`role_${user.role}`), user.through === null ? '' : text('through', { name: user.through })]
  const label = facts.filter((fact) => fact !== '').join(comma)
  return (
    <span title={label} aria-hidden={isDecorative || undefined} className={`peer-mark peer-mark-${user.color}`}>
      <span aria-hidden>{initials(user.name)}</span>
      {!isDecorative && <span className="visually-hidden">{label}</span>}
    </span>
  )
}
