/** The importer as the shell runs it on an older Electron: a child of Node with messages and a bound on its memory. */
import { fork, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImporterToShell, ImportSource, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import { encryptedWord, rawWord, wordDocument } from '../helpers/made-documents.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

let folder = temporaryFolder()
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

function start(): ChildProcess {
  return fork(path.join(import.meta.dirname, '../../main/importer/importer.ts'), [], { serialization: 'advanced', execArgv: ['--max-old-space-size=256'], cwd: folder.path })
}

/** Every message of one import, the last one its end. */
function runImporter(source: ImportSource): Promise<readonly ImporterToShell[]> {
  const child = start()
  const messages: ImporterToShell[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => (messages.at(-1)?.type === 'progress' || messages.length === 0 ? reject(new Error(`importer ended with ${code ?? signal}`)) : resolve(messages)))
    child.on('message', (message: ImporterToShell) => {
      messages.push(message)
      if (message.type !== 'progress') child.kill()
    })
    child.send({ type: 'read', kind: 'document', source } satisfies ShellToImporter)
  })
}

describe('IM6: the importer process', () => {
  test('reads a file by its path and one by its bytes alike, tells its steps, and writes nothing', async () => {
    const bytes = await wordDocument()
    const file = path.join(folder.path, 'minutes.docx')
    fs.writeFileSync(file, bytes)
    const byPath = await runImporter({ kind: 'path', path: file })
    expect(byPath.map((message) => (message.type === 'progress' ? message.step : message.type))).toEqual(['open', 'read', 'read'])
    expect(byPath.at(-1)).toMatchObject({ type: 'read', content: { title: 'Minutes of the harbour group' } })
    expect((await runImporter({ kind: 'bytes', name: 'minutes.docx', bytes })).at(-1)).toEqual(byPath.at(-1))
    expect(fs.readdirSync(folder.path)).toEqual(['minutes.docx'])
  })

  test.each([
    ['a password', 'a.docx', encryptedWord(), 'encrypted'],
    ['a bomb', 'a.docx', rawWord(`<w:p><w:r><w:t>${'a'.repeat(30_000_000)}</w:t></w:r></w:p>`), 'too-large'],
    ['another kind', 'a.pdf', new TextEncoder().encode('%PDF-1.7'), 'unknown-type'],
    ['nothing', 'a.md', new Uint8Array(), 'empty'],
  ])('refuses %s with a reason, in bounded memory', async (_what, name, bytes, kind) => {
    expect((await runImporter({ kind: 'bytes', name, bytes })).at(-1)).toMatchObject({ type: 'refused', refusal: { kind } })
  })

  test('a file that is not there, or a folder, is a reason as well', async () => {
    for (const file of [path.join(folder.path, 'nope.docx'), folder.path]) expect((await runImporter({ kind: 'path', path: file })).at(-1)).toMatchObject({ type: 'refused', refusal: { kind: 'not-readable' } })
  })

  test('ends at once when it is killed in the middle', async () => {
    const child = start()
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    child.on('message', () => child.kill('SIGKILL'))
    child.send({ type: 'read', kind: 'document', source: { kind: 'bytes', name: 'a.md', bytes: new TextEncoder().encode('* a\n'.repeat(200_000)) } } satisfies ShellToImporter)
    expect(await ended).toBe('SIGKILL')
  })
})
