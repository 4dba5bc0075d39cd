/** The end of a day: everything is switched on again and left alone until nothing is on its way; then all is compared. */
import fs from 'node:fs'
import * as Y from 'yjs'
import { rootsOf } from '../../shared/document/roots.ts'
import { readVersions } from '../../shared/document/versions/versions.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { isAllIn } from '../../shared/link/holds-all.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { documentKinds } from '../../shared/model/roles.ts'
import { decodeFrozen } from '../../shared/versions/frozen-version.ts'
import { hasPending } from '../../shared/storage/integrate.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { plainRelay } from '../helpers/plain-relay.ts'
import { lostCharacters } from '../helpers/random-edits.ts'
import { when } from '../helpers/when.ts'
import type { Day } from './day.ts'
import { closeRoom, startEngine } from './faults.ts'
import { DesktopPage, GuestPage } from './people.ts'
import type { Documents } from './read-disk.ts'
import type { Venue } from './venue.ts'

const patienceMs = 60_000
/** Open files of an engine that serves one workshop. */
const mostHandles = 80

export async function settle(day: Day): Promise<void> {
  const { venue } = day
  venue.relayDisk.free()
  for (const { network } of [...venue.computers, ...venue.guests]) {
    network.restore()
    network.slowDown(0)
    network.narrow(Infinity)
    network.reset()
  }
  if (venue.isRelayDown) await venue.relay.restart()
  venue.isRelayDown = false
  for (const computer of venue.computers) {
    computer.disk.free()
    if (computer.isDown) await startEngine(day, computer)
    if (computer.pages.length === 0) computer.pages.push(await DesktopPage.open(computer.engine, venue.id))
    const [page] = computer.pages
    // Storage that could not be opened is tried again in a moment.
    if (page !== undefined) await when('storage is back', () => page.sessions.notes.getStatus().failure === null && page.sessions.notes.getStatus().storageProblem === null, patienceMs, () => describe(day, page))
    await page?.source.call('setWorkOffline', false)
    computer.isOffline = false
  }
  await closeRoom(day)
  for (const { pages, network } of venue.computers) await pages[0]?.source.call('setRelay', venue.id, plainRelay(network.url))
  // Who left in order hands over what they had written, and finishes what they had begun.
  const left = venue.computers.flatMap(({ closed }) => closed)
  await when('windows that were closed are gone', () => left.every(({ isGone }) => isGone), patienceMs, () => day.events.join(', '))
  await becomeQuiet(day, venue.pages)
  await comeAnewWhereLost(day)
  await becomeQuiet(day, venue.everybody)
}

/** Notes that a relay lost when it was set back, and that no computer has any more, stay in a browser that has them: it may not hand them over (docs/CAVEATS.md). */
async function comeAnewWhereLost(day: Day): Promise<void> {
  const { venue, firstPage } = day
  for (const guest of day.isSetBack ? venue.guests : []) {
    if (isAllIn(Y.encodeStateAsUpdate(guest.docs.notes), firstPage.docs.notes)) continue
    await when('a browser has handed over its answers', () => guest.sessions.responses.getStatus().isOnRelay, patienceMs, () => describe(day, guest))
    day.note('guest has what nobody else has, and comes anew')
    await guest.startAnew(await FaultyNetwork.to(venue.relay.url))
  }
}

/** Waits until nothing is on its way to `people`. What an engine has for its windows is there behind its next answer: then all is as it was before, or it is looked at once more. */
async function becomeQuiet(day: Day, people: Venue['everybody']): Promise<void> {
  const { venue } = day
  const tell = (): string => [findUnrest(day, people), ...venue.everybody.map((page) => `${page.constructor.name} ${documentKinds.map((kind) => `${JSON.stringify(page.sessions[kind].getStatus())} ${seen(page.docs[kind])}`).join(' ')}`), day.events.join(', ')].join('\n')
  const deadline = performance.now() + patienceMs
  for (let before = ''; performance.now() < deadline;) {
    await when('nothing is on its way', () => findUnrest(day, people) === null, patienceMs, tell)
    const now = documentKinds.map((kind) => seen(day.firstPage.docs[kind])).join(' ')
    if (now === before) return
    before = now
    await Promise.all(venue.pages.map(({ source }) => source.call('getSettings')))
  }
  throw new Error(`it never becomes quiet: ${tell()}`)
}

/** What is still to come; null when nothing is. */
function findUnrest({ venue }: Day, people: Venue['everybody']): string | null {
  if (venue.pages.some(({ actCount }) => actCount > 0)) return 'something was begun and is not done'
  const all = venue.computers.length - 1
  for (const kind of documentKinds) {
    const isLit = people.every((page) => {
      const { isSavedHere, isOnRelay, deviceCount } = page.sessions[kind].getStatus()
      return isOnRelay && (page instanceof GuestPage || (isSavedHere && deviceCount >= all))
    })
    if (!isLit) return `a light of the ${kind} is out`
    if (new Set(people.map(({ docs }) => seen(docs[kind]))).size > 1) return `not all have the same ${kind}`
  }
  return null
}

function describe(day: Day, { sessions }: Day['venue']['everybody'][number]): string {
  return `${documentKinds.map((kind) => JSON.stringify(sessions[kind].getStatus())).join(' ')} after ${day.events.join(', ')}`
}

/** What is wrong in the end; nothing on a good day. */
export async function problemsOf(day: Day): Promise<string[]> {
  const { venue, tally, problems } = day
  const found = [...problems]
  const [first] = venue.pages
  if (first === undefined) throw new Error('nobody is left')
  const shown = readWorkshop(first.docs.notes, first.docs.responses)
  const had = { notes: seen(first.docs.notes), responses: seen(first.docs.responses) }
  found.push(...tally.problems(first.docs), ...(day.isRewriting ? [] : lostCharacters(first.docs.notes, tally.ledger).map((character) => `lost ${character}`)))
  found.push(...doubledIds(shown))
  found.push(...(await contentProblems(day)), ...(await searchProblems(day)), ...logProblems(day), ...handleProblems(day))
  const disks = await killAndReadDisks(day)
  for (const [who, documents] of [...venue.everybody.map((page, index) => [`page ${index}`, page.docs] as const), ...disks]) {
    if (documentKinds.some((kind) => hasPending(documents[kind]))) found.push(`${who}: something is pending`)
    for (const kind of documentKinds) if (seen(documents[kind]) !== had[kind]) found.push(`${who}: other ${kind} than before`)
    found.push(...differences(JSON.stringify(shown), JSON.stringify(readWorkshop(documents.notes, documents.responses))).map((place) => `${who}: reads otherwise, ${place}`))
  }
  return found
}

/** Where two texts begin to differ; nothing where they do not. */
function differences(one: string, other: string): string[] {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  if (at === one.length && at === other.length) return []
  const place = Math.max(0, at - 60)
  return [`${one.slice(place, at + 60)} ≠ ${other.slice(place, at + 60)}`]
}

function doubledIds({ items, boards, people, outcomes }: Workshop): string[] {
  const lists: readonly (readonly string[])[] = [items.map(({ id }) => id), boards.map(({ id }) => id), people.map(({ id }) => id), outcomes.map(({ id }) => id), outcomes.map(({ label }) => label)]
  return lists.flatMap((list) => list.filter((id, index) => list.indexOf(id) !== index).map((id) => `twice: ${id}`))
}

/**
 * Pictures and frozen versions that the notes speak of come to every computer, and nothing else is said to be on its way. What was named in a window
 * that crashed is named nowhere, and bytes that went down with a relay and a computer that were set back are nowhere.
 */
async function contentProblems({ venue, ...made }: Day): Promise<string[]> {
  const pages = venue.computers.flatMap(({ pages: [page] }) => page ?? [])
  const notes = pages[0]?.docs.notes ?? new Y.Doc()
  const blobs = [...rootsOf(notes).blobs.keys()] as BlobId[]
  const having = async (): Promise<boolean[][]> => await Promise.all(blobs.map((blob) => Promise.all(pages.map(({ source }) => source.call('hasBlob', blob)))))
  let found: string[] = []
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline;) {
    const table = await having()
    const nowhere = table.filter((row) => !row.includes(true)).length
    found = table.flatMap((row, index) => (row.includes(true) && row.includes(false) ? [`${blobs[index] ?? ''} is only here: ${row.join(' ')}`] : []))
    found.push(...pages.flatMap(({ sessions: { notes: session } }) => (session.getStatus().pendingBlobs === nowhere ? [] : [`${session.getStatus().pendingBlobs} pictures on their way, ${nowhere} are nowhere`])))
    if (found.length === 0) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const frozen = made.frozen.filter(({ fingerprint }) => readVersions(notes).some((version) => version.fingerprint === fingerprint))
  for (const { blob, fingerprint } of frozen) {
    const bytes = await pages[0]?.source.call('readBlob', blob)
    if (bytes != null && !decodeFrozen(bytes, fingerprint).ok) found.push('a version is not what was frozen')
  }
  return found
}

const queries = ['welcome', 'debate', 'ana', 'once upon', 'from a file', 'aye']

/** What is found on one computer is found on the others. */
async function searchProblems({ venue }: Day): Promise<string[]> {
  const answers: string[] = []
  for (const { pages: [page] } of venue.computers) if (page !== undefined) answers.push(await whatIsFound(page))
  return new Set(answers).size === 1 && answers[0] !== '' ? [] : [`search differs: ${answers.join('\n')}`]
}

/** '' when the index does not become complete. */
async function whatIsFound({ source }: DesktopPage): Promise<string> {
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline;) {
    const results = await Promise.all(queries.map((query) => source.call('search', query, 100)))
    if (results.every(({ isComplete }) => isComplete)) return JSON.stringify(results.map(({ hits }) => hits.map(({ kind, id }) => `${kind} ${id}`).sort()))
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return ''
}

function logProblems({ venue }: Day): string[] {
  const lines = [...venue.computers.flatMap(({ engine }) => engine.log), ...venue.relay.log]
  return lines.filter((line) => /\n\s+at |^\s+at |TypeError|RangeError|ReferenceError|[Uu]nhandled|"error":"(?!StorageError)/u.test(line)).map((line) => `log: ${line}`)
}

function handleProblems({ venue }: Day): string[] {
  return venue.computers.map(({ engine }) => fs.readdirSync(`/proc/${engine.pid}/fd`).length).filter((count) => count > mostHandles).map((count) => `${count} open files`)
}

async function killAndReadDisks(day: Day): Promise<(readonly [string, Documents])[]> {
  const { venue } = day
  await Promise.all([venue.relay.kill(), ...venue.computers.map(({ engine }) => engine.kill())])
  return [
    ...day.readRelays().map((documents) => ['relay', documents] as const),
    ...venue.computers.flatMap((computer, index) => day.readComputer(computer).map((documents) => [`disk of #${index}`, documents] as const)),
  ]
}

/** All that a document has seen, also what of it is deleted: equal on two replicas that have nothing to say to each other. */
function seen(doc: Y.Doc): string {
  const clients = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)
  const deleted = Y.createDeleteSetFromStructStore(doc.store).clients
  return JSON.stringify(clients.map(([client, clock]) => [client, clock, (deleted.get(client) ?? []).map(({ clock: from, len }) => [from, len])]))
}
