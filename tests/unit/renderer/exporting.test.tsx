import { act, useEffect } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { clearToasts, ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import { ExportBar } from '../../../renderer/minutes/export-bar.tsx'
import { useExport, type Exporting } from '../../../renderer/minutes/use-export.ts'
import type { DesktopApi, ExportRequest } from '../../../shared/ipc/desktop-api.ts'
import { click, draw, find, type Drawn } from './render-kit.tsx'

// jsdom lays nothing out: there is no size to follow.
vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

const request = { title: 'Day', workshop: '{}', format: 'pdf', language: 'en', profile: 'full', attribution: 'person', organisation: '' } as const satisfies ExportRequest

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

/** An exporting whose shell answers with `answer`; `calls` are what it was asked. */
async function drawExport(answer: () => Promise<unknown>): Promise<{ readonly exporting: () => Exporting; readonly calls: readonly string[] }> {
  const calls: string[] = []
  const desktop = {
    on: () => () => undefined,
    invoke: (name: string) => {
      calls.push(name)
      return answer()
    },
  } as unknown as DesktopApi
  const got: Exporting[] = []
  function Probe(): null {
    const exporting = useExport(desktop)
    useEffect(() => void got.push(exporting))
    return null
  }
  drawn = await draw(<Probe />)
  const exporting = (): Exporting => {
    const last = got.at(-1)
    if (!last) throw new Error('nothing was drawn')
    return last
  }
  return { exporting, calls }
}

test.each(['is read', 'cannot be read'])('MP11 an export that is stopped while the workshop is being read asks for no place, when it %s afterwards', async (outcome) => {
  const { exporting, calls } = await drawExport(() => Promise.reject(new Error('not asked')))
  const prepared = Promise.withResolvers<ExportRequest>()
  await act(async () => exporting().start('pdf', () => prepared.promise))
  expect(exporting().running?.format).toBe('pdf')
  await act(async () => exporting().cancel())
  expect(exporting().running).toBeNull()
  await act(async () => (outcome === 'is read' ? prepared.resolve(request) : prepared.reject(new Error('gone'))))
  expect(calls).toEqual([])
  expect(exporting().running).toBeNull()
})

test('MP11 one that is under way is stopped by the shell', async () => {
  const made = Promise.withResolvers<unknown>()
  const { exporting, calls } = await drawExport(() => made.promise)
  await act(async () => exporting().start('pdf', () => Promise.resolve(request)))
  await act(async () => exporting().cancel())
  expect(calls).toEqual(['export-minutes', 'cancel-export'])
  await act(async () => made.resolve({ kind: 'cancelled' }))
  expect(exporting().running).toBeNull()
})

test('EX23 what an export had to leave out is told for what it may be: a picture, or a letter that no font has', async () => {
  const { exporting } = await drawExport(() => Promise.resolve({ kind: 'saved', path: '/x/minutes.pdf', missing: ['中'], notices: [], isEmpty: false }))
  const toasts = await draw(<ToastRegion />)
  await act(async () => exporting().start('pdf', () => Promise.resolve(request)))
  expect(document.body.textContent).toContain('1 thing is missing: it is not on this computer yet, or this format cannot show it.')
  expect(document.body.textContent).toContain('中')
  await act(async () => clearToasts())
  await toasts.unmount()
})

test('UI286 whoever waits for an export on its *Stop* stands on the export again when it is done, and nobody else is moved', async () => {
  const waiting: (() => void)[] = []
  const desktop = { on: () => () => undefined, invoke: () => new Promise((resolve) => waiting.push(() => resolve({ kind: 'cancelled' }))) } as unknown as DesktopApi
  const choices = { language: 'en', profile: 'full', attribution: 'person', organisation: '' } as const
  drawn = await draw(
    <>
      <button type="button">Elsewhere</button>
      <ExportBar
        desktop={desktop} readWorkshop={() => Promise.resolve('{}')} readHandOver={() => { throw new Error('not asked') }} title="Day" choices={choices} onChoose={() => undefined}
        organisations={[]} hasLetterhead={false} namedPassages={0} onShowChecks={() => undefined} openRequest={null}
      />
    </>,
  )
  for (const place of ['Stop', 'Elsewhere']) {
    await click(find('button', 'Export PDF'))
    find('button', place).focus()
    await act(async () => waiting.at(-1)?.())
    expect(document.activeElement?.textContent).toBe(place === 'Stop' ? 'Export PDF' : place)
  }
})

test.each([['csv', 'The file is empty: these minutes have no registers'], ['ics', 'The calendar is empty: no open action']] as const)('EX26 of a file in which nothing is that is told: %s', async (format, words) => {
  const toasts = await draw(<ToastRegion />)
  const { exporting } = await drawExport(() => Promise.resolve({ kind: 'saved', path: `/x/minutes.${format}`, missing: [], notices: [], isEmpty: true }))
  await act(async () => exporting().start(format, () => Promise.resolve(request)))
  expect(document.body.textContent).toContain(words)
  await act(async () => clearToasts())
  await toasts.unmount()
})
