/**
 * Answers to step 1, framed, by state vector: after a break of the network many peers ask with the same few; pages with as many as a
 * long answer has pieces. Valid until the next update.
 */
const maxAnswers = 100
/** Whole documents may be large, and there is one of these per room. */
const maxBytes = 32 * 1024 * 1024

/** Frames that go out together, and the length of the longest of them. */
export type Answer = { readonly frames: Uint8Array; readonly longest: number }

export class AnswerCache {
  readonly #answers = new Map<string, Answer>()
  #byteLength = 0

  /** `isCut`: in pieces, which others are not given. */
  get(stateVector: Uint8Array, isCut: boolean, make: () => Answer): Answer {
    const key = (isCut ? 'cut ' : '') + Buffer.from(stateVector.buffer, stateVector.byteOffset, stateVector.byteLength).toString('latin1')
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = make()
    const { length } = answer.frames
    if (this.#answers.size >= maxAnswers || this.#byteLength + length > maxBytes) this.clear()
    this.#answers.set(key, answer)
    this.#byteLength += length
    return answer
  }

  clear(): void {
    if (this.#answers.size === 0) return
    this.#answers.clear()
    this.#byteLength = 0
  }
}
