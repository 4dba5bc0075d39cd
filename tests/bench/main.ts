/**
 * Named measurements: `npm run bench -- [SCENARIO …]`, all of them without a name. Every scenario prints one line of JSON with its
 * figures; what they mean, and what is expected of them, is in docs/BENCHMARKS.md. Not part of the gate: a busy machine has no bars.
 * `relay` has scenarios and options of its own, takes most of an hour, and runs only when it is named.
 */
import { copies } from './copies.ts'
import { exportLarge } from './export.ts'
import { minutes } from './minutes.ts'
import { relayBench } from './relay/main.ts'
import { openFile } from './open-file.ts'
import { search } from './search.ts'
import { typing } from './typing.ts'

/** Figures by name; the unit is in the name. */
export type Figures = Readonly<Record<string, number>>

const scenarios: Readonly<Record<string, () => Figures | Promise<Figures>>> = { search, copies, typing, minutes, export: exportLarge, 'open-file': openFile }

const asked = process.argv.slice(2)
if (asked[0] === 'relay') process.exit(await relayBench(asked.slice(1)))
const unknown = asked.find((name) => !Object.hasOwn(scenarios, name))
if (unknown !== undefined) {
  console.error(`there is no scenario ${unknown}; there are ${[...Object.keys(scenarios), 'relay'].join(', ')}`)
  process.exit(2)
}
for (const [name, run] of Object.entries(scenarios)) {
  if (asked.length === 0 || asked.includes(name)) console.log(JSON.stringify({ scenario: name, ...(await run()) }))
}
