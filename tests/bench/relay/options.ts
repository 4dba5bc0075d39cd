/** What the command line asks for. */
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { isPeerName, peers, type PeerName } from './peers.ts'
import { scenarios } from './scenarios.ts'
import { defaultCacheFolder } from './session.ts'

export type Options = {
  readonly scenarios: readonly string[]
  /** Null: those of the scenario. */
  readonly peers: readonly PeerName[] | null
  /** Null: as many as the scenario wants. */
  readonly rounds: number | null
  readonly isQuick: boolean
  readonly relayFolder: string
  readonly cacheFolder: string
  readonly dataRoot: string
  /** The JSON lines are added to this file too. */
  readonly outFile: string | null
  /** Nothing is measured; the table is made of these files. */
  readonly from: readonly string[]
}

/** The person asked for something that there is not; `message` says what. */
export class BadUsage extends Error {}

export const usage = `Usage: npm run bench -- relay [SCENARIO …] [options]

  --quick       small sizes, one round: a look, no figures to quote
  --rounds N    rounds of each scenario (default 3; 1 for durability)
  --peers A,B   only these: ${Object.keys(peers).join(', ')}; "limits" for the three that begin with ws
  --relay DIR   another checkout of Minuta, whose relay is measured instead of this one's
  --data DIR    where the relays keep their data, on the disk that is meant (default: the system's temporary folder)
  --cache DIR   where the peers and the large documents are kept
  --out FILE    add the JSON lines to this file
  --from FILE   measure nothing; make the table of such a file (may be given several times)

Scenarios: ${Object.keys(scenarios).join(', ')}; all without a name.`

/** Throws BadUsage. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args)
  const unknown = positionals.find((name) => !Object.hasOwn(scenarios, name))
  if (unknown !== undefined) throw new BadUsage(`there is no scenario ${unknown}; there are ${Object.keys(scenarios).join(', ')}`)
  if (values.rounds !== undefined && !/^[1-9]\d?$/u.test(values.rounds)) throw new BadUsage(`--rounds must be a number from 1 to 99, not "${values.rounds}"`)
  return {
    scenarios: positionals.length > 0 ? positionals : Object.keys(scenarios),
    peers: values.peers === undefined ? null : values.peers.split(',').flatMap(peersNamed),
    rounds: values.rounds === undefined ? null : Number(values.rounds),
    isQuick: values.quick,
    relayFolder: path.resolve(values.relay ?? path.join(import.meta.dirname, '../../..')),
    cacheFolder: path.resolve(values.cache ?? defaultCacheFolder()),
    dataRoot: path.resolve(values.data ?? os.tmpdir()),
    outFile: values.out ?? null,
    from: values.from ?? [],
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        peers: { type: 'string' },
        relay: { type: 'string' },
        data: { type: 'string' },
        cache: { type: 'string' },
        out: { type: 'string' },
        from: { type: 'string', multiple: true },
      },
    })
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error))
  }
}

function peersNamed(name: string): PeerName[] {
  const named = Object.keys(peers).filter(isPeerName).filter((peer) => peer === name || (name === 'limits' && peers[peer].kind === 'limit'))
  if (named.length === 0) throw new BadUsage(`there is no peer ${name}; there are ${Object.keys(peers).join(', ')} and limits`)
  return named
}
