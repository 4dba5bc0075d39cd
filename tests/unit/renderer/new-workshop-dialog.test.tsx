import { act, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NewWorkshopDialog } from '../../../renderer/library/new-workshop-dialog.tsx'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { click, draw, fill, find, type Drawn } from './render-kit.tsx'

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
