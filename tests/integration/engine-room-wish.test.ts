/** When an engine asks main to look for rooms on the network, and when it must not. */
import { expect, onTestFinished, test } from 'vitest'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { newFolder, openSession, startEngine } from '../helpers/hosts.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { recordOf } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

test('RM11 an engine looks for rooms while the relay of a shared workshop is away, and neither before nor after', async () => {
  const engine = await startEngine()
  const relay = await RelayProcess.start(newFolder())
  onTestFinished(() => relay.kill())
  const window = engine.openWindow()
  await window.call('createWorkshop', recordOf('At home'))
  const shared: WorkshopId = await window.call('createWorkshop', recordOf('Shared'))
  const session = await openSession(window, shared)
  await window.call('setRelay', shared, plainRelay(relay.url))
  await when('it is on the relay', () => session.getStatus().isOnRelay)
  expect(engine.isLookingForRooms).toBe(false)
  await relay.kill()
  await when('it looks', () => engine.isLookingForRooms)
  await relay.restart()
  await when('it is on the relay again', () => session.getStatus().relay.kind === 'online')
  await when('it has stopped looking', () => !engine.isLookingForRooms)
  await relay.kill()
  await when('it looks again', () => engine.isLookingForRooms)
  await window.call('setWorkOffline', true)
  await when('whoever works offline looks for nothing', () => !engine.isLookingForRooms)
})
