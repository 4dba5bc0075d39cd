/** What happens to the machines, at random, and how all is made good again. */
import fs from 'node:fs'
import path from 'node:path'
import * as prng from 'lib0/prng'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { RoomProcess } from '../helpers/room-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { pick } from './acts.ts'
import type { Day } from './day.ts'
import { Disk } from './disk.ts'
import { DesktopPage } from './people.ts'
import { linkThrough, type Computer } from './venue.ts'

const mostPages = 3

type Fault = (day: Day, computer: Computer) => void | Promise<void>

const faults: readonly (readonly [number, Fault])[] = [
  [8, toggleEngine],
  [8, async (day) => await toggleRelay(day)],
  [10, badNetwork],
  [10, openPage],
  [5, closePage],
  [5, crashPage],
  [5, cutPower],
  [2, async (day) => await cutAllPower(day)],
  [6, toggleOffline],
  [6, toggleDisk],
  [4, (day) => {
    const { relayDisk } = day.venue
    day.note(relayDisk.isFull ? 'relay disk free' : 'relay disk full')
    if (relayDisk.isFull) relayDisk.free()
    else relayDisk.fill()
  }],
  [5, copyRelay],
  [6, async (day) => {
    const guest = prng.oneOf(day.gen, [...day.venue.guests])
    day.note('guest comes again')
    await guest.comeAgain()
  }],
  [6, toggleRoom],
  [4, comeByLink],
  [4, copyComputer],
  [3, guestCrashes],
  [3, quit],
]

const hourMs = 3_600_000
const wrongClocks = [0, 0, -26 * hourMs, -hourMs, 40 * hourMs]
const clock = path.join(import.meta.dirname, 'clock.ts')

export async function faultOf(day: Day): Promise<void> {
  await day.allowed(() => pick(day.gen, faults)(day, prng.oneOf(day.gen, [...day.venue.computers])))
}

function nameOf(day: Day, computer: Computer): string {
  return `#${day.venue.computers.indexOf(computer)}`
}

async function toggleEngine(day: Day, computer: Computer): Promise<void> {
  if (computer.isDown) await startEngine(day, computer)
  else {
    day.note(`${nameOf(day, computer)} killed`)
    const promises = computer.pages.map((page) => ({ who: `window of ${nameOf(day, computer)}: saved`, words: page.promisedSaved }))
    await computer.engine.kill()
    computer.isDown = true
    day.check(promises, day.readComputer(computer))
  }
}

export async function startEngine(day: Day, computer: Computer): Promise<void> {
  const byMs = prng.oneOf(day.gen, wrongClocks)
  day.note(`${nameOf(day, computer)} started${byMs === 0 ? '' : ` with a clock wrong by ${byMs / hourMs} h`}`)
  Object.assign(process.env, { NODE_OPTIONS: `--import=${clock}`, MINUTA_SOAK_CLOCK: String(byMs) })
  const started = computer.engine.restart()
  delete process.env['NODE_OPTIONS']
  await started
  computer.isDown = false
}

/** With it goes the room: the lights speak of one or the other, and nobody outside an engine can tell which. */
async function toggleRelay(day: Day): Promise<void> {
  const { venue } = day
  if (venue.isRelayDown) {
    // A relay that cannot even open its database on a full disk ends; whoever runs it makes room.
    venue.relayDisk.free()
    day.note('relay started')
    await venue.relay.restart()
    venue.isRelayDown = false
    return
  }
  day.note('relay killed')
  const promises = venue.everybody.map((page) => ({ who: `window of ${day.nameOf(page)}: on the relay`, words: page.promisedOnRelay(day.isSetBack) }))
  await Promise.all([venue.relay.kill(), venue.room?.process.kill()])
  venue.isRelayDown = true
  day.check(promises, day.readRelays())
  await venue.room?.process.restart()
}

function badNetwork(day: Day, computer: Computer): void {
  const { network } = prng.oneOf(day.gen, [computer, ...day.venue.guests])
  pick<() => void>(day.gen, [
    [3, () => network.reset()], [2, () => network.goSilent()], [4, () => network.restore()],
    [2, () => network.slowDown(prng.int32(day.gen, 20, 400))], [2, () => network.slowDown(0)], [1, () => network.narrow(4)], [2, () => network.narrow(Infinity)],
  ])()
}

async function openPage(day: Day, computer: Computer): Promise<void> {
  if (computer.isDown || computer.pages.length >= mostPages) return
  computer.pages.push(await DesktopPage.open(computer.engine, day.venue.id))
}

/** In order: the session lives on until everything is saved. */
function closePage(_day: Day, computer: Computer): void {
  const page = computer.pages.length > 1 ? computer.pages.pop() : undefined
  if (page === undefined) return
  page.close()
  computer.closed.push(page)
}

function crashPage(day: Day, computer: Computer): void {
  if (computer.pages.length > 1) losePage(day, computer, computer.pages.pop())
}

function losePage({ tally }: Day, { engine }: Computer, page: DesktopPage | undefined): void {
  if (page === undefined) return
  // Counted before the window goes: nothing that it still receives may change what was lost.
  tally.doubt(page.unsaved.words)
  for (const character of page.unsaved.characters) tally.ledger.deleted.add(character)
  engine.crashWindow(page.source)
}

/** Also those that were closed and still have something to hand over. */
function loseAllPages(day: Day, computer: Computer): void {
  for (const page of [...computer.pages.splice(0), ...computer.closed.splice(0).filter(({ isGone }) => !isGone)]) losePage(day, computer, page)
}

/** Engine and windows of one computer at once. */
async function cutPower(day: Day, computer: Computer): Promise<void> {
  if (!computer.isDown) await toggleEngine(day, computer)
  day.note(`${nameOf(day, computer)} without power`)
  loseAllPages(day, computer)
  computer.disk.free()
  await startEngine(day, computer)
  await openPage(day, computer)
}

/** Everything goes dark at once; then the disks are read. */
async function cutAllPower(day: Day): Promise<void> {
  const { venue } = day
  day.note('all without power')
  const onRelay = venue.everybody.map((page) => ({ who: 'on the relay', words: page.promisedOnRelay(day.isSetBack) }))
  const onDevices = venue.computers.flatMap((computer) => computer.pages.map((page) => ({ computer, words: page.promisedOnRelay(day.isSetBack), count: Math.min(page.sessions.notes.getStatus().deviceCount, page.sessions.responses.getStatus().deviceCount) })))
  const saved = venue.computers.map((computer) => computer.pages.map((page) => ({ who: 'saved', words: page.promisedSaved })))
  await Promise.all([venue.relay.kill(), venue.room?.process.kill(), ...venue.computers.map(({ engine }) => engine.kill())])
  venue.isRelayDown = true
  for (const computer of venue.computers) computer.isDown = true
  day.check(onRelay, day.readRelays())
  const disks = venue.computers.map((computer) => day.readComputer(computer))
  for (const [index, promises] of saved.entries()) day.check(promises, disks[index] ? disks[index] : [])
  for (const { computer, words, count } of onDevices) day.checkDevices(words, count, disks.filter((_, index) => venue.computers[index] !== computer))
  venue.relayDisk.free()
  await venue.relay.restart()
  venue.isRelayDown = false
  await venue.room?.process.restart()
  for (const computer of venue.computers) await startEngine(day, computer)
}

async function toggleOffline(day: Day, computer: Computer): Promise<void> {
  const [page] = computer.pages
  if (computer.isDown || page === undefined || computer.disk.isFull) return
  computer.isOffline = !computer.isOffline
  day.note(`${nameOf(day, computer)} ${computer.isOffline ? 'offline' : 'online'}`)
  await page.source.call('setWorkOffline', computer.isOffline)
}

function toggleDisk(day: Day, computer: Computer): void {
  day.note(`${nameOf(day, computer)} disk ${computer.disk.isFull ? 'free' : 'full'}`)
  if (computer.disk.isFull) computer.disk.free()
  else computer.disk.fill()
}

/** Whoever runs the relay copies its folder while it is down, or puts the copy in its place. */
async function copyRelay(day: Day): Promise<void> {
  const { venue } = day
  const wasDown = venue.isRelayDown
  if (!wasDown) await toggleRelay(day)
  venue.relayDisk.free()
  if (venue.olderCopy === null || prng.bool(day.gen)) {
    day.note('relay copied')
    venue.olderCopy ??= temporaryFolder().path
    fs.cpSync(venue.relayDisk.path, venue.olderCopy, { recursive: true })
  } else {
    day.note('relay set back')
    // What nobody but the relay holds is gone: guests who are away hold theirs.
    day.doubtWhatIsNotIn(day.givers)
    day.isSetBack = true
    fs.rmSync(venue.relayDisk.path, { recursive: true })
    fs.cpSync(venue.olderCopy, venue.relayDisk.path, { recursive: true })
  }
  if (!wasDown) await toggleRelay(day)
}

/** Somebody copies the profile of a computer that is switched off, or puts the copy in its place. */
async function copyComputer(day: Day, computer: Computer): Promise<void> {
  const { venue } = day
  if (!computer.isDown) await toggleEngine(day, computer)
  computer.disk.free()
  const copy = venue.olderProfiles.get(computer)
  if (copy === undefined) {
    day.note(`${nameOf(day, computer)} copied`)
    const folder = temporaryFolder().path
    fs.cpSync(computer.disk.path, folder, { recursive: true })
    venue.olderProfiles.set(computer, folder)
  } else {
    day.note(`${nameOf(day, computer)} set back`)
    loseAllPages(day, computer)
    day.doubtWhatIsNotIn(day.isSetBack ? day.givers : venue.everybody.map(({ docs }) => docs))
    fs.rmSync(computer.disk.path, { recursive: true })
    fs.cpSync(copy, computer.disk.path, { recursive: true })
  }
  await startEngine(day, computer)
  await openPage(day, computer)
}

/** A tab is closed for good and somebody scans the code anew. What was on the relay stays. */
async function guestCrashes(day: Day): Promise<void> {
  const guest = prng.oneOf(day.gen, [...day.venue.guests])
  if (day.venue.isRelayDown) return
  day.note('guest crashes')
  const promised = new Set(guest.promisedOnRelay(true).responses)
  day.tally.doubt({ notes: [], responses: guest.typed.responses.filter((word) => !promised.has(word)) })
  await guest.startAnew(await FaultyNetwork.to(day.venue.relay.url))
}

/** The app is quit in order, and started again. */
async function quit(day: Day, computer: Computer): Promise<void> {
  if (computer.isDown) return
  day.note(`${nameOf(day, computer)} quits`)
  const promises = computer.pages.map((page) => ({ who: `window of ${nameOf(day, computer)}: saved`, words: page.promisedSaved }))
  await computer.engine.stop()
  day.check(promises, day.readComputer(computer))
  await startEngine(day, computer)
}

/** A computer whose facilitator opens the room, or closes it again. */
async function toggleRoom(day: Day, computer: Computer): Promise<void> {
  const { venue } = day
  if (venue.room !== null) {
    if (!venue.room.host.isDown && !venue.room.host.disk.isFull) await closeRoom(day)
    return
  }
  const [page] = computer.pages
  if (!computer.mayHost || computer.isDown || computer.disk.isFull || page === undefined) return
  day.note(`${nameOf(day, computer)} opens the room`)
  const folder = new Disk()
  fs.mkdirSync(folder.path)
  const process = await RoomProcess.start(folder.path)
  process.admit(venue.id, await page.source.call('signRelay', venue.id, process.pin))
  await page.source.call('setRelay', venue.id, process.address, plainRelay(computer.network.url))
  venue.room = { process, host: computer, folder, link: linkThrough(computer.link, process.address) }
}

export async function closeRoom(day: Day): Promise<void> {
  const { room, id } = day.venue
  const [page] = room?.host.pages ?? []
  if (room === null || page === undefined) return
  day.note('the room closes')
  await page.source.call('setRelay', id, plainRelay(room.host.network.url))
  await room.process.kill()
  room.folder.remove()
  day.venue.room = null
}

/** Somebody opens the link of the room, or that of the relay. */
async function comeByLink(day: Day, computer: Computer): Promise<void> {
  const { venue } = day
  const [page] = computer.pages
  if (computer.isDown || computer.disk.isFull || computer === venue.room?.host || page === undefined) return
  const isToRoom = venue.room !== null && prng.bool(day.gen)
  day.note(`${nameOf(day, computer)} comes by the link of the ${isToRoom ? 'room' : 'relay'}`)
  const link = venue.room !== null && isToRoom ? linkThrough(computer.link, venue.room.process.address) : computer.link
  await page.source.call('joinWorkshop', link)
}

