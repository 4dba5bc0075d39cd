/** A room that guests come to: a relay that asks for invites, with the sample workshop on it, somebody who writes, and the guests' telephones. */
import fs from 'node:fs'
import path from 'node:path'
import { test } from '@playwright/test'
import type { Browser } from 'playwright-core'
import { lanName, openBrowser, openGuest, type Guest } from './guest-browser.ts'
import { Keys, Writer } from './guest-workshop.ts'
import { RelayProcess } from './relay-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const sample = path.join(import.meta.dirname, '..', '..', 'shared', 'samples', 'founding-meeting.record.json')

type Begun = { readonly folder: ReturnType<typeof temporaryFolder>; readonly relay: RelayProcess; readonly keys: Keys; readonly writer: Writer }

export class GuestRoom {
  #browser: Browser | null = null
  #begun: Begun | null = null
  #guests: Guest[] = []

  get relay(): RelayProcess {
    return this.#now.relay
  }

  get keys(): Keys {
    return this.#now.keys
  }

  get writer(): Writer {
    return this.#now.writer
  }

  /** Somebody with a browser profile of their own. */
  async openGuest(options?: Parameters<typeof openGuest>[1]): Promise<Guest> {
    if (this.#browser === null) throw new Error('there is no browser before the first test')
    const opened = await openGuest(this.#browser, options)
    this.#guests.push(opened)
    return opened
  }

  async openBrowser(): Promise<void> {
    this.#browser = await openBrowser()
  }

  async closeBrowser(): Promise<void> {
    await this.#browser?.close()
  }

  async begin(): Promise<void> {
    const folder = temporaryFolder()
    const relay = await RelayProcess.start(folder.path, ['--access', 'invite', '--public-host', lanName])
    const keys = new Keys()
    const writer = new Writer(relay.url, keys.workshop, keys.owner, 'Ana Lúcia')
    this.#begun = { folder, relay, keys, writer }
    await writer.begin(JSON.parse(fs.readFileSync(sample, 'utf8')))
  }

  async end(): Promise<void> {
    for (const { context } of this.#guests) await context.close()
    this.#guests = []
    this.writer.leave()
    await this.relay.stop()
    this.#now.folder.remove()
  }

  get #now(): Begun {
    if (this.#begun === null) throw new Error('the room is there during a test only')
    return this.#begun
  }
}

/** The room of a file of tests: one browser for all of them, and everything else anew for each. */
export function guestRoom(): GuestRoom {
  const room = new GuestRoom()
  test.beforeAll(() => room.openBrowser())
  test.afterAll(() => room.closeBrowser())
  test.beforeEach(() => room.begin())
  test.afterEach(() => room.end())
  return room
}
