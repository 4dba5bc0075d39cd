/** The code to scan and the link to send, of one invite. */
import { Copy, Maximize, Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import type { Invite } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { Button } from '../../base/controls/button.tsx'
import { ChoiceField } from '../../base/controls/choice.tsx'
import { TextField } from '../../base/controls/fields.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { roleMessages } from '../../base/words/roles.ts'
import { showToast } from '../../base/controls/toast.tsx'
import { useRemembered } from '../../base/remembered.ts'
import { useNow } from '../../base/use-now.ts'
import { expiryWords } from './expiry.ts'
import { inviteMessages } from './invite-messages.ts'
import { wayKinds, waysOf, waysOfAnybody, type WayIn } from '../joining/links.ts'
import { messages } from '../messages.ts'
import { Projector } from './projector.tsx'
import { QrCode } from './qr-code.tsx'
import { browserOrigins, mayGoThrough } from '../relay-words.ts'

export type CodeCardProps = {
  /** Of the workshop. */
  readonly title: string
  readonly workshop: WorkshopId
  readonly relay: RelayAddress
  readonly room: RoomState
  readonly hasAccessControl: boolean
  readonly canInvite: boolean
  /** Null while nobody is invited. */
  readonly invite: Invite | null
  readonly copyText: (text: string) => void
  readonly onNewInvite: () => void
}

/** The card. */
export function CodeCard({ title, workshop, relay, room, hasAccessControl, canInvite, invite, copyText, onNewInvite }: CodeCardProps): ReactNode {
  const text = useText(messages)
  const roleText = useText(roleMessages)
  const inviteText = useText(inviteMessages)
  const intl = useIntl()
  const now = useNow()
  // The next invite is for the same room full of people.
  const [wanted, setWanted] = useRemembered<WayIn['kind']>('code-way', wayKinds, 'app')
  const [isProjected, setIsProjected] = useState(false)

  if (hasAccessControl && invite === null) {
    return (
      <div className="page-empty code-card-empty">
        <p>{canInvite ? text('makeFirst') : inviteText('cannotInvite')}</p>
        {canInvite && (
          <Button tone="accent" icon={Plus} onPress={onNewInvite}>
            {inviteText('newInvite')}
          </Button>
        )}
      </div>
    )
  }
  const ways = invite === null ? waysOfAnybody(workshop, relay) : waysOf(invite, workshop, relay, room)
  const way = ways.find(({ kind }) => kind === wanted) ?? ways[0]
  if (way === undefined) return <p className="page-empty">{text('linkAway')}</p>

  const what = invite === null ? text('codeForAnybody') : roleText(`codeFor_${invite.role}`)
  const until = invite === null ? '' : expiryWords(inviteText, intl, invite.expiresAt, now)
  const isKeptOut = invite !== null && ways.length === 1 && browserOrigins(relay, room).some((origin) => !mayGoThrough(origin, invite.role))
  return (
    <section className="code-card" aria-label={what}>
      <div className="code-card-code">
        <QrCode text={way.link} label={text('codeLabel', { what })} />
      </div>
      <div className="code-card-words">
        <h2>{what}</h2>
        {invite === null ? (
          <p className="quiet">{text('anybody')}</p>
        ) : (
          <p className="quiet">
            <span className="any-script">{invite.label}</span> · {until}
          </p>
        )}
        {ways.length > 1 && (
          <ChoiceField label={text('wayLabel')} isLabelHidden value={way.kind} options={ways.map(({ kind }) => ({ value: kind, label: text(`way_${kind}`) }))} onChange={setWanted} />
        )}
        <div className="code-card-link">
          <TextField label={text(way.kind === 'app' ? 'linkToSend' : 'browserLinkToSend')} value={way.link} isReadOnly className="code-card-field" />
          <Button
            icon={Copy}
            onPress={() => {
              copyText(way.link)
              showToast({ message: text('copied') })
            }}
          >
            {text('copyLink')}
          </Button>
        </div>
        {!way.isEncrypted && <p className="small room-warning">{text('unencrypted')}</p>}
        {isKeptOut && <p className="quiet small">{text('browserOnlyReaders')}</p>}
        <Button icon={Maximize} className="room-inline" onPress={() => setIsProjected(true)}>
          {text('fullScreen')}
        </Button>
      </div>
      {isProjected && (
        <Projector
          title={title}
          way={way}
          role={invite === null ? null : roleText(`comingIn_${invite.role}`)}
          until={until}
          roomName={room.kind === 'open' ? room.name : null}
          onClose={() => setIsProjected(false)}
        />
      )}
    </section>
  )
}
