/** What changed from one version to another, or to the boards as they are now. */
import { useMemo, useState, type ReactNode } from 'react'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import type { Minutes } from '../../shared/minutes/minutes.ts'
import type { FrozenVersion } from '../../shared/model/versions.ts'
import type { Attribution } from '../../shared/model/workshop.ts'
import { compareMinutes, type Change, type Unit } from '../../shared/versions/compare-minutes.ts'
import { findDocument } from '../../shared/versions/frozen-version.ts'
import { SelectField } from '../base/fields.tsx'
import { useText } from '../base/i18n.tsx'
import { Problem } from '../base/problem.tsx'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import { useVersionContent, type LoadedContent } from './use-versions.ts'

export type ChangeListProps = { readonly versions: readonly FrozenVersion[]; readonly language: string; readonly attribution: Attribution }

const boards = 'boards'

export function ChangeList({ versions, language, attribution }: ChangeListProps): ReactNode {
  const text = useText(messages)
  const last = versions.at(-1)
  const [from, setFrom] = useState(last?.fingerprint ?? '')
  const [to, setTo] = useState(boards)
  if (last === undefined) return <p className="quiet">{text('changesFirst')}</p>
  const before = versions.find(({ fingerprint }) => fingerprint === from) ?? last
  const after = versions.find(({ fingerprint }) => fingerprint === to)
  const names = versions.map(({ fingerprint, number }) => ({ value: fingerprint, label: text('versionNumber', { number }) }))
  return (
    <>
      <div className="change-choice">
        <SelectField label={text('changesBetween')} value={before.fingerprint} options={names} onChange={setFrom} />
        <SelectField label={text('changesTo')} value={after?.fingerprint ?? boards} options={[...names, { value: boards, label: text('now') }]} onChange={setTo} />
      </div>
      <Comparison before={before} after={after} language={language} attribution={attribution} />
    </>
  )
}

function Comparison({ before, after, language, attribution }: { readonly before: FrozenVersion; readonly after: FrozenVersion | undefined; readonly language: string; readonly attribution: Attribution }): ReactNode {
  const text = useText(messages)
  const old = useVersionContent(before)
  const next = useVersionContent(after)
  const { doc } = useWorkshopEdits()
  const { doc: responses } = useResponsesEdits()
  const changes = useMemo(() => {
    const first = fullMinutes(old, language)
    const live = after === undefined ? compileMinutes(readWorkshop(doc, responses), { language: first?.language ?? language, attribution }) : fullMinutes(next, language)
    return first && live ? compareMinutes(first, live) : null
  }, [old, next, after, language, attribution, doc, responses])
  const problem = [old, ...(after ? [next] : [])].find((loaded) => loaded !== null && 'problem' in loaded)
  if (problem && 'problem' in problem) return <Problem tone="note">{text(problem.problem)}</Problem>
  if (changes === null) return <output className="quiet small">{text('loading')}</output>
  if (changes.length === 0) return <p className="quiet">{text('changesNone')}</p>
  return (
    <>
      <p className="quiet small">{text('changeCount', { count: changes.length })}</p>
      <ul className="change-list">
        {changes.map((change) => (
          <ChangeItem key={`${unitKey(change, 'before')} ${unitKey(change, 'after')}`} change={change} />
        ))}
      </ul>
    </>
  )
}

/** The full minutes in this language, else in the first that was frozen. */
function fullMinutes(loaded: LoadedContent | null, language: string): Minutes | null {
  if (loaded === null || 'problem' in loaded) return null
  const { content } = loaded
  return (findDocument(content, { profile: 'full', language }) ?? content.documents.find(({ entry }) => entry.profile === 'full'))?.minutes ?? null
}

function unitKey(change: Change, side: 'before' | 'after'): string {
  const unit = side === 'before' ? beforeOf(change) : afterOf(change)
  return unit === null ? '-' : `${unit.part} ${unit.paragraph ?? ''} ${unit.key}`
}

function beforeOf(change: Change): Unit | null {
  return change.kind === 'added' ? null : change.before
}

function afterOf(change: Change): Unit | null {
  return change.kind === 'removed' ? null : change.after
}

function ChangeItem({ change }: { readonly change: Change }): ReactNode {
  const text = useText(messages)
  const [before, after] = [beforeOf(change), afterOf(change)]
  const shown = after ?? before
  return (
    <li className="change">
      <p className="change-place small">
        <span className={`change-kind change-${change.kind}`}>{text(`kind_${change.kind}`)}</span>
        <span className="any-script">{shown?.part === '' ? text('cover') : shown?.part}</span>
        {typeof shown?.paragraph === 'number' && <span>{text('paragraph', { number: shown.paragraph })}</span>}
      </p>
      {before && (
        <p className="change-before any-script">
          <span className="visually-hidden">{text('before')}: </span>
          {before.text}
        </p>
      )}
      {after && (
        <p className="change-after any-script">
          <span className="visually-hidden">{text('after')}: </span>
          {after.text}
        </p>
      )}
    </li>
  )
}
