/** Who is connected to the relay of the workshop, each device once. */
import { AppWindow, Globe, Laptop, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { ConnectedPeer, PeerKind } from '../../shared/protocol/minuta-frames.ts'
import { caretColor } from '../../shared/protocol/presence.ts'
import { useText } from '../base/words/i18n.tsx'
import { roleMessages } from '../base/words/roles.ts'
import { useNow } from '../base/use-now.ts'
import { messages } from './messages.ts'
import { PeerMark } from './peer-mark.tsx'

const kindIcons: Readonly<Record<PeerKind, LucideIcon>> = { app: Laptop, browser: Globe, other: AppWindow }

/** One line for each device: its windows and its two documents are connections of their own. By name, those without one last. */
export function devicesOf(connected: readonly ConnectedPeer[]): readonly (ConnectedPeer & { readonly key: string })[] {
  const devices = new Map<string, ConnectedPeer & { key: string }>()
  for (const [index, peer] of connected.entries()) {
    const key = peer.device === 0 ? `connection-${index}` : JSON.stringify([peer.device, peer.name, peer.organisation, peer.role])
    const known = devices.get(key)
    if (known === undefined || known.secondsConnected < peer.secondsConnected) devices.set(key, { ...peer, key })
  }
  return [...devices.values()].sort((a, b) => Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name) || b.secondsConnected - a.secondsConnected)
}

/** The list. */
export function ConnectedList({ connected, isOnline }: { readonly connected: readonly ConnectedPeer[]; readonly isOnline: boolean }): ReactNode {
  const text = useText(messages)
  const roleText = useText(roleMessages)
  const intl = useIntl()
  const now = useNow()
  const devices = devicesOf(connected)
  return (
    <section className="page-section" aria-label={text('connected')}>
      <h2>
        {text('connected')} {devices.length > 0 && <span className="room-count">{devices.length}</span>}
      </h2>
      {devices.length === 0 ? (
        // Whoever is connected is in the list themselves: an empty one has not arrived yet.
        <p className="quiet">{text(isOnline ? 'connectedAsking' : 'connectedOffline')}</p>
      ) : (
        <ul className="room-list">
          {devices.map((peer) => {
            const KindIcon = kindIcons[peer.kind]
            const name = peer.name === '' ? text('unnamed') : peer.name
            return (
              <li key={peer.key} className="connected">
                <PeerMark user={{ name: peer.name, organisation: peer.organisation, color: caretColor(peer.name, peer.organisation), role: peer.role, through: null }} isDecorative />
                <span className="connected-who">
                  <span className="any-script">{name}</span>
                  {peer.organisation !== '' && <span className="quiet small any-script">{peer.organisation}</span>}
                </span>
                <span>{roleText(`role_${peer.role}`)}</span>
                <span className="connected-kind quiet small">
                  <KindIcon aria-hidden size={16} />
                  {text(`kind_${peer.kind}`)}
                </span>
                <span className="connected-since quiet small">{text('since', { time: intl.formatTime(now - peer.secondsConnected * 1_000) })}</span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
