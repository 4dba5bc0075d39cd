/** `npm test` on a machine that lacks something, which stand-ins for the programs of Debian play. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

const script = path.join(import.meta.dirname, '../../../scripts/test.mjs')

test('SY39 a machine that cannot be set up is told in words what it lacks, and the last line counts it as a failure', () => {
  const { stdout, stderr, status } = onMachine({
    'dpkg-query': '[ "$1" = --version ]',
    'apt-get': 'exit 1',
    'apt-cache': 'exit 0',
    id: 'echo 1000',
  })
  expect(stderr).toMatch(/^ {2}sudo apt-get update && sudo apt-get install -y --no-install-recommends .*\bpandoc poppler-utils unzip$/m)
  expect(stderr).toMatch(/System packages are missing; the lines above say which and how to install them\.\n$/)
  expect(stderr).not.toContain('.mjs:')
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed')
  expect(status).toBe(1)
})

/** Runs the checks where each of `programs` is a script of its own. */
function onMachine(programs: Readonly<Record<string, string>>) {
  const folder = temporaryFolder()
  for (const [name, lines] of Object.entries(programs)) fs.writeFileSync(path.join(folder.path, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 })
  onTestFinished(() => folder.remove())
  return spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 60_000, env: { ...process.env, PATH: `${folder.path}${path.delimiter}${process.env['PATH'] ?? ''}` } })
}
