/**
 * What compiling remembers from one round to the next, so that a word on one board costs the work of that board. A result is used again
 * when it was made from the very same objects (`WorkshopReader` keeps those that did not change), under the same ground, and when everything
 * that it asked for on the way is answered as before. Without a memory everything is made anew, and is the same.
 */
import { keepEqual } from '../util/keep-equal.ts'

/** Something that a result asked for while it was made, and the answer: an outcome by its id, the name of an image. */
export type Asked = ReadonlyMap<string, string>

export type Remembered<Result> = {
  readonly result: Result
  readonly asked: Asked
}

/** Full minutes and a public report, each also of the last choice: more are not compared with each other. */
const maxGrounds = 4

/** Results that were made under the same circumstances. */
export type Ground = {
  readonly facts: readonly unknown[]
  /** By the object that they were made from, then by what was made of it. */
  readonly results: WeakMap<object, Map<string, Remembered<unknown>>>
}

export class CompileMemory {
  #grounds: readonly Ground[] = []
  readonly #wholes = new Map<string, unknown>()

  /** The results that were made under these facts, compared one by one by identity. */
  groundOf(facts: readonly unknown[]): Ground {
    const found = this.#grounds.find((ground) => ground.facts.length === facts.length && ground.facts.every((fact, index) => Object.is(fact, facts[index]))) ?? { facts, results: new WeakMap() }
    this.#grounds = [found, ...this.#grounds.filter((ground) => ground !== found)].slice(0, maxGrounds)
    return found
  }

  /** `whole`, sharing with the one of the last round what is equal: for a step that makes every board anew. */
  kept<T>(name: string, whole: T): T {
    const kept = keepEqual(this.#wholes.get(name), whole)
    this.#wholes.set(name, kept)
    return kept
  }
}
