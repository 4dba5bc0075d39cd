/**
 * Answers to step 1, framed, by state vector: after a break of the network many peers ask with the same few. Valid until the next
 * update.
 */
const maxAnswers = 16
/** Whole documents may be large, and there is one of these per room. */
const maxBytes = 32 * 1024 * 1024

export class AnswerCache {
  readonly #answers = new Map<string, Uint8Array>()
  #byteLength = 0

  get(stateVector: Uint8Array, make: () => Uint8Array): Uint8Array {
    const key = Buffer.from(stateVector.buffer, stateVector.byteOffset, stateVector.byteLength).toString('latin1')
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = make()
    if (this.#answers.size >= maxAnswers || this.#byteLength + answer.length > maxBytes) this.clear()
    this.#answers.set(key, answer)
    this.#byteLength += answer.length
    return answer
  }

  clear(): void {
    if (this.#answers.size === 0) return
    this.#answers.clear()
    this.#byteLength = 0
  }
}
