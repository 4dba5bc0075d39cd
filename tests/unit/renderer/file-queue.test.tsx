import { act, useEffect, type ReactNode } from 'react'
import { expect, onTestFinished, test } from 'vitest'
import { useFileQueue, type FileQueue } from '../../../renderer/base/files/use-file-queue.tsx'
import { draw } from './render-kit.tsx'

test('UI133 files are looked at one by one, those let go of meanwhile behind them, and those that come after the last one begin anew', async () => {
  const queue = await drawQueue()
  const now = (): string => {
    const { current } = queue()
    return current === null ? 'none' : `${current.file.name} ${current.number}/${current.total}`
  }
  await act(async () => queue().add([fileOf('a'), fileOf('b')]))
  expect(now()).toBe('a 1/2')
  await act(async () => queue().add([fileOf('c')]))
  await act(async () => queue().current?.onDone('taken'))
  expect(now()).toBe('b 2/3')
  await act(async () => queue().current?.onStop())
  expect([now(), Boolean(queue().summary)]).toEqual(['none', true])
  await act(async () => queue().add([fileOf('d'), fileOf('e')]))
  expect([now(), Boolean(queue().summary)]).toEqual(['d 1/2', false])
})

const fileOf = (name: string): File => new File(['x'], name)

/** The queue of a drawn place, as it is now. */
async function drawQueue(): Promise<() => FileQueue> {
  const seen: FileQueue[] = []
  function Place(): ReactNode {
    const queue = useFileQueue('')
    useEffect(() => void seen.push(queue), [queue])
    return null
  }
  const { unmount } = await draw(<Place />)
  onTestFinished(unmount)
  return () => seen.at(-1) as FileQueue
}
