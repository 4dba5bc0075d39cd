/** What a language must say of records that do not fit. */
import type { RecordProblemKind } from '../record-problem.ts'

export type RecordWords = {
  /** The reason and its place, "programme[2].kind", in one clause. */
  readonly at: (path: string, reason: string) => string
  /** Each reason as a clause; `value` is what the record says, or what it may say. */
  readonly reasons: Readonly<Record<RecordProblemKind, (value: string) => string>>
}
