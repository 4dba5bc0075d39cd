/** Children whose place is their identity: derived lists that are shown and never edited. */
import { createElement, Fragment, type ReactNode } from 'react'

/** Shows what `show` makes of each of `list`, one after the other, without keys. */
export function inOrder<T>(list: readonly T[], show: (item: T) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...list.map(show))
}
