/** What a checked document shows beside its words, where it is not what was frozen, and where nobody can tell. */
import type { ReactNode } from 'react'
import type { BesideDifference, Unproved } from '../../shared/verify/judge-beside.ts'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'

/** Kinds of which `where` is the words before, and not a name. */
const placedByWords: ReadonlySet<BesideDifference['kind']> = new Set(['picture-added', 'link', 'number', 'table', 'direction'])

export function BesideDifferences({ differences }: { readonly differences: readonly BesideDifference[] }): ReactNode {
  const text = useText(messages)
  return (
    <>
      <p>{text('verdictDiffersPlaces', { count: differences.length })}</p>
      <ul className="change-list">
        {differences.map(({ kind, where, frozen, found }) => (
          <li key={`${kind} ${where} ${frozen} ${found}`} className="change">
            <p className="change-after">{text(`beside_${kind}`)}</p>
            {where !== '' && <p className="change-place small any-script">{placedByWords.has(kind) ? text('besideBehind', { words: where }) : where}</p>}
            {(frozen !== '' || found !== '') && (
              <>
                <p className="small quiet">{text('wasFrozen')}</p>
                <p className="change-after any-script">{frozen === '' ? text('nothing') : frozen}</p>
                <p className="small quiet">{text('standsInFile')}</p>
                <p className="change-after verdict-found any-script">{found === '' ? text('nothing') : found}</p>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

export function UnprovedNotes({ unproved }: { readonly unproved: readonly Unproved[] }): ReactNode {
  const text = useText(messages)
  return unproved.map(({ kind, count }) => (
    <p key={kind} className="verdict-note small">
      {text(`unproved_${kind}`, { count })}
    </p>
  ))
}
