/** What an earlier meeting left open, through a real engine. */
import { expect, test } from 'vitest'
import { freeRespondent } from '../../shared/document/responses/respondents.ts'
import { askQuestion } from '../../shared/document/responses/responses-commands.ts'
import { roomOf, type WorkshopId } from '../../shared/model/ids.ts'
import { damageLog } from '../helpers/damage-log.ts'
import { failureOf, openSession, startEngine, whenStatus } from '../helpers/hosts.ts'

const record = {
  format: 'minuta-workshop-record', version: 1,
  workshop: { title: 'Kick-off', body: 'Working Group', seriesNumber: '2026-01' },
  people: [{ name: 'Ana', organisation: 'Crete' }],
  matters: [{ label: '2025-02/A-4', what: 'Publish the map' }, { what: 'Found it', status: 'done' }],
  boards: Array.from({ length: 30 }, (_, index) => ({ title: `Board ${index}`, content: [{ type: 'outcome', attrs: { kind: 'action', owner: 'Ana', status: index % 2 === 0 ? 'open' : 'done' }, content: [`Do ${index}`] }] })),
}

test('DO43 another workshop is read by the engine, one that no window shows included, and is as it was afterwards', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', record)
  const before = await window.call('listWorkshops')
  const meeting = await window.call('readEarlierMeeting', id)
  expect(meeting.details).toMatchObject({ title: 'Kick-off', seriesNumber: '2026-01' })
  expect(meeting.people.map(({ name }) => name)).toEqual(['Ana'])
  expect(meeting.open.map(({ fields }) => fields.label)).toEqual(['2025-02/A-4', ...Array.from({ length: 15 }, (_, index) => `2026-01/A-${2 * index + 1}`)])
  expect(await window.call('readEarlierMeeting', id)).toEqual(meeting)
  expect(await window.call('listWorkshops')).toEqual(before)
  expect(await failureOf(window.call('readEarlierMeeting', 'not here at all' as WorkshopId))).toMatchObject({ kind: 'no-such-workshop' })
})

test('DO43 MI91 what its room asked is read with it, while a window shows the answers and when none does', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', record)
  const responses = await openSession(window, id, 'responses')
  askQuestion(responses.doc, 'test', freeRespondent('Ana', 'Crete'), { kind: 'question', text: 'Who pays?', board: null }, 1)
  await whenStatus(responses, 'saved', ({ isSavedHere }) => isSavedHere)
  const asked = async (): Promise<readonly string[]> => (await window.call('readEarlierMeeting', id)).open.filter(({ kind }) => kind === 'asked').map(({ fields }) => fields.what)
  expect(await asked()).toEqual(['Who pays?'])
  responses.close()
  expect(await asked()).toEqual(['Who pays?'])
})

test('DO43 answers that the disk has damaged keep nobody from what stands on the boards', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', record)
  const responses = await openSession(window, id, 'responses')
  askQuestion(responses.doc, 'test', freeRespondent('Ana', 'Crete'), { kind: 'question', text: 'Who pays?', board: null }, 1)
  await whenStatus(responses, 'saved', ({ isSavedHere }) => isSavedHere)
  responses.close()
  await engine.stop()
  damageLog(engine.dataDirectory, roomOf(id, 'responses'))
  await engine.restart()
  const again = engine.openWindow()
  expect((await again.call('readEarlierMeeting', id)).open.map(({ kind }) => kind)).toEqual(['earlier', ...Array.from({ length: 15 }, () => 'action')])
})

test('DO43 what is taken over into a new workshop by its record is known again there', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const { open } = await window.call('readEarlierMeeting', await window.call('createWorkshop', record))
  const later = await window.call('createWorkshop', { format: 'minuta-workshop-record', version: 1, workshop: { title: 'Second' }, matters: open.map(({ fields }) => fields) })
  const next = await window.call('readEarlierMeeting', later)
  expect(next.open.map(({ kind, fields }) => [kind, fields])).toEqual(open.map(({ fields }) => ['earlier', fields]))
})
