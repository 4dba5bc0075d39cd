// What a fresh machine needs before anything of Minuta can run: node modules, system packages, a build. Imports nothing
// outside Node itself, because it runs before they are installed; everything here works on Node 20.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

/** A failure with a sentence for whoever runs the script; shown without a stack. */
export class SetupError extends Error {}

/** Runs `main`; a SetupError becomes its sentence and exit code 1, anything else is a bug and keeps its stack. */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}

/** The Node that runs our tools and, on an old Electron, the engine: the one in node_modules, else the current one. */
export function nodePath() {
  const own = path.join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  return process.platform !== 'win32' && fs.existsSync(own) ? own : process.execPath
}

/** Installs node modules when one is missing or of another version than package-lock.json says. */
export function ensureInstalled() {
  const difference = staleModule()
  if (difference === null) return
  const modules = path.join(root, 'node_modules')
  if (fs.existsSync(modules) && fs.lstatSync(modules).isSymbolicLink()) {
    throw new SetupError(`node_modules is a link to ${fs.realpathSync(modules)} and out of date (${difference}). Run "npm install --no-save" there.`)
  }
  console.log(`Installing node modules (${difference}); this takes about a minute the first time.`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Not `npm ci`: it refuses a lock file that lacks a binary package of some other platform, as it does when the registry that
  // wrote it had none. Like `npm ci` this takes the locked versions, checks their integrity, and leaves the lock file as it is.
  const { status } = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) throw new SetupError('"npm install" failed; its own message stands above. Minuta needs access to an npm registry once.')
}

/** What differs between package-lock.json and what npm installed, or null. Optional packages belong to other platforms. */
function staleModule() {
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const stateFile = path.join(root, 'node_modules', '.package-lock.json')
  if (!fs.existsSync(stateFile)) return 'none are installed yet'
  const installed = JSON.parse(fs.readFileSync(stateFile, 'utf8')).packages
  for (const [name, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (name === '' || optional || devOptional) continue
    if (installed[name]?.version !== version) return `${name.replace('node_modules/', '')} ${version} is missing`
  }
  return null
}

/**
 * Checks the system packages of Debian and its relatives; as root installs what is missing, else says the exact line.
 * @param {'run' | 'test' | 'export' | 'all'} purpose
 */
export function ensureSystemPackages(purpose) {
  if (process.platform !== 'linux' || spawnSync('dpkg-query', ['--version'], { stdio: 'ignore' }).status !== 0) return
  const { status } = spawnSync('bash', [path.join(root, 'scripts', 'setup-system.sh'), purpose], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new SetupError('System packages are missing; the lines above say which and how to install them.')
}

const stampFile = path.join(root, 'dist', '.built-from')
const sourceFolders = ['main', 'renderer', 'server', 'shared', 'scripts/build.mjs', 'package-lock.json']

/** Builds when there is no build yet or when a source file was added, removed or changed since. */
export function ensureBuilt() {
  const sources = sourcesStamp()
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === sources) return
  fs.rmSync(stampFile, { force: true })
  const { status } = spawnSync(nodePath(), [path.join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new SetupError('The build failed; its message stands above.')
  fs.writeFileSync(stampFile, sources)
}

/** Names, sizes and times of all sources, hashed: removals and older files put in place count as changes too. */
function sourcesStamp() {
  const hash = createHash('sha256')
  for (const entry of sourceFolders) visit(path.join(root, entry))
  return hash.digest('hex')

  function visit(file) {
    if (!fs.existsSync(file)) return
    const stat = fs.statSync(file)
    if (stat.isDirectory()) for (const name of fs.readdirSync(file).sort()) visit(path.join(file, name))
    else hash.update(`${path.relative(root, file)} ${stat.size} ${stat.mtimeMs}\n`)
  }
}
