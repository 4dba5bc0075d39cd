/** What can be translated, with how far it has come. */
import type { ReactNode } from 'react'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'
import type { RowGroup } from './use-texts.ts'

export type GroupListProps = {
  readonly groups: readonly RowGroup[]
  readonly titles: ReadonlyMap<string, string>
  readonly current: string | null
  readonly onOpen: (group: string) => void
}

/** The list; `titles` by group id. */
export function GroupList({ groups, titles, current, onOpen }: GroupListProps): ReactNode {
  const text = useText(messages)
  return (
    <ul>
      {groups.map(({ id, rows, done, stale }) => (
        <li key={id}>
          <button type="button" className="text-group" aria-current={id === current ? 'true' : undefined} onClick={() => onOpen(id)}>
            <span className="any-script">{titles.get(id) ?? id}</span>
            <span className="text-group-progress any-script">
              {text('progress', { done, total: rows.length })}
              {stale > 0 && <strong className="text-group-stale">{text('stale', { count: stale })}</strong>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
