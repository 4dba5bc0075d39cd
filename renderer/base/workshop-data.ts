/** The parts of a workshop as plain data that follow the shared document. Each reads again only when something it shows changed. */
import { useCallback, useMemo } from 'react'
import type * as Y from 'yjs'
import { labelIn, readShownBoard, readShownNumbers } from '../../shared/document/kept-reads.ts'
import { readDetails } from '../../shared/document/read-details.ts'
import { readBoardList, readItems, readMatters, readOrganisations, readPeople } from '../../shared/document/read-workshop.ts'
import { rootsOf } from '../../shared/document/roots.ts'
import type { BoardId } from '../../shared/model/ids.ts'
import type { BoardHeading, Matter, Organisation, OutcomeKind, Person, ProgrammeItem, RichNode, WorkshopDetails } from '../../shared/model/workshop.ts'
import { useShared, type Followed } from './use-shared.ts'

/** The title, date, place … of the workshop. */
export function useDetails(doc: Y.Doc): WorkshopDetails {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).meta }], () => readDetails(doc)] as const, [doc])
  return useShared(followed, read)
}

/** The programme, in order. */
export function useItems(doc: Y.Doc): readonly ProgrammeItem[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).programme }], () => readItems(doc)] as const, [doc])
  return useShared(followed, read)
}

/** The people of the workshop, in order. */
export function usePeople(doc: Y.Doc): readonly Person[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).people }], () => readPeople(doc)] as const, [doc])
  return useShared(followed, read)
}

/** Organisations named without a person, in order. */
export function useOrganisations(doc: Y.Doc): readonly Organisation[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).organisations }], () => readOrganisations(doc)] as const, [doc])
  return useShared(followed, read)
}

/** Matters arising from earlier meetings, in order. */
export function useMatters(doc: Y.Doc): readonly Matter[] {
  const [followed, read] = useMemo(() => [[{ type: rootsOf(doc).matters }], () => readMatters(doc)] as const, [doc])
  return useShared(followed, read)
}

/** The boards without their text, in order. What is typed on a board does not matter here. */
export function useBoardList(doc: Y.Doc): readonly BoardHeading[] {
  const [followed, read] = useMemo(() => {
    const { boards, programme } = rootsOf(doc)
    const all: readonly Followed[] = [{ type: boards, matters: (event) => !event.path.includes('content') }, { type: programme }]
    return [all, () => readBoardList(doc)] as const
  }, [doc])
  return useShared(followed, read)
}

/** What stands on a board, for whoever shows it without an editor. Other boards matter as well: an outcome may stand on two. */
export function useShownBoard(doc: Y.Doc, board: BoardId): readonly RichNode[] {
  const [followed, read] = useMemo(() => {
    const { boards, programme } = rootsOf(doc)
    return [[{ type: boards }, { type: programme }], () => readShownBoard(doc, board)] as const
  }, [doc, board])
  return useShared(followed, read)
}

/** Gives the visible number of an outcome, "D-3"; null until it has one. */
export function useOutcomeLabels(doc: Y.Doc): (kind: OutcomeKind, id: string) => string | null {
  const [followed, read] = useMemo(() => {
    const { outcomeNumbers, versions } = rootsOf(doc)
    return [[{ type: outcomeNumbers }, { type: versions }], () => readShownNumbers(doc)] as const
  }, [doc])
  const numbers = useShared(followed, read)
  return useCallback((kind, id) => labelIn(numbers, kind, id), [numbers])
}
