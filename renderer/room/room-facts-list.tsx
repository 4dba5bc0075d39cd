/** Where a relay is, for whoever has to type it or to compare it. */
import type { ReactNode } from 'react'
import type { RelayAddress } from '../../shared/protocol/join-link.ts'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import { pinGroups } from './relay-words.ts'

/** `name`: of the room of this computer; null for a relay elsewhere. */
export function RoomFactsList({ relay, name }: { readonly relay: RelayAddress; readonly name: string | null }): ReactNode {
  const text = useText(messages)
  const urls = relay.urls.filter((url) => URL.canParse(url)).map((url) => new URL(url))
  const ports = [...new Set(urls.map(({ port }) => port).filter((port) => port !== ''))]
  // One port for all addresses of a room: it is told once.
  const isOnePort = ports.length === 1 && urls.every(({ port }) => port !== '')
  return (
    <dl className="room-facts">
      {name !== null && (
        <div>
          <dt>{text('roomName')}</dt>
          <dd>{name}</dd>
        </div>
      )}
      <div>
        <dt>{text(name === null ? 'relayAddresses' : 'addresses')}</dt>
        <dd>
          <ul className="room-addresses">
            {urls.map((url) => (
              <li key={url.href} dir="ltr">
                {isOnePort ? url.hostname : url.host}
              </li>
            ))}
          </ul>
        </dd>
      </div>
      {isOnePort && (
        <div>
          <dt>{text('port')}</dt>
          <dd>{ports[0]}</dd>
        </div>
      )}
      {relay.pin !== null && (
        <div>
          <dt>{text('pin')}</dt>
          <dd>
            <span className="room-pin" dir="ltr">
              {pinGroups(relay.pin).join(' ')}
            </span>
            <span className="quiet small">{text('pinHelp')}</span>
          </dd>
        </div>
      )}
    </dl>
  )
}
