import { act, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NewWorkshop, type LeftWorkshop } from '../../../renderer/app/new-workshop.tsx'
import { clearToasts, ToastRegion } from '../../../renderer/base/controls/toast.tsx'
import type { WorkshopSource } from '../../../renderer/document/source.ts'
import { NewWorkshopDialog } from '../../../renderer/library/new-workshop-dialog.tsx'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

// jsdom has no layout.
vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} })

const made = 'workshop-1' as WorkshopId

let creating: PromiseWithResolvers<WorkshopId>
let opened: WorkshopId[]
let drawn: Drawn | null = null
beforeEach(async () => {
  creating = Promise.withResolvers()
  opened = []
  function Screen(): ReactNode {
    const [isOpen, setIsOpen] = useState(true)
    return isOpen && <NewWorkshopDialog create={() => creating.promise} onCreated={(workshop) => opened.push(workshop)} onClose={() => setIsOpen(false)} followOn={{ plan: null, isReading: false, render: () => null, renderChoice: null }} />
  }
  drawn = await draw(<Screen />)
  await fill(find('input', 'Title'), 'Day')
  await act(async () => document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit())
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

test('UI164 a workshop is opened when it is made', async () => {
  await act(async () => creating.resolve(made))
  expect(opened).toEqual([made])
})

test('UI164 one whose dialog was left while it was being made is not opened', async () => {
  await click(find('button', 'Cancel'))
  await act(async () => creating.resolve(made))
  expect(opened).toEqual([])
})

test('UI301 leaving the dialog asks nothing, and the notice that tells of it brings back what was typed', async () => {
  await drawn?.unmount()
  clearToasts()
  const source = { call: async (name: string) => (name === 'listWorkshops' ? [] : 'made') } as unknown as WorkshopSource
  function Screen(): ReactNode {
    const [dialog, setDialog] = useState<{ readonly left?: LeftWorkshop } | null>({})
    return (
      <>
        {dialog && <NewWorkshop source={source} left={dialog.left} onCreated={() => undefined} onClose={() => setDialog(null)} onContinue={(left) => setDialog({ left })} />}
        <ToastRegion />
      </>
    )
  }
  drawn = await draw(<Screen />)
  await fill(find('input', 'Title'), 'Second meeting')
  await fill(find('input', 'Place'), 'Naples')
  await act(async () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))
  expect(document.querySelector('.dialog')).toBeNull()
  await click(find('button', 'Continue'))
  expect([find('input', 'Title').value, find('input', 'Place').value]).toEqual(['Second meeting', 'Naples'])
  // With nothing typed there is nothing to tell.
  await fill(find('input', 'Title'), '')
  await fill(find('input', 'Place'), '')
  await click(find('button', 'Cancel'))
  expect(document.querySelector('.toast')).toBeNull()
})
