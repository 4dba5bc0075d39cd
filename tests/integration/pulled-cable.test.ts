/** Two computers with a network of their own between them, where this machine lets a test make one; else the Wi-Fi that a proxy plays. */
import { afterEach, expect, test } from 'vitest'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { EngineProcess } from '../helpers/engine-process.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { twoComputers, wireAddresses } from '../helpers/two-computers.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

const endings: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

test('SY19 a computer whose cable is pulled, and that comes back under another address, loses and doubles nothing', async () => {
  const { relay, computers, url, cable } = await openWire()
  const engines = [await EngineProcess.start(newFolder(), null, computers[0]), await EngineProcess.start(newFolder(), null, computers[1])] as const
  for (const engine of engines) endings.push(() => engine.stop())
  const [ana, ben] = [engines[0].openWindow(), engines[1].openWindow()]
  const id: WorkshopId = await ana.call('createWorkshop', recordOf('On a wire'))
  await ana.call('setRelay', id, plainRelay(relay.url))
  const first = ana.openSession(id)
  await first.whenLoaded
  await when('the workshop is on the relay', () => first.getStatus().isOnRelay)
  await ben.call('joinWorkshop', plainLink(url, id))
  const second = ben.openSession(id)
  await second.whenLoaded
  const sessions = [first, second]
  await whenAllLightsAreOn(sessions)
  const notes = [addNotes(first.doc, 'Ana’s'), addNotes(second.doc, 'Ben’s')] as const
  const typed = new Set<string>()
  const type = (author: 0 | 1): void => {
    const word = `t-${typed.size}`
    typed.add(word)
    typeToken(notes[author], word)
  }
  type(0)
  type(1)
  cable.pull()
  type(0)
  type(1)
  await when('Ben’s computer notices', () => second.getStatus().relay.kind === 'offline', 30_000)
  expect(second.getStatus()).toMatchObject({ isOnRelay: false, deviceCount: 0 })
  type(1)
  await when('Ben’s words are saved here', () => second.getStatus().isSavedHere)
  cable.plug('192.168.77.3')
  await whenAllLightsAreOn(sessions)
  for (const { doc } of sessions) {
    expect(new Set(tokensOf(doc))).toEqual(typed)
    expect(doubled(tokensOf(doc))).toEqual([])
  }
}, 180_000)

/** A relay on the first computer, and the way to it from the second. */
async function openWire() {
  const wire = twoComputers()
  if (wire !== null) {
    endings.push(() => wire.remove())
    const relay = await startRelay(['--access', 'open', '--host', wireAddresses[0]], wire.names[0])
    return { relay, computers: wire.names, url: relay.url, cable: wire }
  }
  const relay = await startRelay(['--access', 'open'], null)
  const network = await FaultyNetwork.to(relay.url)
  endings.push(() => network.close())
  return { relay, computers: [null, null] as const, url: network.url, cable: { pull: () => network.goSilent(), plug: () => network.restore() } }
}

async function startRelay(options: readonly string[], computer: string | null): Promise<RelayProcess> {
  const relay = await RelayProcess.start(newFolder(), options, computer)
  endings.push(() => relay.stop())
  return relay
}

function newFolder(): string {
  const folder = temporaryFolder()
  endings.push(() => folder.remove())
  return folder.path
}

async function whenAllLightsAreOn(sessions: readonly WorkshopSession[]): Promise<void> {
  for (const session of sessions) {
    await when('saved here, on the relay and on the other device', () => {
      const { isSavedHere, isOnRelay, deviceCount } = session.getStatus()
      return isSavedHere && isOnRelay && deviceCount === 1
    }, 40_000, () => JSON.stringify(session.getStatus()))
  }
}
