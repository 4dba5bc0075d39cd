/** A workshop day: seeded people at work while machines fail, and in the end everything is made good and looked at. */
import fs from 'node:fs'
import path from 'node:path'
import * as prng from 'lib0/prng'
import * as Y from 'yjs'
import { EngineError } from '../../renderer/document/source.ts'
import { documentKinds } from '../../shared/model/roles.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { FrozenVersion } from '../../shared/model/versions.ts'
import { wordsOf } from '../helpers/random-edits.ts'
import { when } from '../helpers/when.ts'
import { act } from './acts.ts'
import { faultOf } from './faults.ts'
import type { DesktopPage } from './people.ts'
import { readDisk, type Documents } from './read-disk.ts'
import { missing, noWords, Tally, type Words } from './tally.ts'
import { Venue, type Computer } from './venue.ts'

type Promised = { readonly who: string; readonly words: Words }

export class Day {
  readonly gen: prng.PRNG
  readonly venue: Venue
  readonly tally = new Tally()
  readonly blobs: BlobId[] = []
  readonly frozen: FrozenVersion[] = []
  /** What was done to the machines, for whoever reads a failure. */
  readonly events: string[] = []
  readonly problems: string[] = []
  /** Whether the relay has lost what it had confirmed. */
  isSetBack = false
  /** Whether people rewrite blocks on this day. */
  readonly isRewriting: boolean
  #now = 1

  constructor(seed: number, venue: Venue) {
    this.gen = prng.create(seed)
    this.isRewriting = seed % 2 === 0
    this.venue = venue
  }

  get firstPage(): DesktopPage {
    const [page] = this.venue.pages
    if (page === undefined) throw new Error('nobody is there')
    return page
  }

  now(): number {
    return this.#now++
  }

  note(event: string): void {
    this.events.push(event)
  }

  /** Does what a computer may refuse for what has happened to it; that is noted and nobody's fault. */
  async allowed(work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof EngineError) || error.failure.kind === 'bug') throw error
      this.note(`(${error.message})`)
    }
  }

  nameOf(page: Venue['everybody'][number]): string {
    const at = this.venue.computers.findIndex(({ pages }) => (pages as unknown[]).includes(page))
    return at < 0 ? 'guest' : `#${at}`
  }

  /** Who somebody is, and when. */
  origin(page: Venue['everybody'][number]): string {
    return `${this.nameOf(page)} after event ${this.events.length} ${this.events.at(-1) ?? ''}`
  }

  async step(): Promise<void> {
    const kind = prng.int32(this.gen, 0, 99)
    if (kind < 62) act(this, prng.oneOf(this.gen, this.venue.everybody))
    else if (kind < 82) await this.#breathe()
    else await faultOf(this)
  }

  /** Lets messages pass; now and then until a window has everything acknowledged. */
  async #breathe(): Promise<void> {
    const page = prng.oneOf(this.gen, this.venue.pages)
    const computer = this.venue.computers.find(({ pages }) => pages.includes(page))
    if (computer === undefined || computer.isDown || computer.disk.isFull || prng.bool(this.gen)) {
      await new Promise((resolve) => setTimeout(resolve, prng.int32(this.gen, 0, 60)))
    } else await when('everything is saved here', () => documentKinds.every((kind) => page.sessions[kind].getStatus().isSavedHere), 30_000, () => this.#statusOf(page))
  }

  #statusOf({ sessions }: { readonly sessions: Venue['pages'][number]['sessions'] }): string {
    return `${documentKinds.map((kind) => JSON.stringify(sessions[kind].getStatus())).join(' ')} ${this.events.slice(-40).join(', ')}`
  }

  readComputer(computer: Computer): Documents[] {
    return [readDisk(this.venue.databaseOf(computer), this.venue.id)]
  }

  readRelays(): Documents[] {
    const { room, id, relayDatabase } = this.venue
    const files = [relayDatabase, ...(room === null ? [] : [path.join(room.folder.path, 'relay.sqlite')])]
    return files.filter((file) => fs.existsSync(file)).map((file) => readDisk(file, id))
  }

  /** What was promised of a disk has to be on one of these; not what somebody took out again since, for everybody. */
  check(promised: readonly Promised[], disks: readonly Documents[]): void {
    for (const { who, words } of promised) {
      const lacking = disks.map((disk) => missing(this.tally.certainOf(words), disk))
      if (lacking.every(({ length }) => length > 0)) this.#complain(`${who}, and it is not: ${lacking.map((list) => list.map((word) => `${word} (${this.tally.origins.get(word) ?? ''})`).join(', ')).join(' | ')}`)
    }
  }

  checkDevices(words: Words, count: number, disks: readonly (readonly Documents[])[]): void {
    const certain = this.tally.certainOf(words)
    const having = disks.filter(([disk]) => disk !== undefined && missing(certain, disk).length === 0).length
    if (having < count) this.#complain(`on ${count} devices, and only ${having} have it`)
  }

  /** What they would hand over to a relay that lacks it: browsers read the notes and give nobody any. */
  get givers(): Documents[] {
    return this.venue.everybody.map(({ docs }, index) => (index < this.venue.pages.length ? docs : { ...docs, notes: new Y.Doc() }))
  }

  /** What nobody of `present` has may be gone. */
  doubtWhatIsNotIn(present: readonly Documents[]): void {
    const words = noWords()
    for (const kind of documentKinds) {
      const all: Words = { ...noWords(), [kind]: [...this.tally.certain[kind]] }
      const lacking = present.map((documents) => new Set(missing(all, documents)))
      words[kind] = all[kind].filter((word) => lacking.every((list) => list.has(word)))
    }
    this.tally.doubt(words)
    const characters = new Set(present.map(({ notes }) => wordsOf(notes)).join(''))
    for (const character of this.tally.ledger.typed.keys()) if (!characters.has(character)) this.tally.ledger.deleted.add(character)
  }

  #complain(problem: string): void {
    this.problems.push(`${problem}\n  after ${this.events.slice(-30).join(', ')}`)
  }
}

