/** Our relay as it is delivered and run: one bundle, without the types that Node would have to remove and keep in memory. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** The bundle in the checkout `relayFolder`, where `buildRelay` leaves it. */
export function bundledRelay(relayFolder: string): string {
  return path.join(relayFolder, 'dist/relay/index.js')
}

/** Bundles the relay of that checkout as it stands now. */
export function buildRelay(relayFolder: string): void {
  const { status, error, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', 'relay'], { cwd: relayFolder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the relay in ${relayFolder} could not be bundled: ${error?.message ?? stderr.trim()}`)
}
