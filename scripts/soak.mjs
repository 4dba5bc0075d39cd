// Workshop days with chaos (tests/soak), one after the other: npm run soak -- [--minutes N] [--seed S]
// A day that fails says what was done to the machines in it. Times decide along with the seed, so the same seed may pass the next time.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt, ensureInstalled, root } from './setup.mjs'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } } })
ensureInstalled()
ensureBuilt()
const bin = path.join(root, 'node_modules', '.bin')
const { status } = spawnSync(path.join(bin, 'vitest'), ['run', '--config', 'tests/soak/vitest.config.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, MINUTA_BUILT: '1', MINUTA_SOAK_MINUTES: values.minutes, MINUTA_SOAK_SEED: values.seed },
})
process.exit(status ?? 1)
