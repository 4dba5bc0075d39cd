import { afterEach, beforeEach, expect, test } from 'vitest'
import { WhoAreYou } from '../../../renderer/app/who-are-you.tsx'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { EngineError } from '../../../renderer/document/source.ts'
import type { Identity } from '../../../renderer/room/joining/identity.ts'
import { readPeople } from '../../../shared/document/read-workshop.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { click, draw, find, type Drawn } from './render-kit.tsx'

let computer: HandMadeRoom
let drawn: Drawn | null = null
beforeEach(() => {
  computer = new HandMadeRoom()
})
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
  computer.dispose()
})

test('UI67 who joins and is put on the list stands there once, though the first attempt to keep it failed', async () => {
  const { doc, workshop, role, settings } = computer
  const chosen: unknown[] = []
  const identity: Identity = { isAsked: true, person: null, choose: (person) => chosen.push(person) }
  computer.overrides.setIdentity = () => Promise.reject(new EngineError({ kind: 'bug', detail: 'not now' }))
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit>
      <WhoAreYou source={computer} workshop={workshop} role={role} people={readPeople(doc)} settings={settings} identity={identity} onChangeSettings={undefined} />
    </WorkshopEditsProvider>,
  )
  await click(find('button', 'Go on'))
  expect(document.querySelector('[role="alert"], .problem')).not.toBeNull()
  expect(readPeople(doc)).toEqual([])
  computer.overrides.setIdentity = () => undefined
  await click(find('button', 'Go on'))
  expect(readPeople(doc).map(({ name, organisation }) => [name, organisation])).toEqual([[settings.name, settings.organisation]])
  expect(chosen).toEqual([readPeople(doc)[0]?.id])
})
