/** What a screen needs to read and change the second document of a workshop: what the room answers. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import type * as Y from 'yjs'
import { readResponses } from '../../shared/document/responses/read-responses.ts'
import { responsesRootsOf } from '../../shared/document/responses/responses-roots.ts'
import type { Moment, Responses } from '../../shared/model/responses.ts'
import type { Person } from '../../shared/model/workshop.ts'
import type { Reach } from './reach.ts'
import { undoOfAnswers } from './undo-of-answers.ts'
import { useShared } from './use-shared.ts'

export type ResponsesEdits = {
  readonly doc: Y.Doc
  /** Origin of acts; undo takes them back one by one. */
  readonly origin: unknown
  /** False until the whole document has arrived in this window. */
  readonly isLoaded: boolean
  /** False while it is not all there, and for somebody whose role may only read. */
  readonly canAnswer: boolean
  /** Whether what is answered now comes to the others. */
  readonly reach: Reach
  /** Takes back the last change made in this window; false when there is none. */
  readonly undo: () => boolean
  readonly redo: () => boolean
}

const Edits = createContext<ResponsesEdits | null>(null)

export type ResponsesEditsProviderProps = {
  readonly doc: Y.Doc
  readonly isLoaded: boolean
  /** Whether the role may answer. */
  readonly mayAnswer: boolean
  /** As in ResponsesEdits; 'there' when left out. */
  readonly reach?: Reach
  readonly children: ReactNode
}

/** Gives the parts below it the responses and an undo history of their own. */
export function ResponsesEditsProvider({ doc, isLoaded, mayAnswer, reach = 'there', children }: ResponsesEditsProviderProps): ReactNode {
  const history = useMemo(() => {
    const origin = { name: 'answer' }
    return { origin, manager: undoOfAnswers(doc, origin) }
  }, [doc])
  useEffect(() => () => history.manager.destroy(), [history])
  const edits = useMemo<ResponsesEdits>(
    () => ({
      doc,
      origin: history.origin,
      isLoaded,
      canAnswer: isLoaded && mayAnswer,
      reach,
      undo: () => history.manager.undo() !== null,
      redo: () => history.manager.redo() !== null,
    }),
    [doc, history, isLoaded, mayAnswer, reach],
  )
  return <Edits value={edits}>{children}</Edits>
}

/** The responses of the workshop on screen. Only below a ResponsesEditsProvider. */
export function useResponsesEdits(): ResponsesEdits {
  const edits = useContext(Edits)
  if (!edits) throw new Error('useResponsesEdits outside a ResponsesEditsProvider')
  return edits
}

/** What the room answered, followed. `people` is the participant list. */
export function useResponses(doc: Y.Doc, people: readonly Person[]): Responses {
  const followed = useMemo(() => Object.values(responsesRootsOf(doc)).map((type) => ({ type })), [doc])
  const read = useMemo(() => () => readResponses(doc, people), [doc, people])
  return useShared(followed, read)
}

/** This moment, by the clock of this device. */
export function moment(): Moment {
  const now = new Date()
  return { ms: now.getTime(), zone: -now.getTimezoneOffset() }
}
