/** What a language must say of findings. */
import type { FindingGroup, FindingKind } from '../finding.ts'

/** `s`: what it is about; `d`: the other thing that the sentence needs. */
export type Sentence = (s: string, d: string) => string

export type FindingWords = {
  readonly groups: Readonly<Record<FindingGroup, string>>
  readonly sentences: Readonly<Record<FindingKind, Sentence>>
}

/** The numbers of "15/47". */
export function part(detail: string, index: number): string {
  return detail.split('/')[index] ?? ''
}
