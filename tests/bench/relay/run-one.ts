/** One run in a process of its own, so that no run inherits the memory and the compiled code of another: `node run-one.ts REQUEST`. */
import os from 'node:os'
import { scenarios } from './scenarios.ts'
import { Session, type Figures, type RunRequest } from './session.ts'

const request = JSON.parse(process.argv[2] ?? '') as RunRequest
const scenario = scenarios[request.scenario]
if (scenario === undefined) throw new Error(`no scenario ${request.scenario}`)

// Leaving by `exit` ends the relay too, and removes its data.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exit(1)
  })
}
const [loadAverage = Number.NaN] = os.loadavg()
const session = new Session(request)
let figures: Figures
try {
  figures = await scenario.run(session)
} finally {
  await session.end()
}
process.stdout.write(`${JSON.stringify({ ...figures, loadAverage })}\n`, () => {
  // Connections that a relay never answered must not keep the run alive.
  process.exit(0)
})
