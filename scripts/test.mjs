// Runs the checks: `npm test` (everything the gate needs), or one named suite.
//   node scripts/test.mjs [all|e2e|corpus|fuzz|pictures]
//   node scripts/test.mjs soak [--minutes N] [--seed S]: workshop days with chaos, one after the other. Times decide along with the seed.
//   node scripts/test.mjs soak --memory [--minutes N]: one day on which people come and go, and nothing may grow.
// Sets the machine up first (packages, runtime, build), and ends with one line "N passed, N failed" over all runners; a machine that
// cannot be set up is one failure.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureElectron } from './electron-runtime.mjs'
import { startScreens } from './screens.mjs'
import { ensureBuilt, ensureInstalled, ensureSystemPackages, root, SetupError } from './setup.mjs'

const suites = ['all', 'e2e', 'corpus', 'fuzz', 'pictures', 'soak']
const suite = process.argv[2] ?? 'all'
if (!suites.includes(suite)) {
  console.error(`usage: node scripts/test.mjs [${suites.join('|')}]`)
  process.exit(2)
}

const bin = path.join(root, 'node_modules', '.bin')
/** A test in windows waits for a third of its time: three at once keep two cores busy. */
const screenCount = 3
const counts = { passed: 0, failed: 0 }
/** The tool that runs now. */
let running = null

// Whoever ends this script from outside ends its tool with it; screens and reports go with the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    running?.kill(signal)
    process.exit(128 + os.constants.signals[signal])
  })
}

/** Runs a tool of node_modules/.bin with that folder first on PATH, so that its `node` is the one that the tools need; gives its exit code. */
async function runTool(name, args, env = {}) {
  console.log(`\n> ${name} ${args.join(' ')}`)
  const tool = spawn(path.join(bin, name), args, {
    cwd: root,
    stdio: 'inherit',
    // What was built here is what is tested (tests/helpers/programs.ts).
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, MINUTA_BUILT: '1', ...env },
  })
  running = tool
  const [status] = await once(tool, 'exit')
  running = null
  return status ?? 1
}

/** A check without a count of its own counts as one. */
async function check(name, args) {
  if (await runTool(name, args) === 0) counts.passed += 1
  else counts.failed += 1
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Adds a runner's own figures; a runner that fails without a report, or fails with no failed test, counts as one failure. */
function addCounts(status, passed, failed) {
  counts.passed += passed
  counts.failed += status !== 0 && failed === 0 ? 1 : failed
}

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-reports-'))
process.once('exit', () => fs.rmSync(reports, { recursive: true, force: true }))

async function runVitest(args, env) {
  const file = path.join(reports, `vitest-${counts.passed}.json`)
  const status = await runTool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env)
  const report = readReport(file)
  addCounts(status, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0)
}

/** Real windows, each worker's on a screen of its own; where there is a screen already, one worker has it. */
async function runPlaywright(project, electron, files = [], more = {}) {
  const file = path.join(reports, `playwright-${project}.json`)
  const screens = process.platform === 'linux' && !process.env.DISPLAY ? await startScreens(screenCount) : null
  const env = { MINUTA_ELECTRON: electron, PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(screens === null ? {} : { MINUTA_SCREENS: screens.names.join(' ') }), ...more }
  const status = await runTool('playwright', ['test', '--config', 'tests/playwright.config.ts', `--project=${project}`, ...files], env)
  screens?.end()
  const stats = readReport(file)?.stats
  addCounts(status, (stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0)
}

async function runSuite() {
  // The soak reads no documents and opens no windows.
  if (suite !== 'soak') ensureSystemPackages('all')
  ensureInstalled()
  if (suite === 'all') {
    await check('tsc', ['-b'])
    await check('oxlint', ['--type-aware', '--deny-warnings'])
  }
  ensureBuilt()
  if (suite === 'all') await runVitest([])
  if (suite === 'fuzz') await runVitest(['fuzz', 'integration'], { MINUTA_FUZZ: 'long' })
  if (suite === 'fuzz') await runPlaywright('e2e', (await ensureElectron()).executable, ['injection.spec.ts'], { MINUTA_FUZZ: 'long' })
  if (suite === 'all') await runPlaywright('e2e', (await ensureElectron()).executable, [], { MINUTA_PICTURES: '0' })
  if (suite === 'e2e') await runPlaywright('e2e', (await ensureElectron()).executable)
  if (suite === 'soak') {
    const { minutes, seed, memory } = parseArgs({ args: process.argv.slice(3), options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' }, memory: { type: 'boolean', default: false } } }).values
    await runVitest(['--config', 'tests/soak/vitest.config.ts', memory ? 'memory.test' : 'soak.test'], { MINUTA_SOAK_MINUTES: minutes, MINUTA_SOAK_SEED: seed })
  }
  if (suite === 'pictures') await runPlaywright('pictures', (await ensureElectron()).executable)
  if (suite === 'corpus') {
    if (!fs.existsSync(path.join(root, '..', 'shared', 'data'))) {
      throw new SetupError('The corpus is not on this machine (expected in ../shared/data); there is nothing to check against.')
    }
    await runVitest(['--config', 'tests/corpus/vitest.config.ts'])
    await runPlaywright('corpus', (await ensureElectron()).executable)
  }
}

try {
  await runSuite()
} catch (error) {
  console.error(error instanceof SetupError ? `\n${error.message}` : error)
  counts.failed += 1
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)
