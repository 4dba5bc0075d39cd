/** A person as a coloured disc with initials; the full name is what is read out. */
import type { ReactNode } from 'react'
import type { Presence } from '../../shared/protocol/presence.ts'
import './peer-mark.css'
import { initials } from './presence.ts'

/** The mark of a person who is here. */
export function PeerMark({ user }: { readonly user: Presence['user'] }): ReactNode {
  const label = user.organisation === '' ? user.name : `${user.name}, ${user.organisation}`
  return (
    <span title={label} className={`peer-mark peer-mark-${user.color}`}>
      <span aria-hidden>{initials(user.name)}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  )
}
