/** Search through a real engine: what windows write is found soon after, what they delete is gone, and the index is only derived. */
import fs from 'node:fs'
import { expect, test } from 'vitest'
import { dataFilesIn } from '../../main/engine/data-files.ts'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import { deleteBoard, restoreBoard } from '../../shared/document/commands/board-commands.ts'
import { readBoardList } from '../../shared/document/read-workshop.ts'
import { startEngine } from '../helpers/hosts.ts'
import { addNotes, recordOf, typeToken } from '../helpers/typing.ts'

/** The titles of what `query` finds, once the index has followed; a text while it has not. */
async function titlesOf(window: DesktopSource, query: string): Promise<readonly string[] | string> {
  const { hits, isComplete } = await window.call('search', query, 50)
  return isComplete ? hits.map((hit) => hit.title.map(({ text }) => text).join('')).sort() : 'not complete'
}

const patience = { timeout: 20_000, interval: 50 }

test('SE7 what is written is found when the board has been quiet for a moment; a deleted board is not, and comes back with undo', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kick-off'))
  const session = window.openSession(id)
  await session.whenLoaded
  typeToken(addNotes(session.doc, 'Budget'), 'Coopérative')
  typeToken(addNotes(session.doc, 'Training'), 'cooperatives')
  await expect.poll(() => titlesOf(window, 'cooperative'), patience).toEqual(['Budget', 'Training'])
  const [budget] = readBoardList(session.doc)
  if (budget === undefined) throw new Error('no board')
  deleteBoard(session.doc, 'test', budget.id)
  await expect.poll(() => titlesOf(window, 'cooperative'), patience).toEqual(['Training'])
  restoreBoard(session.doc, 'test', budget.id)
  await expect.poll(() => titlesOf(window, 'cooperative'), patience).toEqual(['Budget', 'Training'])
  await expect.poll(() => titlesOf(window, 'kick off'), patience).toEqual(['Kick-off'])
})

test('SE8 an index that was lost, damaged, or left behind by a killed engine is made again from the workshops', async () => {
  const engine = await startEngine()
  const window = engine.openWindow()
  const id = await window.call('createWorkshop', recordOf('Kick-off'))
  const session = window.openSession(id)
  await session.whenLoaded
  const text = addNotes(session.doc, 'Notes')
  typeToken(text, 'first')
  await expect.poll(() => titlesOf(window, 'first'), patience).toEqual(['Notes'])
  const { searchIndex } = dataFilesIn(engine.dataDirectory)

  await engine.kill()
  typeToken(text, 'second')
  await engine.restart()
  await expect.poll(() => titlesOf(window, 'second'), patience).toEqual(['Notes'])

  session.close()
  await engine.stop()
  for (const suffix of ['', '-wal', '-shm']) fs.rmSync(`${searchIndex}${suffix}`, { force: true })
  await engine.restart()
  await expect.poll(() => titlesOf(window, 'first second'), patience).toEqual(['Notes'])

  await engine.stop()
  const file = fs.openSync(searchIndex, 'r+')
  fs.writeSync(file, Buffer.alloc(20_000, 0x5a), 0, 20_000, 4_096)
  fs.closeSync(file)
  await engine.restart()
  await expect.poll(() => titlesOf(window, 'first second'), patience).toEqual(['Notes'])
  // The log is another file, and nothing of this concerned it.
  expect(await window.call('listWorkshops')).toMatchObject([{ title: 'Kick-off', status: { storageProblem: null } }])
})
