/** What a checked document is, in words that claim no more than what is proved. */
import { BadgeCheck, FileQuestion, ShieldAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../shared/util/assert-never.ts'
import type { ApprovalsProblem } from '../../shared/verify/judge-approvals.ts'
import type { Difference } from '../../shared/verify/judge.ts'
import type { NamedDocument, UnchangedVerdict, Verdict } from '../../shared/verify/verdict.ts'
import { fingerprintGroups } from '../../shared/versions/fingerprint.ts'
import { useText } from '../base/words/i18n.tsx'
import { ApprovalLine } from './approval-line.tsx'
import { documentName } from './document-name.ts'
import { messages } from './messages.ts'
import { BesideDifferences, UnprovedNotes } from './verdict-beside.tsx'

export function VerdictView({ verdict, name }: { readonly verdict: Verdict; readonly name: string }): ReactNode {
  const text = useText(messages)
  switch (verdict.kind) {
    case 'unchanged':
      return (
        <Said tone="good" title={text('verdictUnchanged', { number: verdict.named.number })} name={name} named={verdict.named}>
          <Unchanged verdict={verdict} />
        </Said>
      )
    case 'differs':
      return (
        <Said tone="bad" title={text('verdictDiffers', { number: verdict.named.number })} name={name} named={verdict.named}>
          {verdict.differences === null ? (
            <p>{text('verdictDiffersUnknown')}</p>
          ) : verdict.differences.length === 0 ? (
            <p>{text('verdictDiffersBeside')}</p>
          ) : (
            <Differences differences={verdict.differences} />
          )}
        </Said>
      )
    case 'changed-around':
      return <Said tone="bad" title={text('verdictAround', { number: verdict.named.number })} name={name} named={verdict.named} />
    case 'changed-beside':
      return (
        <Said tone="bad" title={text('verdictBeside', { number: verdict.named.number })} name={name} named={verdict.named}>
          <BesideDifferences differences={verdict.differences} />
        </Said>
      )
    case 'bad-approvals':
      return (
        <Said tone="bad" title={text('verdictApprovals', { number: verdict.named.number })} name={name} named={verdict.named}>
          <ApprovalsTrouble problem={verdict.problem} number={verdict.named.number} />
        </Said>
      )
    case 'other-workshop':
      return <Elsewhere alone={verdict.alone} name={name} />
    case 'no-match':
      return (
        <Said tone="unknown" title={text(verdict.isAnyReadable ? 'verdictNoMatch' : 'verdictNothingHere')} name={name} named={null}>
          {verdict.isAnyReadable && <p>{text('verdictNoMatchWords')}</p>}
        </Said>
      )
    case 'no-proof':
      return <Said tone="unknown" title={text('verdictNoMatch')} name={name} named={null} />
    default:
      return assertNever(verdict, 'verdict')
  }
}

/** A version of another workshop: what it proves by itself. */
function Elsewhere({ alone, name }: { readonly alone: Verdict; readonly name: string }): ReactNode {
  const text = useText(messages)
  const named = 'named' in alone ? alone.named : null
  const number = named?.number ?? 0
  return (
    <Said tone={alone.kind === 'unchanged' ? 'unknown' : 'bad'} title={text(alone.kind === 'unchanged' ? 'verdictUnchangedElsewhere' : 'verdictElsewhere', { number })} name={name} named={named}>
      <p>{text('verdictElsewhereWords')}</p>
      {alone.kind === 'unchanged' && <Unchanged verdict={alone} />}
    </Said>
  )
}

const icons = { good: BadgeCheck, bad: ShieldAlert, unknown: FileQuestion } as const satisfies Readonly<Record<string, LucideIcon>>

type SaidProps = {
  readonly tone: keyof typeof icons
  readonly title: string
  /** Of the file. */
  readonly name: string
  readonly named: NamedDocument | null
  readonly children?: ReactNode
}

/** The sentence that matters first, then what it is about; announced when it comes. */
function Said({ tone, title, name, named, children }: SaidProps): ReactNode {
  const text = useText(messages)
  const Icon = icons[tone]
  return (
    <div className="verdict">
      <output className={`verdict-title verdict-${tone}`}>
        <Icon aria-hidden size={24} />
        <strong className="any-script">{title}</strong>
      </output>
      <dl className="verdict-facts small">
        <dt className="quiet">{text('verdictFile')}</dt>
        <dd className="any-script">{name}</dd>
        {named !== null && (
          <>
            <dt className="quiet">{text('verdictDocument')}</dt>
            <dd>
              {documentName(text, named.entry)} {/* What is not that version has no status. */}
              {tone !== 'bad' && <span className={`version-status version-${named.status}`}>{text(`status_${named.status}`)}</span>}
            </dd>
            <dt className="quiet">{text('fingerprint')}</dt>
            <dd className="version-fingerprint">
              <code dir="ltr">{fingerprintGroups(named.fingerprint)}</code>
            </dd>
          </>
        )}
      </dl>
      {children}
    </div>
  )
}

function Unchanged({ verdict: { named, approvals, recorded, unproved, workshop } }: { readonly verdict: UnchangedVerdict }): ReactNode {
  const text = useText(messages)
  const uncounted = workshop?.uncounted ?? []
  return (
    <div className="version-approvals">
      <UnprovedNotes unproved={unproved} />
      <h3 className="version-subtitle">{text('approvals')}</h3>
      {approvals.length === 0 && <p className="quiet small">{recorded === null ? text('verdictNoApprovals') : text('verdictRecorded', { words: recorded })}</p>}
      <ul>
        {approvals.map((approval) => (
          <ApprovalLine key={`${approval.name} ${approval.signature?.signature ?? approval.on}`} approval={approval} number={named.number} />
        ))}
      </ul>
      {approvals.some(({ check }) => check.kind === 'signed') && <p className="quiet small">{text('signatureProves')}</p>}
      {uncounted.length > 0 && (
        <>
          <h3 className="version-subtitle">{text('verdictUncounted')}</h3>
          <ul>
            {uncounted.map((approval) => (
              <ApprovalLine key={approval.id} approval={approval} number={named.number} />
            ))}
          </ul>
        </>
      )}
      {workshop !== null && workshop.outdated !== null && <p className="verdict-note small">{text('verdictOutdated')}</p>}
      {workshop !== null && workshop.newer !== null && <p className="verdict-note small">{text('verdictNewer', { number: workshop.newer })}</p>}
    </div>
  )
}

function ApprovalsTrouble({ problem, number }: { readonly problem: ApprovalsProblem; readonly number: number }): ReactNode {
  const text = useText(messages)
  switch (problem.kind) {
    case 'refused':
      return (
        <ul className="version-list">
          <ApprovalLine approval={problem.approval} number={number} />
        </ul>
      )
    case 'status':
      return <p>{text('verdictStatus')}</p>
    case 'printed-otherwise':
      return <p>{text('verdictPrinted')}</p>
    default:
      return assertNever(problem, 'problem')
  }
}

function Differences({ differences }: { readonly differences: readonly Difference[] }): ReactNode {
  const text = useText(messages)
  return (
    <>
      <p>{text('verdictDiffersPlaces', { count: differences.length })}</p>
      <ul className="change-list">
        {differences.map(({ place, frozen, found }) => (
          <li key={`${place?.part ?? ''} ${place?.paragraph ?? ''} ${frozen} ${found}`} className="change">
            <p className="change-place small">
              <span className="any-script">{place === null ? text('numbering') : place.part === '' ? text('cover') : place.part}</span>
              {place !== null && place.paragraph !== null && <span>{text('paragraph', { number: place.paragraph })}</span>}
            </p>
            <p className="small quiet">{text('wasFrozen')}</p>
            <p className="change-after any-script">{frozen === '' ? text('nothing') : frozen}</p>
            <p className="small quiet">{text('standsInFile')}</p>
            <p className="change-after verdict-found any-script">{found === '' ? text('nothing') : found}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
