import { act, useEffect } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useImportJobs, type ImportJobs } from '../../../renderer/base/files/use-import-job.ts'
import type { ImportProgress } from '../../../shared/ipc/desktop-api.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { draw, type Drawn } from './render-kit.tsx'

let room: HandMadeRoom
let drawn: Drawn | null = null
let heard: string[] = []
let jobs: ImportJobs
const hear = ({ step }: ImportProgress): void => void heard.push(step)

function Surroundings(): null {
  const given = useImportJobs(room.desktop, hear)
  useEffect(() => {
    jobs = given
  }, [given])
  return null
}

beforeEach(async () => {
  room = new HandMadeRoom()
  heard = []
  drawn = await draw(<Surroundings />)
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  room.dispose()
})

const progress = (importId: number, step: string): void => act(() => room.emit('import-progress', { importId, name: '', done: 0, total: 2, step }))
const cancelled = (): readonly unknown[] => room.calls.flatMap(([name, id]) => (name === 'cancel-import' ? [id] : []))

test('UI134 what is read is told how far it is, and nothing that was asked for before it', () => {
  const first = jobs.begin()
  progress(first.id, 'first')
  jobs.stop()
  const second = jobs.begin()
  progress(first.id, 'too late')
  progress(second.id, 'second')
  jobs.end(second)
  progress(second.id, 'after its end')
  expect(heard).toEqual(['first', 'second'])
})

test('UI134 a stop ends the process that reads, once, and so does leaving the screen; what is done needs none', async () => {
  const stopped = jobs.begin()
  jobs.stop()
  jobs.stop()
  expect(stopped.isStopped).toBe(true)
  expect(jobs.isRunning()).toBe(false)
  const done = jobs.begin()
  jobs.end(done)
  const left = jobs.begin()
  expect(() => jobs.begin()).toThrow('still running')
  await drawn?.unmount()
  drawn = null
  expect(cancelled()).toEqual([stopped.id, left.id])
  expect([done.isStopped, left.isStopped]).toEqual([false, true])
})
