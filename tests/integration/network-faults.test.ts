/** Bad networks between real engines and a real relay: silence without an end, resets at any moment, long ways. */
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { joinLink } from '../../shared/protocol/join-link.ts'
import { deadLinkMs, limits } from '../../shared/protocol/messages.ts'
import type { WorkshopSession } from '../../renderer/document/source.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { openSession, startEngine, startRelay, whenLit } from '../helpers/hosts.ts'
import { plainLink, plainRelay } from '../helpers/plain-relay.ts'
import { Keys, Writer } from '../helpers/guest-workshop.ts'
import { seededRandom } from '../helpers/random.ts'
import type { RelayProcess } from '../helpers/relay-process.ts'
import { startSilentPort } from '../helpers/silent-port.ts'
import { addNotes, doubled, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'

/** Two computers, each behind a network of its own, in one workshop. */
type Venue = { readonly relay: RelayProcess; readonly networks: [FaultyNetwork, FaultyNetwork]; readonly sessions: readonly [WorkshopSession, WorkshopSession] }

async function openVenue(): Promise<Venue> {
  const relay = await startRelay()
  const networks: [FaultyNetwork, FaultyNetwork] = [await FaultyNetwork.to(relay.url), await FaultyNetwork.to(relay.url)]
  for (const network of networks) onTestFinished(() => network.close())
  const engines = [await startEngine(), await startEngine()] as const
  const [ana, ben] = [engines[0].openWindow(), engines[1].openWindow()]
  const id: WorkshopId = await ana.call('createWorkshop', recordOf('Bad Wi-Fi'))
  await ana.call('setRelay', id, plainRelay(networks[0].url))
  const first = await openSession(ana, id)
  await whenLit(first)
  await ben.call('joinWorkshop', plainLink(networks[1].url, id))
  const second = await openSession(ben, id)
  const venue: Venue = { relay, networks, sessions: [first, second] }
  await whenAllLightsAreOn(venue)
  return venue
}

async function whenAllLightsAreOn({ sessions }: Venue): Promise<void> {
  for (const session of sessions) await whenLit(session, 1)
}

test('SY17 a link that goes silent is noticed on both sides within ten seconds, loses nothing and heals by itself', async () => {
  const venue = await openVenue()
  const { networks, sessions: [ana, ben] } = venue
  const anaNotes = addNotes(ana.doc, 'Ana’s')
  const benNotes = addNotes(ben.doc, 'Ben’s')
  ana.awareness.setLocalStateField('user', { name: 'Ana', organisation: '', color: 1 })
  await when('Ana is seen', () => ben.awareness.getStates().has(ana.awareness.clientID))
  networks[0].goSilent()
  const start = performance.now()
  typeToken(anaNotes, 'a-1')
  typeToken(benNotes, 'b-1')
  await when('Ana’s computer notices', () => ana.getStatus().relay.kind === 'offline', 20_000)
  await when('the relay notices', () => !ben.awareness.getStates().has(ana.awareness.clientID), 20_000)
  // The bar is a promise of the protocol; a busy machine may add a little.
  expect(performance.now() - start).toBeLessThan(deadLinkMs + 4_000)
  expect(ana.getStatus()).toMatchObject({ isSavedHere: true, isOnRelay: false, deviceCount: 0 })
  networks[0].restore()
  await whenAllLightsAreOn(venue)
  for (const session of [ana, ben]) expect(new Set(tokensOf(session.doc))).toEqual(new Set(['a-1', 'b-1']))
}, 90_000)

test('SY18 connections that are cut again and again, on slow ways, lose and double nothing (seed 5)', async () => {
  const venue = await openVenue()
  const random = seededRandom(5)
  const typists = venue.sessions.map((session, author) => ({ session, notes: addNotes(session.doc, `Notes ${author}`) }))
  const typed = new Set<string>()
  for (const network of venue.networks) network.slowDown(40)
  for (let cut = 0; cut < 8; cut += 1) {
    for (let key = 1 + random.below(6); key > 0; key -= 1) {
      for (const { session, notes } of typists.filter(() => random.chance(0.5))) {
        const word = `t-${typed.size}`
        typed.add(word)
        typeToken(notes, word)
        await when('it is saved here', () => session.getStatus().isSavedHere)
      }
    }
    const network = random.pick(venue.networks)
    await when('there is something to cut', () => network.connectionCount > 0)
    network.reset()
  }
  await whenAllLightsAreOn(venue)
  for (const { session } of typists) {
    expect(new Set(tokensOf(session.doc))).toEqual(typed)
    expect(doubled(tokensOf(session.doc))).toEqual([])
  }
}, 90_000)

test('RM34 a link whose other addresses lead nowhere any more is joined by the one that answers, as fast as by that alone', async () => {
  const relay = await startRelay()
  const [ana, ben] = [(await startEngine()).openWindow(), (await startEngine()).openWindow()]
  const id: WorkshopId = await ana.call('createWorkshop', recordOf('After a change of networks'))
  await ana.call('setRelay', id, plainRelay(relay.url))
  await whenLit(await openSession(ana, id))
  const gone = await startSilentPort()
  const urls = [...['first', 'second', 'third', 'fourth'].map((network) => `ws://${gone}/${network}`), relay.url]
  const start = performance.now()
  await ben.call('joinWorkshop', joinLink({ relay: { urls, pin: null }, workshop: id, token: null }))
  // Each that is tried alone would take 2.5 s.
  expect(performance.now() - start).toBeLessThan(2_500)
})

/** The relay of `url` at the end of a line that nobody could call dead and nobody would want to wait for. */
async function slowLineTo(url: string): Promise<string> {
  const network = await FaultyNetwork.to(url)
  onTestFinished(() => network.close())
  network.narrow(limits.slowestLineBytesPerMs)
  return network.url
}

test('RL43 what takes longer than a link may be silent arrives over a slow line all the same: at who joins, at a page, and on the relay', async () => {
  const relay = await startRelay()
  const engines = [await startEngine(), await startEngine(), await startEngine()] as const
  const [ana, ben, eva] = [engines[0].openWindow(), engines[1].openWindow(), engines[2].openWindow()]
  const words = 'word '.repeat((1.6 * deadLinkMs * limits.slowestLineBytesPerMs) / 5)
  const large: WorkshopId = await ana.call('createWorkshop', recordOf('Large'))
  await ana.call('setRelay', large, plainRelay(relay.url))
  const session = await openSession(ana, large)
  addNotes(session.doc, 'Ana’s').insert(0, words)
  await whenLit(session)

  const written: WorkshopId = await eva.call('createWorkshop', recordOf('Written without a network'))
  const away = await openSession(eva, written)
  addNotes(away.doc, 'Eva’s').insert(0, words)
  await eva.call('setRelay', written, plainRelay(await slowLineTo(relay.url)))
  const page = new Writer(await slowLineTo(relay.url), large, new Keys().owner, 'Gus')
  onTestFinished(() => page.leave())
  await ben.call('joinWorkshop', plainLink(await slowLineTo(relay.url), large))
  await when('the page has it', () => page.state.kind === 'online', 20_000, () => JSON.stringify(page.state))
  await whenLit(away)
  for (const { doc } of [page, await openSession(ben, large)]) expect(Y.encodeStateAsUpdate(doc).length).toBeGreaterThan(words.length)
}, 90_000)
