/** Two computers with a network of their own between them, where this machine lets a test make one; else the Wi-Fi that a proxy plays. */
import { expect, onTestFinished, test } from 'vitest'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { openSession, startEngine, startRelay, whenLit } from '../helpers/hosts.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'
import { twoComputers, wireAddresses } from '../helpers/two-computers.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

test('SY19 a computer whose cable is pulled, and that comes back under another address, loses and doubles nothing', async () => {
  const { relay, computers, url, cable } = await openWire()
  const [ana, ben] = [(await startEngine({ computer: computers[0] })).openWindow(), (await startEngine({ computer: computers[1] })).openWindow()]
  const id: WorkshopId = await ana.call('createWorkshop', recordOf('On a wire'))
  await ana.call('setRelay', id, plainRelay(relay.url))
  const first = await openSession(ana, id)
  await whenLit(first)
  await ben.call('joinWorkshop', plainLink(url, id))
  const second = await openSession(ben, id)
  const sessions = [first, second]
  for (const session of sessions) await whenLit(session, 1, 40_000)
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
  for (const session of sessions) await whenLit(session, 1, 40_000)
  for (const { doc } of sessions) {
    expect(new Set(tokensOf(doc))).toEqual(typed)
    expect(doubled(tokensOf(doc))).toEqual([])
  }
}, 180_000)

/** A relay on the first computer, and the way to it from the second. */
async function openWire() {
  const wire = twoComputers()
  if (wire !== null) {
    onTestFinished(() => wire.remove())
    const relay = await startRelay(['--access', 'open', '--host', wireAddresses[0]], wire.names[0])
    return { relay, computers: wire.names, url: relay.url, cable: wire }
  }
  const relay = await startRelay()
  const network = await FaultyNetwork.to(relay.url)
  onTestFinished(() => network.close())
  return { relay, computers: [null, null] as const, url: network.url, cable: { pull: () => network.goSilent(), plug: () => network.restore() } }
}
