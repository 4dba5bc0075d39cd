/** The machines of a workshop day: three computers and their disks, a relay that asks who comes, two telephones, a network between each of them and the relay, and a room that one of the computers opens. */
import fs from 'node:fs'
import path from 'node:path'
import * as Y from 'yjs'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { joinLink, parseJoinLink, type RelayAddress } from '../../shared/protocol/join-link.ts'
import { linkingFragment } from '../../shared/document/roots.ts'
import { recordFormat } from '../../shared/document/record/record-schema.ts'
import type { DesktopSource } from '../../renderer/document/desktop-source.ts'
import { EngineProcess } from '../helpers/engine-process.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import type { RoomProcess } from '../helpers/room-process.ts'
import { when } from '../helpers/when.ts'
import { Disk } from './disk.ts'
import { DesktopPage, GuestPage } from './people.ts'
import { tokenPart } from './tally.ts'

const dayMs = 86_400_000
const roles = ['facilitator', 'rapporteur'] as const

export type Computer = {
  readonly disk: Disk
  readonly engine: EngineProcess
  readonly network: FaultyNetwork
  readonly pages: DesktopPage[]
  /** Pages that were closed and live on until everything is saved. */
  readonly closed: DesktopPage[]
  /** The way in, by this computer's own network. */
  readonly link: string
  /** Whether it holds a key that vouches for a room. */
  readonly mayHost: boolean
  isDown: boolean
  isOffline: boolean
}

export type OpenRoom = { readonly process: RoomProcess; readonly host: Computer; readonly folder: Disk; readonly link: string }

export class Venue {
  readonly id: WorkshopId
  readonly relay: RelayProcess
  readonly relayDisk: Disk
  readonly computers: readonly Computer[]
  readonly guests: readonly GuestPage[]
  isRelayDown = false
  room: OpenRoom | null = null
  /** An older copy of the relay's folder, and where it lies. */
  olderCopy: string | null = null
  /** The same, of computers. */
  readonly olderProfiles = new Map<Computer, string>()

  private constructor(id: WorkshopId, relay: RelayProcess, relayDisk: Disk, computers: readonly Computer[], guests: readonly GuestPage[]) {
    this.id = id
    this.relay = relay
    this.relayDisk = relayDisk
    this.computers = computers
    this.guests = guests
  }

  static async open(): Promise<Venue> {
    const [relayDisk, ...disks] = Array.from({ length: 2 + roles.length }, () => new Disk())
    if (relayDisk === undefined) throw new Error('no disk')
    for (const disk of [relayDisk, ...disks]) fs.mkdirSync(disk.path)
    const relay = await RelayProcess.start(relayDisk.path, ['--access', 'invite'])
    const machines = await Promise.all(disks.map(async (disk) => ({ disk, engine: await EngineProcess.start(disk.path), network: await FaultyNetwork.to(relay.url) })))
    const [first, ...others] = machines
    if (first === undefined) throw new Error('no computer')
    const window = first.engine.openWindow()
    const id = await begin(window, plainRelay(first.network.url))
    const linkFor = async (role: 'facilitator' | 'rapporteur' | 'participant'): Promise<string> => {
      const { link } = await window.call('createInvite', id, { role, label: role, expiresAt: Date.now() + dayMs })
      if (link === null) throw new Error('no link')
      return link
    }
    const computers: Computer[] = [{ ...first, pages: [await DesktopPage.open(first.engine, id)], closed: [], link: throughNetwork(await linkFor('facilitator'), first.network), mayHost: true, isDown: false, isOffline: false }]
    for (const [index, machine] of others.entries()) {
      const role = roles[index] ?? 'rapporteur'
      const link = throughNetwork(await linkFor(role), machine.network)
      await machine.engine.openWindow().call('joinWorkshop', link)
      computers.push({ ...machine, pages: [await DesktopPage.open(machine.engine, id)], closed: [], link, mayHost: role === 'facilitator', isDown: false, isOffline: false })
    }
    const guests: GuestPage[] = []
    for (let guest = 0; guest < 2; guest += 1) {
      const { token } = await window.call('createInvite', id, { role: 'participant', label: 'Guests', expiresAt: Date.now() + dayMs })
      guests.push(await GuestPage.arrive(await FaultyNetwork.to(relay.url), id, token ?? ''))
    }
    return new Venue(id, relay, relayDisk, computers, guests)
  }

  get pages(): DesktopPage[] {
    return this.computers.flatMap(({ pages }) => pages)
  }

  get everybody(): (DesktopPage | GuestPage)[] {
    return [...this.pages, ...this.guests]
  }

  get relayDatabase(): string {
    return path.join(this.relayDisk.path, 'relay.sqlite')
  }

  databaseOf({ disk }: Computer): string {
    return path.join(disk.path, 'workshops.sqlite')
  }

  async close(): Promise<void> {
    for (const guest of this.guests) guest.leave()
    await this.room?.process.kill()
    for (const { engine } of this.computers) await engine.kill()
    await this.relay.kill()
    for (const { network } of [...this.computers, ...this.guests]) await network.close()
    for (const { disk } of this.computers) disk.remove()
    this.room?.folder.remove()
    this.relayDisk.remove()
    for (const copy of [this.olderCopy, ...this.olderProfiles.values()]) if (copy !== null) fs.rmSync(copy, { recursive: true, force: true })
  }
}

/** The link to the same workshop, by another way. */
export function linkThrough(link: string, relay: RelayAddress): string {
  const target = parseJoinLink(link)
  if (target === null) throw new Error('no link')
  return joinLink({ ...target, relay })
}

function throughNetwork(link: string, network: FaultyNetwork): string {
  return linkThrough(link, plainRelay(network.url))
}

async function begin(window: DesktopSource, relay: RelayAddress): Promise<WorkshopId> {
  const id = await window.call('createWorkshop', {
    format: recordFormat, version: 1, workshop: { title: 'A day' },
    programme: [{ kind: 'welcome', title: 'Welcome', boards: [{ content: [''] }] }, { kind: 'debate', title: 'Debate', boards: [{ content: ['Once upon a time'] }] }],
  })
  const session = window.openSession(id)
  await session.whenLoaded
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText()])
  linkingFragment(session.doc, tokenPart).insert(0, [paragraph])
  await window.call('setRelay', id, relay)
  await when('the workshop is on the relay', () => session.getStatus().isOnRelay)
  session.close()
  return id
}
