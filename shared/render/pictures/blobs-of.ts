/** Which images a document needs, known before any is read. */
import type { Minutes } from '../../minutes/minutes.ts'
import type { BlobId } from '../../model/ids.ts'
import { figuresOf } from './figures-of.ts'

/** Every image that `minutes` shows, in order; the logo of the letterhead comes first. */
export function blobsOf(minutes: Minutes): readonly BlobId[] {
  const { logo } = minutes.letterhead
  return [...(logo === null ? [] : [logo]), ...figuresOf(minutes).map(({ blob }) => blob)]
}
