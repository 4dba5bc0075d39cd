import { afterEach, expect, test } from 'vitest'
import { Library } from '../../../renderer/library/library.tsx'
import type { WorkshopSummary } from '../../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

const line = (id: string, title: string, isPutAway: boolean): WorkshopSummary => ({
  id: id as WorkshopId, title, body: '', place: '', date: { year: null, month: null, day: null }, boardCount: 1, version: null, relay: null, uplink: null, changedAt: 1, isPutAway,
  status: { isStored: true, storageProblem: null, relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0, pendingBlobs: 0, role: 'facilitator' },
})

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

async function drawLibrary(workshops: readonly WorkshopSummary[]): Promise<{ readonly asked: unknown[] }> {
  const asked: unknown[] = []
  const ignore = (): void => undefined
  drawn = await draw(
    <Library
      workshops={workshops}
      search={() => Promise.resolve({ hits: [], isComplete: true })}
      onOpenHit={ignore}
      isWorkingOffline={false}
      isOpeningSample={false}
      onWorkOffline={ignore}
      onOpen={ignore}
      onNew={ignore}
      onJoin={ignore}
      onOpenSample={ignore}
      onAskForFile={ignore}
      onFiles={(files) => asked.push(...files.map(({ name }) => name))}
      onPutAway={({ title }, isPutAway) => asked.push([title, isPutAway])}
      onSettings={ignore}
      onCommands={ignore}
    />,
  )
  return { asked }
}

const rows = (): readonly (string | null | undefined)[] => [...document.querySelectorAll('.workshop-row')].filter((row) => row.closest('[hidden]') === null).map((row) => row.querySelector('.workshop-row-title')?.textContent)

test('UI81 what was put away stands apart, folded, and opens for whoever searches for it', async () => {
  await drawLibrary([line('workshop-1', 'Spring', false), line('workshop-2', 'Autumn', true)])
  expect(rows()).toEqual(['Spring'])
  await fill(find('input', 'Search workshops, boards, outcomes and people'), 'aut')
  expect(rows()).toEqual(['Autumn'])
  expect(document.body.textContent).toContain('Put away (1)')
  expect(document.body.textContent).not.toContain('All workshops are put away')
})

test('UI81 the button of a line puts that workshop away, and the keyboard goes on at the next line', async () => {
  const { asked } = await drawLibrary([line('workshop-1', 'Spring', false), line('workshop-2', 'Summer', false)])
  await click(find('button', 'Put away “Spring”'))
  expect(asked).toEqual([['Spring', true]])
  expect(document.activeElement?.querySelector('.workshop-row-title')?.textContent).toBe('Summer')
})

test('UI81 with all of them put away the library says so, and each comes back by its button', async () => {
  const { asked } = await drawLibrary([line('workshop-1', 'Spring', true)])
  expect(document.body.textContent).toContain('All workshops are put away.')
  await click(find('button', 'Put away (1)'))
  await click(find('button', 'Bring back “Spring”'))
  expect(asked).toEqual([['Spring', false]])
})
