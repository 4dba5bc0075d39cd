import { expect, it } from 'vitest'
import { AnswerCache, type Answer } from '../../../server/room/answer-cache.ts'

const answerOf = (byteLength: number): Answer => ({ frames: new Uint8Array(byteLength), longest: byteLength })

/** How many answers are made when `pages` come back at once, each with one of `parts` parts of a workshop of which the whole has `byteLength` bytes. */
function madeFor(pages: number, parts: number, byteLength: number): number {
  const cache = new AnswerCache()
  let made = 0
  for (let page = 0; page < pages; page += 1) {
    const part = (page * 7) % parts
    cache.get(Uint8Array.of(part), true, () => {
      made += 1
      return answerOf(Math.floor(byteLength * (1 - part / parts)))
    })
  }
  return made
}

it('GU99: of hundreds of pages that come back with different parts of a long workshop, those with the same part share one answer', () => {
  expect(madeFor(500, 60, 1_000_000)).toBe(60)
})

it('GU99: answers that are large are not kept for ever', () => {
  expect(madeFor(20, 4, 20_000_000)).toBeGreaterThan(4)
})
