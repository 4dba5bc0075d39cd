/**
 * Tests with people in real windows: what a test that fails leaves behind to look at, and what is put away behind every one, in its order.
 * Who comes first in the parameters goes last: `{ folder, relay, arrive }`.
 */
import path from 'node:path'
import { test as base } from '@playwright/test'
import { Person } from './person.ts'
import { picturesOfFailure } from './pictures.ts'
import { RelayProcess } from './relay-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

type End = () => void | Promise<void>

export type Scene = {
  /** A folder that vanishes with the test. */
  readonly folder: { readonly path: string }
  /** A relay that asks nobody, with its data in `folder`. */
  readonly relay: RelayProcess
  /** Starts the app for somebody who never used it; they leave when the test is over, unless they have left before. */
  readonly arrive: (name: string, organisation?: string) => Promise<Person>
  /** Does `end` when the test is over, before anybody leaves; the last one first. */
  readonly after: (end: End) => void
}

export const test = base.extend<Scene & { readonly ends: End[] }>({
  // oxlint-disable-next-line no-empty-pattern -- the runner reads from the parameters what a fixture needs
  folder: async ({}, use) => {
    const folder = temporaryFolder()
    await use(folder)
    folder.remove()
  },
  relay: async ({ folder }, use) => {
    const relay = await RelayProcess.start(path.join(folder.path, 'relay'))
    await use(relay)
    await relay.stop()
  },
  // oxlint-disable-next-line no-empty-pattern -- the runner reads from the parameters what a fixture needs
  ends: async ({}, use) => use([]),
  after: async ({ ends }, use) => use((end) => void ends.push(end)),
  arrive: async ({ ends }, use, info) => {
    const everybody: Person[] = []
    await use(async (name, organisation = '') => {
      const person = await Person.arrive(name, organisation)
      everybody.push(person)
      return person
    })
    const isFailed = info.status !== info.expectedStatus
    if (isFailed) await picturesOfFailure(everybody)
    for (const end of ends.toReversed()) await end()
    // An app in the midst of something may ask before it quits, and wait for an answer.
    await Promise.all(everybody.map((person) => (isFailed ? person.crash() : person.leave())))
  },
})
