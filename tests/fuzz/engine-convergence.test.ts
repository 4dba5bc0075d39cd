/**
 * G2 and G3: two computers with two windows each, one relay, random edits, and processes that are killed in between. In the end
 * everybody shows the same, and nothing that was acknowledged is missing. MINUTA_FUZZ_SEEDS (comma-separated) names other runs.
 */
import { expect, test } from 'vitest'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { EngineProcess } from '../helpers/engine-process.ts'
import { seededRandom } from '../helpers/random.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'
import type * as Y from 'yjs'

const seeds = (process.env['MINUTA_FUZZ_SEEDS'] ?? (process.env['MINUTA_FUZZ'] === 'long' ? '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16' : '1,2')).split(',').map(Number)
const steps = 60

test.each(seeds)('EN16 windows, engines and relay converge whatever is killed (seed %i)', { timeout: 120_000 }, async (seed) => {
  const random = seededRandom(seed)
  const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()] as const
  const relay = await RelayProcess.start(folders[0].path)
  const engines = [await EngineProcess.start(folders[1].path), await EngineProcess.start(folders[2].path)] as const
  try {
    const [ada, bob] = [engines[0].openWindow(), engines[1].openWindow()]
    const id: WorkshopId = await ada.call('createWorkshop', recordOf('Fuzz'))
    await ada.call('setRelay', id, relay.url)
    const first = ada.openSession(id)
    await when('on the relay', () => first.getStatus().isOnRelay)
    await bob.call('joinWorkshop', relay.url, id)
    const sessions: [WorkshopSession, ...WorkshopSession[]] = [first, engines[0].openWindow().openSession(id), bob.openSession(id), engines[1].openWindow().openSession(id)]
    await Promise.all(sessions.map(({ whenLoaded }) => whenLoaded))
    const texts = new Map<WorkshopSession, Y.XmlText>(sessions.map((session, index) => [session, addNotes(session.doc, `Notes ${index}`)]))
    let typed = 0
    for (let step = 0; step < steps; step += 1) {
      const session = random.pick(sessions)
      const text = texts.get(session)
      if (random.chance(0.8) && text !== undefined) typeToken(text, `${typed++}`)
      else if (random.chance(0.6)) await restart(random.pick(engines))
      else if (random.chance(0.5)) await restart(relay)
      if (random.chance(0.3)) await new Promise(setImmediate)
    }
    for (const session of sessions) {
      await when('everything everywhere', () => tokensOf(session.doc).length === typed, 30_000, () => `${tokensOf(session.doc).length} of ${typed} ${JSON.stringify(session.getStatus())}`)
      await when('all lights on', () => {
        const { isSavedHere, isOnRelay, deviceCount } = session.getStatus()
        return isSavedHere && isOnRelay && deviceCount === 1
      }, 30_000, () => JSON.stringify(session.getStatus()))
      expect(doubled(tokensOf(session.doc))).toEqual([])
      expect(readWorkshop(session.doc)).toEqual(readWorkshop(first.doc))
    }
  } finally {
    for (const engine of engines) await engine.kill()
    await relay.kill()
    for (const folder of folders) folder.remove()
  }
})

async function restart(process: EngineProcess | RelayProcess): Promise<void> {
  await process.kill()
  await process.restart()
}
