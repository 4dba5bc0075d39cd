/** What the views inside a board (outcomes, images) need from around it. */
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { Doc } from 'yjs'
import { labelIn, readShownNumbers } from '../../shared/document/kept-reads.ts'
import { readPeople } from '../../shared/document/read-workshop.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { OutcomeKind } from '../../shared/model/workshop.ts'
import { outcomeKindSpecs } from '../../shared/outcomes/kinds.ts'
import { useShared } from '../base/use-shared.ts'
import type { WorkshopSession } from '../document/source.ts'
import { Pictures } from './pictures/pictures.ts'

type BoardContextValue = { readonly session: WorkshopSession; readonly pictures: Pictures; readonly peopleListId: string }

const BoardContext = createContext<BoardContextValue | null>(null)

export type BoardProviderProps = BoardContextValue & { readonly children: ReactNode }

/** Wraps an editor and its views. */
export function BoardProvider({ session, pictures, peopleListId, children }: BoardProviderProps): ReactNode {
  const value = useMemo(() => ({ session, pictures, peopleListId }), [session, pictures, peopleListId])
  return (
    <BoardContext value={value}>
      {children}
      <PeopleList id={peopleListId} doc={session.doc} />
    </BoardContext>
  )
}

/** The board around a view. */
export function useBoard(): BoardContextValue {
  const value = useContext(BoardContext)
  if (!value) throw new Error('a board view was rendered outside a board')
  return value
}

/** Suggestions for fields that name a person; any other name may be typed. */
function PeopleList({ id, doc }: { readonly id: string; readonly doc: Doc }): ReactNode {
  const followed = useMemo(() => [{ type: rootsOf(doc).people }], [doc])
  const read = useCallback(() => [...new Set(readPeople(doc).map(({ name }) => name).filter((name) => name !== ''))], [doc])
  const names = useShared(followed, read)
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </datalist>
  )
}

/** The visible number of an outcome, "D-3"; the letter alone until it has one. */
export function useOutcomeLabel(doc: Doc, kind: OutcomeKind, id: string): string {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const { outcomeNumbers, versions } = rootsOf(doc)
      for (const claims of [outcomeNumbers, versions]) claims.observe(onChange)
      return () => {
        for (const claims of [outcomeNumbers, versions]) claims.unobserve(onChange)
      }
    },
    [doc],
  )
  return useSyncExternalStore(subscribe, () => readLabel(doc, kind, id) ?? outcomeKindSpecs[kind].letter)
}

/** The visible number of an outcome; null until it has one. */
export function readLabel(doc: Doc, kind: OutcomeKind, id: string): string | null {
  return labelIn(readShownNumbers(doc), kind, id)
}
