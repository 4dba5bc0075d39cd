/** `npm run bench -- relay`: our relay beside its peers and the limits, in turns, and the table of what is wanted of it. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import { createInterface } from 'node:readline'
import { buildRelay, bundledRelay } from './build-relay.ts'
import { installPeer, PeersMissing } from './install-peers.ts'
import { barTable, figureTables, healthNotes } from './markdown.ts'
import { BadUsage, parseOptions, usage, type Options } from './options.ts'
import { peers, type PeerName } from './peers.ts'
import { scenarios, type Scenario } from './scenarios.ts'
import type { Figures, RunRequest } from './session.ts'
import { summarise, type Outcome, type Summary } from './summary.ts'

const runFile = new URL('run-one.ts', import.meta.url)
/** After the polite signal at the end of its time. */
const graceMs = 10_000
/** `statfs` type of a file system in memory, on which an fsync costs nothing. */
const memoryFileSystem = 0x0102_1994

/** The run that is under way; it is ended with the bench, and ends its relay. */
let running: ChildProcess | undefined

/** Resolves with the exit code: 1 when a run failed or peers are missing, 2 for bad usage. Bars that are not met fail nothing. */
export async function relayBench(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  try {
    const options = parseOptions(args)
    const summaries = options.from.length > 0 ? options.from.flatMap(readSummaries) : await measureAll(options)
    const parts = [heading(args, options), barTable(summaries), figureTables(summaries), healthNotes(summaries)]
    console.log(`\n${parts.filter((part) => part !== '').join('\n\n')}`)
    return summaries.some(({ failures }) => failures.length > 0) ? 1 : 0
  } catch (error) {
    if (!(error instanceof BadUsage) && !(error instanceof PeersMissing)) throw error
    console.error(`bench: ${error.message}`)
    return error instanceof BadUsage ? 2 : 1
  }
}

async function measureAll(options: Options): Promise<Summary[]> {
  if (process.platform !== 'linux') throw new BadUsage('the relay bench reads CPU and memory from /proc and runs on Linux only')
  if (isInMemory(options.dataRoot)) console.error(`bench: ${options.dataRoot} is in memory, where storing costs nothing; --data names a folder on a disk`)
  for (const name of new Set(options.scenarios.flatMap((scenario) => peersOf(scenario, options)).map((peer) => peers[peer].needs))) {
    if (name !== null) installPeer(options.cacheFolder, name)
  }
  if (options.scenarios.some((scenario) => peersOf(scenario, options).includes('minuta'))) buildRelay(options.relayFolder)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      running?.kill('SIGTERM')
      process.exit(1)
    })
  }
  const summaries: Summary[] = []
  for (const name of options.scenarios) {
    for (const summary of await measureScenario(name, options)) {
      const line = JSON.stringify({ at: new Date().toISOString(), ...summary })
      console.log(line)
      if (options.outFile !== null) fs.appendFileSync(options.outFile, `${line}\n`)
      summaries.push(summary)
    }
  }
  return summaries
}

/** Rounds in turns, every second one backwards, so that whatever else the machine does hits all alike. */
async function measureScenario(name: string, options: Options): Promise<Summary[]> {
  const scenario = scenarioNamed(name)
  const inOrder = peersOf(name, options)
  const outcomes = new Map<PeerName, Outcome[]>(inOrder.map((peer) => [peer, []]))
  const rounds = options.rounds ?? (options.isQuick ? 1 : scenario.rounds)
  for (let round = 0; round < rounds; round += 1) {
    for (const peer of round % 2 === 0 ? inOrder : inOrder.toReversed()) {
      const began = performance.now()
      const outcome = await run({ scenario: name, peer, round, isQuick: options.isQuick, relayScript: bundledRelay(options.relayFolder), cacheFolder: options.cacheFolder, dataRoot: options.dataRoot }, scenario.limitSeconds)
      outcomes.get(peer)?.push(outcome)
      console.error(`${new Date().toISOString().slice(11, 19)} ${name} ${round + 1}/${rounds} ${peer} ${((performance.now() - began) / 1_000).toFixed(1)} s${'failure' in outcome ? `: ${outcome.failure}` : ''}`)
    }
  }
  return [...outcomes].map(([peer, list]) => summarise(name, peer, options.isQuick, list))
}

async function run(request: RunRequest, limitSeconds: number): Promise<Outcome> {
  const child = spawn(process.execPath, [runFile.pathname, JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'pipe'] })
  running = child
  let lastLine = ''
  let complaint = ''
  let isLate = false
  createInterface({ input: child.stdout }).on('line', (line) => {
    lastLine = line
  })
  child.stderr.on('data', (bytes: Buffer) => {
    complaint = (complaint + bytes.toString()).slice(-2_000)
  })
  const politely = setTimeout(() => {
    isLate = true
    child.kill('SIGTERM')
  }, limitSeconds * 1_000)
  const firmly = setTimeout(() => {
    child.kill('SIGKILL')
  }, limitSeconds * 1_000 + graceMs)
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  running = undefined
  clearTimeout(politely)
  clearTimeout(firmly)
  if (code === 0) return { figures: JSON.parse(lastLine) as Figures }
  return { failure: isLate ? `not done after ${limitSeconds} s` : /^\w*Error: (.*)$/mu.exec(complaint)?.[1] ?? complaint.trim() }
}

/** Peers in memory are measured in any scenario when they are asked for; limits only where they are one. */
function peersOf(name: string, options: Options): PeerName[] {
  const own = scenarioNamed(name).peers
  return options.peers === null ? [...own] : options.peers.filter((peer) => own.includes(peer) || peers[peer].kind === 'memory')
}

function scenarioNamed(name: string): Scenario {
  const scenario = scenarios[name]
  if (scenario === undefined) throw new BadUsage(`there is no scenario ${name}`)
  return scenario
}

function readSummaries(file: string): Summary[] {
  return fs.readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Summary)
}

function heading(args: readonly string[], { relayFolder, isQuick }: Options): string {
  const commit = spawnSync('git', ['describe', '--always', '--dirty', '--exclude', '*'], { cwd: relayFolder, encoding: 'utf8' }).stdout.trim()
  const [cpu] = os.cpus()
  const lines = [
    `\`npm run bench -- relay${args.map((arg) => ` ${arg}`).join('')}\``,
    `${new Date().toISOString().slice(0, 10)}; relay at ${commit === '' ? 'an unknown commit' : commit}; Node ${process.versions.node}; ${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Linux ${os.release().split('-')[0]}; medians of the rounds.`,
  ]
  return (isQuick ? [...lines, 'A quick look with small sizes: no figures to quote.'] : lines).join('  \n')
}

function isInMemory(folder: string): boolean {
  return fs.existsSync(folder) && fs.statfsSync(folder).type === memoryFileSystem
}
