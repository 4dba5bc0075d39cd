import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readForeign } from '../../../server/cli/read-foreign.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-foreign-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string): string {
  const at = path.join(folder, name)
  fs.writeFileSync(at, content)
  return at
}

test('IM33: what the command line reads is a value', async () => {
  expect(await readForeign('document', file('a.md', '# Title\n\nwords'))).toMatchObject({ kind: 'read', content: { title: 'Title' } })
  expect(await readForeign('list', file('a.csv', 'Name\nAna'))).toMatchObject({ kind: 'read', content: { tables: [{ rows: [['Name'], ['Ana']] }] } })
  expect(await readForeign('document', file('a.docx', 'no archive'))).toMatchObject({ kind: 'refused', refusal: { kind: 'damaged' } })
})

test('IM33: a file that takes too long is given up', async () => {
  expect(await readForeign('document', file('long.html', '<p>x</p>'.repeat(100_000)), { memoryMb: 1024, timeMs: 1 })).toMatchObject({ kind: 'refused', refusal: { kind: 'timed-out' } })
})

test('IM33: a file that takes too much memory ends its thread, and nothing else', async () => {
  expect(await readForeign('document', file('large.html', '<p>x</p>'.repeat(200_000)), { memoryMb: 16, timeMs: 60_000 })).toMatchObject({ kind: 'refused', refusal: { kind: 'crashed' } })
})
