/** Everybody who may come in: the invites, those that hold first. */
import { Copy, Globe, Plus, QrCode as QrIcon, UserX } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { RoomState } from '../../../shared/ipc/desktop-api.ts'
import type { Access, Invite } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { RelayAddress } from '../../../shared/protocol/join-link.ts'
import { Button } from '../../base/controls/button.tsx'
import { FoldAway } from '../../base/controls/fold-away.tsx'
import { useText } from '../../base/words/i18n.tsx'
import { IconMenuButton, MenuItem, MenuSeparator } from '../../base/controls/menu.tsx'
import { roleMessages } from '../../base/words/roles.ts'
import { showToast } from '../../base/controls/toast.tsx'
import { useNow } from '../../base/use-now.ts'
import type { WorkshopSource } from '../../document/source.ts'
import { expiryWords } from './expiry.ts'
import { inviteMessages } from './invite-messages.ts'
import { waysOf } from '../joining/links.ts'
import { RevokeDialog } from './revoke-dialog.tsx'

export type InviteListProps = {
  readonly source: WorkshopSource
  readonly workshop: WorkshopId
  readonly access: Access
  /** Null while the workshop is not shared. */
  readonly relay: RelayAddress | null
  /** Whether the relay can be told now. */
  readonly isOnline: boolean
  readonly room: RoomState
  /** The invite whose code is on screen. */
  readonly shown: string | null
  readonly onShow: (invite: string) => void
  readonly onNew: () => void
  readonly onChanged: () => Promise<void>
  readonly copyText: (text: string) => void
}

/** The section. */
export function InviteList(props: InviteListProps): ReactNode {
  const { source, workshop, access, isOnline, onNew, onChanged } = props
  const text = useText(inviteMessages)
  const [revoking, setRevoking] = useState<Invite | null>(null)
  const now = useNow()
  const isActive = (invite: Invite): boolean => invite.revokedAt === null && invite.expiresAt > now
  const active = access.invites.filter(isActive)
  const ended = access.invites.filter((invite) => !isActive(invite))
  const row = (invite: Invite): ReactNode => <InviteRow key={invite.id} {...props} invite={invite} isActive={isActive(invite)} now={now} onRevoke={() => setRevoking(invite)} />
  return (
    <section className="page-section" aria-label={text('invites')}>
      <div className="room-section-header">
        <h2>{text('invites')}</h2>
        {access.canInvite && (
          <Button icon={Plus} onPress={onNew}>
            {text('newInvite')}
          </Button>
        )}
      </div>
      <p className="quiet">{access.canInvite ? text(active.length === 0 ? 'noInvites' : 'invitesIntro') : text('cannotInvite')}</p>
      {active.length > 0 && <ul className="room-list">{active.map(row)}</ul>}
      {ended.length > 0 && (
        <FoldAway title={text('ended', { count: ended.length })} isOpenAtFirst={ended.some(({ revokedAt, isRevocationOnRelay }) => revokedAt !== null && !isRevocationOnRelay)}>
          <ul className="room-list">{ended.map(row)}</ul>
        </FoldAway>
      )}
      {revoking && (
        <RevokeDialog
          invite={revoking}
          revoke={() => source.call('revokeInvite', workshop, revoking.id)}
          onRevoked={(invite) => {
            setRevoking(null)
            showToast({ message: text(invite.isRevocationOnRelay || isOnline ? 'revoked' : 'revokedPending', { name: invite.label }) })
            void onChanged().catch(() => undefined) // asked again in a moment
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </section>
  )
}

type InviteRowProps = InviteListProps & { readonly invite: Invite; readonly isActive: boolean; readonly now: number; readonly onRevoke: () => void }

function InviteRow({ invite, isActive, now, workshop, relay, room, shown, onShow, copyText, onRevoke }: InviteRowProps): ReactNode {
  const text = useText(inviteMessages)
  const roleText = useText(roleMessages)
  const intl = useIntl()
  const ways = relay === null ? [] : waysOf(invite, workshop, relay, room)
  const appLink = ways.find(({ kind }) => kind === 'app')?.link
  const browserLink = ways.find(({ kind }) => kind === 'browser')?.link
  const copy = (link: string): void => {
    copyText(link)
    showToast({ message: text('copied') })
  }
  const end = invite.revokedAt === null
    ? expiryWords(text, intl, invite.expiresAt, now)
    : text('takenBackOn', { day: intl.formatDate(invite.revokedAt, { weekday: 'long', day: 'numeric', month: 'long' }) })
  const hint = isActive && appLink === undefined ? text(relay === null ? 'linkLater' : 'linkElsewhere') : null
  return (
    <li className={`invite${isActive ? '' : ' invite-ended'}`} aria-current={invite.id === shown ? 'true' : undefined}>
      <span className="invite-words">
        <span className="invite-label any-script">{invite.label}</span>
        <span className="quiet small">
          {roleText(`role_${invite.role}`)} · {end}
        </span>
        {invite.revokedAt !== null && !invite.isRevocationOnRelay && <span className="small room-warning">{text('pendingRevocation')}</span>}
        {hint !== null && <span className="quiet small">{hint}</span>}
      </span>
      {isActive && (
        <span className="invite-actions">
          {appLink !== undefined && (
            <>
              <Button tone="quiet" icon={Copy} onPress={() => copy(appLink)}>
                {text('copyLink')}
              </Button>
              <Button tone="quiet" icon={QrIcon} onPress={() => onShow(invite.id)}>
                {text('showCode')}
              </Button>
            </>
          )}
          <IconMenuButton label={text('inviteMenu', { name: invite.label })}>
            {browserLink !== undefined && (
              <>
                <MenuItem icon={Globe} label={text('copyBrowserLink')} onAction={() => copy(browserLink)} />
                <MenuSeparator />
              </>
            )}
            <MenuItem icon={UserX} tone="danger" label={text('takeBack')} onAction={onRevoke} />
          </IconMenuButton>
        </span>
      )}
    </li>
  )
}
