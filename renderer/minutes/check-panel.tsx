/** What to look at before the minutes are frozen, group by group; every finding leads to its place. */
import { CircleAlert, CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { groupOf } from '../../shared/minutes/checks/check-minutes.ts'
import { findingGroups, type Finding, type FindingPlace } from '../../shared/minutes/checks/finding.ts'
import { findingGroupName, findingWords } from '../../shared/minutes/checks/finding-words.ts'
import { useLanguage, useText } from '../base/words/i18n.tsx'
import { inOrder } from '../base/words/in-order.ts'
import { messages } from './messages.ts'

/** The list; `onGoTo` brings a place on screen. */
export function CheckPanel({ findings, onGoTo }: { readonly findings: readonly Finding[]; readonly onGoTo: (place: FindingPlace) => void }): ReactNode {
  const text = useText(messages)
  const language = useLanguage()
  if (findings.length === 0) return <p className="quiet small checks-none">{text('checksNone')}</p>
  const groups = findingGroups.map((group) => ({ group, own: findings.filter((finding) => groupOf(finding) === group) })).filter(({ own }) => own.length > 0)
  return (
    <div className="checks">
      {groups.map(({ group, own }) => (
        <section key={group} aria-label={findingGroupName(group, language)}>
          <h3 className="checks-group">
            {findingGroupName(group, language)} <span className="tab-count">{own.length}</span>
          </h3>
          <ul>
            {inOrder(own, (finding) => (
              <li>
                <button type="button" className={`check check-${finding.weight}`} onClick={() => onGoTo(finding.place)}>
                  {finding.weight === 'problem' ? <CircleAlert aria-hidden size={16} /> : <CircleHelp aria-hidden size={16} />}
                  <span className="any-script">
                    {finding.weight === 'hint' && <span className="visually-hidden">{text('hint')} </span>}
                    {findingWords(finding, language)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
