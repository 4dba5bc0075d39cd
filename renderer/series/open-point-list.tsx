/** What is open in an earlier meeting, by kind, each with a tick. What is here already is shown, and has none. */
import { Check, History, MessageCircleQuestionMark, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDateField } from '../../shared/minutes/dates.ts'
import { pointKinds, type OpenPoint } from '../../shared/series/open-points.ts'
import { Facts } from '../base/controls/facts.tsx'
import { CheckboxField } from '../base/controls/fields.tsx'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import { KindBadge } from '../outcomes/kind-badge.tsx'
import { messages } from './messages.ts'

export type OpenPointListProps = {
  readonly points: readonly OpenPoint[]
  /** Whether a point is among the matters arising of this workshop. */
  readonly isHere: (point: OpenPoint) => boolean
  readonly ticked: ReadonlySet<OpenPoint>
  readonly onTick: (points: readonly OpenPoint[], isTicked: boolean) => void
}

/** The list. */
export function OpenPointList({ points, isHere, ticked, onTick }: OpenPointListProps): ReactNode {
  const text = useText(messages)
  const open = points.filter((point) => !isHere(point))
  return (
    <>
      {open.length > 1 && (
        <CheckboxField isSelected={open.every((point) => ticked.has(point))} onChange={(isTicked) => onTick(open, isTicked)}>
          {text('all', { count: open.length })}
        </CheckboxField>
      )}
      {pointKinds.map((kind) => {
        const ofKind = points.filter((point) => point.kind === kind)
        return ofKind.length === 0 ? null : (
          <section key={kind} className="series-part">
            <h3>{text(`kind_${kind}`, { count: ofKind.length })}</h3>
            <ul className="series-points">
              {ofKind.map((point) => (
                <li key={points.indexOf(point)}>
                  {isHere(point) ? (
                    <div className="series-point series-point-here">
                      <Check aria-hidden size={18} />
                      <PointWords point={point} isHere />
                    </div>
                  ) : (
                    <CheckboxField className="series-point" isSelected={ticked.has(point)} onChange={(isTicked) => onTick([point], isTicked)}>
                      <PointWords point={point} isHere={false} />
                    </CheckboxField>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function PointWords({ point: { kind, fields }, isHere }: { readonly point: OpenPoint; readonly isHere: boolean }): ReactNode {
  const text = useText(messages)
  const language = useLanguage()
  const facts = [fields.owner, formatDateField(fields.due, language), fields.note, fields.confidential ? text('isConfidential') : '', isHere ? text('isHere') : '']
  return (
    <span className="series-point-words">
      {kind === 'earlier' || kind === 'asked' ? <PlainBadge icon={kind === 'earlier' ? History : MessageCircleQuestionMark} label={fields.label} /> : <KindBadge kind={kind} label={fields.label} />}
      <span className="series-point-text any-script">{fields.what.trim() === '' ? text('noWords') : fields.what}</span>
      <span className="quiet small series-point-facts">
        <Facts facts={facts} />
      </span>
    </span>
  )
}

/** A matter of a meeting before may have been anything that somebody typed, with a number or without; what the room asked has none. */
function PlainBadge({ icon: Icon, label }: { readonly icon: LucideIcon; readonly label: string }): ReactNode {
  return (
    <span className="kind-badge kind-parked" dir="ltr">
      <Icon aria-hidden size={16} />
      {label !== '' && <span>{label}</span>}
    </span>
  )
}
