import { act, useEffect } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSearch, type SearchCall, type SearchState } from '../../../renderer/library/use-search.ts'
import type { SearchHit, SearchResult } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { draw, type Drawn } from './render-kit.tsx'

const hit: SearchHit = { kind: 'workshop', workshop: 'workshop-1' as WorkshopId, workshopTitle: 'Day', id: 'workshop-1', board: null, title: [], snippet: [] }

let drawn: Drawn | null = null
beforeEach(() => void vi.useFakeTimers())
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  vi.useRealTimers()
})

/** Answers with `answers`, one after the other; null is a failure. */
async function drawSearch(answers: readonly (SearchResult | null)[]): Promise<() => SearchState | null | undefined> {
  const left = [...answers]
  const search: SearchCall = () => {
    const next = left.shift()
    return next ? Promise.resolve(next) : Promise.reject(new Error('the engine is away'))
  }
  const states: (SearchState | null)[] = []
  function Probe(): null {
    const state = useSearch(search, 'ana')
    useEffect(() => void states.push(state), [state])
    return null
  }
  drawn = await draw(<Probe />)
  return () => states.at(-1)
}
const wait = (ms: number): Promise<void> => act(async () => void (await vi.advanceTimersByTimeAsync(ms)))

test('UI165 a search that failed is asked again until it is answered', async () => {
  const state = await drawSearch([null, null, { hits: [hit], isComplete: true }])
  await wait(200)
  expect(state()?.result).toEqual({ hits: [], isComplete: false })
  await wait(2_000)
  expect(state()?.result).toEqual({ hits: [hit], isComplete: true })
})

test('UI165 a search that fails while workshops are being read leaves what was found', async () => {
  const state = await drawSearch([{ hits: [hit], isComplete: false }, null, { hits: [hit], isComplete: true }])
  await wait(1_200)
  expect(state()?.result).toEqual({ hits: [hit], isComplete: false })
  await wait(1_000)
  expect(state()?.result.isComplete).toBe(true)
})
