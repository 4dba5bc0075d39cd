/** One approval: who, how and when, and in words what it proves. */
import { BadgeCheck, PencilLine, ShieldAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDateField } from '../../shared/minutes/dates.ts'
import type { ApprovalCheck } from '../../shared/model/versions.ts'
import type { CarriedApproval } from '../../shared/verify/judge-approvals.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { localDay } from '../../shared/util/local-day.ts'
import { shortFingerprint } from '../../shared/versions/fingerprint.ts'
import { Facts } from '../base/controls/facts.tsx'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import { useComma } from '../base/use-comma.ts'
import { messages, type VersionText } from './messages.ts'

const icons: Readonly<Record<ApprovalCheck['kind'], LucideIcon>> = { recorded: PencilLine, signed: BadgeCheck, refused: ShieldAlert }

/** `number`: of the version as it is now; a signature made under another one says so. */
export function ApprovalLine({ approval, number, children }: { readonly approval: CarriedApproval; readonly number: number; readonly children?: ReactNode }): ReactNode {
  const text = useText(messages)
  const locale = useLanguage()
  const comma = useComma()
  const { name, organisation, capacity, how, on, check, signature } = approval
  const Icon = icons[check.kind]
  return (
    <li className="approval" aria-label={name}>
      <div className="approval-words">
        <p>
          <Facts facts={[name, capacity, organisation]} between={comma} />{' '}
          <span className="quiet small">{text('approvalLine', { how: text(`way_${how}`), date: formatDateField(on, locale) })}</span>
        </p>
        <div className={`approval-check approval-${check.kind} small`} data-role={check.kind === 'signed' ? (check.role ?? 'none') : undefined}>
          <Icon aria-hidden size={16} />
          <p>
            {checkWords(text, check)}
            {check.kind === 'signed' && (
              <>
                {' · '}
                {text('key')} <code dir="ltr">{shortFingerprint(check.key)}</code>
              </>
            )}
          </p>
        </div>
        {check.kind === 'signed' && check.revokedAt !== null && (
          <p className="approval-since small">{text('takenBackSince', { date: formatDateField(localDay(new Date(check.revokedAt * 1_000)), locale) })}</p>
        )}
        {signature !== null && check.kind === 'signed' && signature.number !== number && <p className="quiet small">{text('signedAsVersion', { number: signature.number })}</p>}
      </div>
      {children}
    </li>
  )
}

function checkWords(text: VersionText, check: ApprovalCheck): string {
  switch (check.kind) {
    case 'recorded':
      return text('check_recorded')
    case 'signed':
      return text(check.role === null ? 'check_withoutRole' : `check_${check.role}`)
    case 'refused':
      return text(`refused_${check.problem}`)
    default:
      return assertNever(check, 'check')
  }
}
