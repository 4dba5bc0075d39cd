/** What changed from one version to another, or to the boards as they are now. */
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type * as Y from 'yjs'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import type { Minutes } from '../../shared/minutes/minutes.ts'
import type { FrozenVersion } from '../../shared/model/versions.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { compareMinutes, type Change, type Unit } from '../../shared/versions/compare-minutes.ts'
import { findDocument } from '../../shared/versions/frozen-version.ts'
import { SelectField } from '../base/controls/fields.tsx'
import { useText } from '../base/words/i18n.tsx'
import { inOrder } from '../base/words/in-order.ts'
import { Problem } from '../base/controls/problem.tsx'
import { useResponsesEdits } from '../base/responses-edits.tsx'
import { useWorkshopEdits } from '../base/workshop-edits.tsx'
import { messages } from './messages.ts'
import { useVersionContent, type ContentProblem, type LoadedContent } from './use-versions.ts'

export type ChangeListProps = { readonly versions: readonly FrozenVersion[]; readonly language: string }

const boards = 'boards'

export function ChangeList({ versions, language }: ChangeListProps): ReactNode {
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
      {after === undefined ? <WithBoards before={before} language={language} /> : <WithVersion before={before} after={after} language={language} />}
    </>
  )
}

type ComparisonProps = { readonly before: FrozenVersion; readonly language: string }

function WithVersion({ before, after, language }: ComparisonProps & { readonly after: FrozenVersion }): ReactNode {
  const old = useVersionContent(before)
  const next = useVersionContent(after)
  const changes = useMemo(() => {
    const [first, second] = [fullMinutes(old, language), fullMinutes(next, language)]
    return first && second ? compareMinutes(first, second) : null
  }, [old, next, language])
  return <Changes problem={problemOf(old) ?? problemOf(next)} changes={changes} />
}

/** In the language and the attribution of the version: another choice on the page is no change. */
function WithBoards({ before, language }: ComparisonProps): ReactNode {
  const old = useVersionContent(before)
  const { doc } = useWorkshopEdits()
  const { doc: responses } = useResponsesEdits()
  const workshop = useWorkshopNow(doc, responses)
  const changes = useMemo(() => {
    const first = fullMinutes(old, language)
    return first && compareMinutes(first, compileMinutes(workshop, { language: first.language, attribution: first.attribution }))
  }, [old, workshop, language])
  return <Changes problem={problemOf(old)} changes={changes} />
}

/** Reading and compiling a whole workshop takes time: others' typing is looked at this often. */
const readAgainMs = 500

/** The workshop, read again when it has changed. */
function useWorkshopNow(doc: Y.Doc, responses: Y.Doc): Workshop {
  const [workshop, setWorkshop] = useState(() => readWorkshop(doc, responses))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onUpdate = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        setWorkshop(readWorkshop(doc, responses))
      }, readAgainMs)
    }
    doc.on('update', onUpdate)
    responses.on('update', onUpdate)
    return () => {
      doc.off('update', onUpdate)
      responses.off('update', onUpdate)
      clearTimeout(timer)
    }
  }, [doc, responses])
  return workshop
}

/** `changes`: null while what is compared is loaded. */
function Changes({ problem, changes }: { readonly problem: ContentProblem | null; readonly changes: readonly Change[] | null }): ReactNode {
  const text = useText(messages)
  if (problem !== null) return <Problem tone="note">{text(problem)}</Problem>
  if (changes === null) return <output className="quiet small">{text('loading')}</output>
  if (changes.length === 0) return <p className="quiet">{text('changesNone')}</p>
  return (
    <>
      <p className="quiet small">{text('changeCount', { count: changes.length })}</p>
      {/* Two lines that say the same are two changes: what they say is no key. */}
      <ul className="change-list">{inOrder(changes, (change) => <ChangeItem change={change} />)}</ul>
    </>
  )
}

function problemOf(loaded: LoadedContent | null): ContentProblem | null {
  return loaded !== null && 'problem' in loaded ? loaded.problem : null
}

/** The full minutes in this language, else in the first that was frozen. */
function fullMinutes(loaded: LoadedContent | null, language: string): Minutes | null {
  if (loaded === null || 'problem' in loaded) return null
  const { content } = loaded
  return (findDocument(content, { profile: 'full', language }) ?? content.documents.find(({ entry }) => entry.profile === 'full'))?.minutes ?? null
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
