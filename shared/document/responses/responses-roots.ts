/**
 * The second shared document of a workshop ("responses"): what participants may write. Its root types are named here and nowhere
 * else.
 *
 * Every root is a Y.Map from a key to one plain value, and an entry is always written as a whole. Two people therefore never
 * create the same container twice, and nothing that one of them writes lies inside something that another can replace: who asks
 * writes `questions`, who leads writes `questionStates`, who votes writes the ballot of their own key. The last writer of a key wins.
 */
import type * as Y from 'yjs'

/** The newest layout this build writes. It tells readers about new entries and never locks the document (RS2). */
export const responsesSchemaVersion = 1

export type ResponsesRoots = {
  /** `schemaVersion`. */
  readonly meta: Y.Map<unknown>
  /** Respondent → check-in with all stays. */
  readonly checkIns: Y.Map<unknown>
  /** Respondent → whether they agree to be shown in published photographs: 'yes' or 'no'. */
  readonly photoConsents: Y.Map<unknown>
  /** Respondent who is on no list → the name under which they agreed or not: a picture can name them who did nothing else in the room. */
  readonly photoNames: Y.Map<unknown>
  /** Question → text, author, time, board, whether it was taken back. */
  readonly questions: Y.Map<unknown>
  /** Question → one of `questionStates`. */
  readonly questionStates: Y.Map<unknown>
  /** `question:respondent` → true, or false when support was taken back. */
  readonly support: Y.Map<unknown>
  /** Vote → question, options, time, board, whether it was taken back. */
  readonly votes: Y.Map<unknown>
  /** Vote → that it is closed, with the counts of that moment; or that it is open again. */
  readonly voteStates: Y.Map<unknown>
  /** `vote:respondent` → option; '' for a ballot that was taken back. */
  readonly ballots: Y.Map<unknown>
  /** `vote:option` → hands counted in the room, or null. */
  readonly hands: Y.Map<unknown>
  /** Comment → text, author, time, and what it is about or what it answers. */
  readonly comments: Y.Map<unknown>
  /** First comment of a thread → whether it is resolved. */
  readonly commentStates: Y.Map<unknown>
  /** Id → a version that a participant signed; see `room-signatures.ts`. */
  readonly signatures: Y.Map<unknown>
}

/** The root types of `doc`. Asking for them never changes the document. */
export function responsesRootsOf(doc: Y.Doc): ResponsesRoots {
  return {
    meta: doc.getMap('meta'),
    checkIns: doc.getMap('checkIns'),
    photoConsents: doc.getMap('photoConsents'),
    photoNames: doc.getMap('photoNames'),
    questions: doc.getMap('questions'),
    questionStates: doc.getMap('questionStates'),
    support: doc.getMap('support'),
    votes: doc.getMap('votes'),
    voteStates: doc.getMap('voteStates'),
    ballots: doc.getMap('ballots'),
    hands: doc.getMap('hands'),
    comments: doc.getMap('comments'),
    commentStates: doc.getMap('commentStates'),
    signatures: doc.getMap('signatures'),
  }
}

/** What a meeting never reaches and a hostile participant must not exceed: longer texts are cut, more entries are left out. */
export const responsesLimits = {
  maxTextLength: 4_000,
  maxNameLength: 300,
  maxKeyLength: 64,
  maxStays: 50,
  maxOptions: 20,
  maxHands: 100_000,
  maxCheckIns: 5_000,
  maxQuestions: 2_000,
  maxVotes: 500,
  maxComments: 5_000,
  /** Of those that wait to be added. */
  maxSignatures: 200,
  /** Of a name as of an encoded invite. */
  maxSignatureText: 1_000,
  /** Of support and ballots each, for the whole workshop. */
  maxMarks: 100_000,
} as const
