/** Whether what somebody asked, put to the vote or commented has been answered: then others hang on it. */
import type * as Y from 'yjs'
import { responsesRootsOf } from './responses-roots.ts'

/** Whether something that is there and for which `isTheirs` holds is about the entry `id` of `root`: a ballot, support, a reply, what whoever leads said. */
export function isAnswered(doc: Y.Doc, root: unknown, id: string, isTheirs: (item: Y.Item) => boolean): boolean {
  const { votes, ballots, hands, voteStates, questions, support, questionStates, comments, commentStates } = responsesRootsOf(doc)
  const isTheirsNow = (item: Y.Item | undefined): boolean => item?.deleted === false && isTheirs(item)
  const isAbout = (marks: Y.Map<unknown>): boolean => [...marks._map].some(([key, item]) => (key === id || key.startsWith(`${id}:`)) && isTheirsNow(item))
  if (root === votes) return [ballots, hands, voteStates].some(isAbout)
  if (root === questions) return [support, questionStates].some(isAbout)
  return root === comments && (isAbout(commentStates) || [...comments].some(([key, value]) => answers(value) === id && isTheirsNow(comments._map.get(key))))
}

function answers(comment: unknown): unknown {
  return typeof comment === 'object' && comment !== null && 'answers' in comment ? comment.answers : undefined
}
