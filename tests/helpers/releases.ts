/** What a test opened is let go of when it is done. */
import { afterEach } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

export type Releases = (() => unknown)[]

/** To be called in a `describe`: whatever is pushed into the list is called after each of its tests, newest first, one after the other. */
export function releasesOfEach(): Releases {
  const releases: Releases = []
  afterEach(async () => {
    for (const release of releases.splice(0).reverse()) await release()
  })
  return releases
}

/** The path of a new folder that vanishes with `releases`. */
export function folderFor(releases: Releases): string {
  const made = temporaryFolder()
  releases.push(() => made.remove())
  return made.path
}
