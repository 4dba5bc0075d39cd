/** What a link says, before anything is contacted: the role, the way, and until when. */
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { FoundRoom } from '../../../shared/ipc/desktop-api.ts'
import { roleOf } from '../../../shared/protocol/capability.ts'
import type { JoinTarget } from '../../../shared/protocol/join-link.ts'
import { useText } from '../../base/words/i18n.tsx'
import { Problem } from '../../base/controls/problem.tsx'
import { roleMessages } from '../../base/words/roles.ts'
import { useNow } from '../../base/use-now.ts'
import { expiryWords } from '../invites/expiry.ts'
import { inviteMessages } from '../invites/invite-messages.ts'
import { joinMessages } from './join-messages.ts'
import { isNear, isSameRelay, isUnencrypted, nameOf } from '../relay-words.ts'

const msPerSecond = 1_000

/** When the first of the grants behind the link ends, ms since the epoch; null for a link without an invite, and for one that never ends. */
function endOfInvite({ token }: JoinTarget): number | null {
  const ends = token?.capability.grants.map(({ expiresAt }) => expiresAt * msPerSecond) ?? []
  return ends.length === 0 ? null : Math.min(...ends)
}

/** The lines. */
export function LinkSummary({ target, found }: { readonly target: JoinTarget; readonly found: readonly FoundRoom[] }): ReactNode {
  const text = useText(joinMessages)
  const roleText = useText(roleMessages)
  const inviteText = useText(inviteMessages)
  const intl = useIntl()
  const now = useNow()
  const { relay, token } = target
  const relayHost = nameOf(relay)
  const room = relay.pin === null ? undefined : found.find((candidate) => isSameRelay(candidate.relay, relay))
  const role = token === null ? null : roleOf(token.capability)
  const end = endOfInvite(target)
  const isOver = end !== null && end <= now
  const way = room !== undefined ? text('throughFound', { name: room.name }) : isNear(relay) ? text('throughRoom', { relay: relayHost }) : text('throughRelay', { relay: relayHost })
  return (
    <div className="link-summary">
      <dl aria-label={text('saysTitle')}>
        <div>
          <dt>{text('saysRole')}</dt>
          <dd>
            {role === null ? (
              text('saysNoRole')
            ) : (
              <>
                <strong>{roleText(`role_${role}`)}</strong>
                <span className="quiet small">{roleText(`may_${role}`)}</span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{text('saysThrough')}</dt>
          <dd className="any-script">{way}</dd>
        </div>
        {end !== null && (
          <div>
            <dt>{text('saysValid')}</dt>
            <dd>{expiryWords(inviteText, intl, end, now)}</dd>
          </div>
        )}
      </dl>
      {isUnencrypted(relay) && <p className="small room-warning">{text('unencrypted')}</p>}
      {isOver && <Problem tone="note">{text('saysOver')}</Problem>}
    </div>
  )
}
