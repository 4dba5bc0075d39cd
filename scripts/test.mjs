// Runs the checks: `npm test` (everything the gate needs), or one named suite.
//   node scripts/test.mjs [all|e2e|corpus|fuzz]
// Sets the machine up first (packages, runtime, build), and ends with one line "N passed, N failed" over all runners.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureElectron } from './electron-runtime.mjs'
import { ensureBuilt, ensureInstalled, ensureSystemPackages, root } from './setup.mjs'

const suites = ['all', 'e2e', 'corpus', 'fuzz']
const suite = process.argv[2] ?? 'all'
if (!suites.includes(suite)) {
  console.error(`usage: node scripts/test.mjs [${suites.join('|')}]`)
  process.exit(2)
}

const bin = path.join(root, 'node_modules', '.bin')
const counts = { passed: 0, failed: 0 }

/** Runs a tool of node_modules/.bin with that folder first on PATH, so that its `node` is the one that the tools need. */
function runTool(command, args, env = {}) {
  console.log(`\n> ${path.basename(command)} ${args.join(' ')}`)
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, ...env },
  })
  return status ?? 1
}

/** A check without a count of its own counts as one. */
function check(name, args) {
  if (runTool(path.join(bin, name), args) === 0) counts.passed += 1
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

function runVitest(args, env) {
  const file = path.join(reports, `vitest-${counts.passed}.json`)
  const status = runTool(path.join(bin, 'vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env)
  const report = readReport(file)
  addCounts(status, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0)
}

function runPlaywright(project, electron, files = [], more = {}) {
  const file = path.join(reports, `playwright-${project}.json`)
  const args = ['test', '--config', 'tests/playwright.config.ts', `--project=${project}`, ...files]
  const env = { MINUTA_ELECTRON: electron, PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...more }
  const tool = path.join(bin, 'playwright')
  const status = process.platform === 'linux' && !process.env.DISPLAY
    ? runTool('xvfb-run', ['-a', '-s', '-screen 0 1400x1000x24', tool, ...args], env)
    : runTool(tool, args, env)
  const stats = readReport(file)?.stats
  addCounts(status, (stats?.expected ?? 0) + (stats?.flaky ?? 0), stats?.unexpected ?? 0)
}

ensureSystemPackages('all')
ensureInstalled()

if (suite === 'all') {
  check('tsc', ['-b'])
  check('oxlint', ['--type-aware', '--deny-warnings'])
}
ensureBuilt()
if (suite === 'all') runVitest([])
if (suite === 'fuzz') runVitest(['fuzz', 'integration'], { MINUTA_FUZZ: 'long' })
if (suite === 'all' || suite === 'e2e') runPlaywright('e2e', (await ensureElectron()).executable)
if (suite === 'fuzz') runPlaywright('e2e', (await ensureElectron()).executable, ['injection.spec.ts'], { MINUTA_FUZZ: 'long' })
if (suite === 'corpus') {
  if (!fs.existsSync(path.join(root, '..', 'shared', 'data'))) {
    console.error('The corpus is not on this machine (expected in ../shared/data); there is nothing to check against.')
    process.exit(1)
  }
  runVitest(['--config', 'tests/corpus/vitest.config.ts'])
  runPlaywright('corpus', (await ensureElectron()).executable)
}

fs.rmSync(reports, { recursive: true, force: true })
console.log(`\n${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)
