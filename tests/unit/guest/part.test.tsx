import { act, Suspense, type ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { PartLoading } from '../../../renderer/guest/part-loading.tsx'
import { part } from '../../../renderer/guest/part.ts'
import { draw, find, type Drawn } from '../renderer/render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  vi.useRealTimers()
})

test('GU62 a part of the page that a lost connection held up comes by itself, and ends nothing until then', async () => {
  vi.useFakeTimers()
  const gone = new TypeError('Failed to fetch dynamically imported module')
  const load = vi.fn<() => Promise<() => ReactNode>>(() => Promise.resolve(() => 'The minutes'))
  load.mockRejectedValueOnce(gone).mockRejectedValueOnce(gone)
  const { View, fetch } = part(load)
  fetch()
  fetch()
  drawn = await draw(<Suspense fallback="Loading…"><View /></Suspense>)
  expect(drawn.box.textContent).toBe('Loading…')
  await act(async () => vi.runAllTimersAsync())
  expect(drawn.box.textContent).toBe('The minutes')
  expect(load).toHaveBeenCalledTimes(3)
})

test('GU68 a part of the page that does not come says so after a while, and how to go on: a browser may ask once only, and a newer relay has it no more', async () => {
  vi.useFakeTimers()
  const { View } = part<object>(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  drawn = await draw(<Suspense fallback={<PartLoading />}><View /></Suspense>)
  expect(drawn.box.textContent).toBe('Loading…')
  await act(async () => vi.advanceTimersByTimeAsync(10_000))
  expect(drawn.box.textContent).toContain('This part of the page is not here yet.')
  expect(find('button', 'Load the page again')).toBeDefined()
})
