/**
 * SY14. Runs around every test file (vitest's `setupFiles`): what its tests opened is let go of when they are done. Timers keep a window
 * awake, sockets and processes outlive the suite; whoever adds one that is not released hears of it here.
 */
import { afterAll, beforeAll } from 'vitest'
import { heldResources } from './held-resources.ts'
import { when } from './when.ts'

let before: readonly string[] = []

beforeAll(() => {
  before = heldResources()
})

afterAll(async () => {
  const grown = (): string[] => {
    const rest = [...before]
    return heldResources().filter((name) => {
      const index = rest.indexOf(name)
      if (index >= 0) rest.splice(index, 1)
      return index < 0
    })
  }
  // The clock of this very wait is a timer.
  const isFree = (): boolean => grown().filter((name) => name !== 'Timeout').length === 0 && grown().length <= 1
  await when('everything that the tests of this file opened is let go of', isFree, 5_000, () => grown().join())
})
