/** Fetches the peers into a cache folder outside the repository, once per set of versions. */
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { peerPackages, type PeerPackage } from './peer-packages.ts'

const installLimitMs = 300_000

/** The peers could not be fetched; `message` is for the person at the terminal. */
export class PeersMissing extends Error {}

/** Folder into which `name` is, or will be, installed; another version is another folder. */
export function peerFolder(cacheFolder: string, name: PeerPackage): string {
  const version = crypto.createHash('sha256').update(manifestOf(name)).digest('hex').slice(0, 12)
  return path.join(cacheFolder, `peer-${name}-${version}`)
}

/** Installs `name` unless it is there. Throws PeersMissing when npm cannot. */
export function installPeer(cacheFolder: string, name: PeerPackage): void {
  const folder = peerFolder(cacheFolder, name)
  if (fs.existsSync(folder)) return
  fs.mkdirSync(cacheFolder, { recursive: true })
  // Renamed when it is whole: a broken-off installation is never taken for one.
  const draft = fs.mkdtempSync(`${folder}-draft-`)
  fs.writeFileSync(path.join(draft, 'package.json'), manifestOf(name))
  const { status, error, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1', '--fetch-timeout=30000'], { cwd: draft, encoding: 'utf8', timeout: installLimitMs })
  if (status === 0) {
    fs.renameSync(draft, folder)
    return
  }
  fs.rmSync(draft, { recursive: true, force: true })
  const cause = error?.message ?? stderr.replaceAll(/^npm error /gmu, '').trim().split('\n').slice(0, 3).join(', ')
  throw new PeersMissing(`${name} could not be installed for the comparison (${cause}). It comes from the npm registry, so this machine must reach one once; `
    + 'without it only our relay and the limits can be measured: add --peers minuta,limits.')
}

function manifestOf(name: PeerPackage): string {
  return JSON.stringify({ private: true, type: 'module', ...peerPackages[name] })
}
