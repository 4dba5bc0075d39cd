/** Who takes part by way of the relay behind the room, or of the room before it, and by whose computer. */
import type { ReactNode } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { readPresence } from '../../shared/protocol/presence.ts'
import { useText } from '../base/words/i18n.tsx'
import { roleMessages } from '../base/words/roles.ts'
import { messages } from './messages.ts'
import { PeerMark } from './peer-mark.tsx'
import { keyOf, usePeers, usersOf } from './presence.ts'

/** The list; nothing while nobody is passed on. */
export function ElsewhereList({ awareness }: { readonly awareness: Awareness }): ReactNode {
  const text = useText(messages)
  const roleText = useText(roleMessages)
  const self = readPresence(awareness.getLocalState())?.user.name
  const people = usersOf(usePeers(awareness).filter(({ user }) => user.through !== null))
  if (people.length === 0) return null
  return (
    <section className="page-section" aria-label={text('elsewhere')}>
      <h2>
        {text('elsewhere')} <span className="room-count">{people.length}</span>
      </h2>
      <ul className="room-list">
        {people.map((user) => (
          <li key={keyOf(user)} className="connected">
            <PeerMark user={user} isDecorative />
            <span className="connected-who">
              <span className="any-script">{user.name}</span>
              {user.organisation !== '' && <span className="quiet small any-script">{user.organisation}</span>}
            </span>
            <span>{user.role !== null && roleText(`role_${user.role}`)}</span>
            <span className="connected-through quiet small">{user.through === self ? text('throughHere') : text('through', { name: user.through ?? '' })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
