/** The importer as the shell runs it on an older Electron: a child of Node with messages and a bound on its memory. */
import { fork, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addBoard } from '../../shared/document/commands/board-commands.ts'
import { blobIdOf, writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import type { ImporterToShell, ImportKind, ImportSource, ShellToImporter } from '../../shared/ipc/importer-messages.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { judgeAlone } from '../../shared/verify/verdict.ts'
import { fullWorkshop } from '../fixtures/workshops.ts'
import { exportVersion, freeze } from '../helpers/frozen.ts'
import { encryptedWord, rawWord, wordDocument } from '../helpers/made-documents.ts'
import { programs } from '../helpers/programs.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { unreadableVersions } from '../helpers/unreadable-versions.ts'

let folder = temporaryFolder()
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

function start(): ChildProcess {
  return fork(programs.importer, [], { execArgv: ['--max-old-space-size=256'], cwd: folder.path })
}

/** Every message of one import, the last one its end. */
function runImporter(source: ImportSource, kind: ImportKind = 'document'): Promise<readonly ImporterToShell[]> {
  const child = start()
  const messages: ImporterToShell[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => (messages.at(-1)?.type === 'progress' || messages.length === 0 ? reject(new Error(`importer ended with ${code ?? signal}`)) : resolve(messages)))
    onMessageOver(child, (told) => {
      const message = told as ImporterToShell
      messages.push(message)
      if (message.type !== 'progress') child.kill()
    })
    sendOver(child, { type: 'read', kind, source } satisfies ShellToImporter)
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

  test('IM80 gives the images of a workshop one by one for as long as it lives', async () => {
    const images = [1, 2].map((seed) => new Uint8Array(100_000).fill(seed))
    const ids = images.map(blobIdOf)
    const workshop = newId<WorkshopId>()
    const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Kick-off' } }, () => workshop)
    if (!made.ok) throw new Error('the record does not fit')
    const file = path.join(folder.path, 'day.minuta')
    fs.writeFileSync(file, writeHandOverFile({ workshop, schemaVersion: 1, title: 'Kick-off', update: made.update, responses: null, blobs: new Map(images.map((image, index) => [ids[index] ?? blobIdOf(image), image])) }))
    const child = start()
    const answers: ImporterToShell[] = []
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => resolve())
      const wanted = [...ids, blobIdOf(Uint8Array.of(9))]
      onMessageOver(child, (told) => {
        const message = told as ImporterToShell
        if (message.type === 'progress') return
        answers.push(message)
        const id = wanted.shift()
        if (id) sendOver(child, { type: 'blob', id } satisfies ShellToImporter)
        else child.kill()
      })
      sendOver(child, { type: 'read', kind: 'workshop', source: { kind: 'path', path: file } } satisfies ShellToImporter)
    })
    expect(answers).toMatchObject([{ type: 'read', content: { workshop, blobs: expect.arrayContaining(ids) as string[] } }, { type: 'blob', id: ids[0] }, { type: 'blob', id: ids[1] }, { type: 'blob', bytes: null }])
    expect(answers.flatMap((answer) => (answer.type === 'blob' && answer.bytes ? [blobIdOf(answer.bytes)] : []))).toEqual(ids)
  })

  test('SY64 says of a workshop that it has read what would change in the one that is here, and keeps it open', async () => {
    const workshop = newId<WorkshopId>()
    const made = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: { title: 'Kick-off' } }, () => workshop)
    if (!made.ok) throw new Error('the record does not fit')
    const there = new Y.Doc()
    Y.applyUpdate(there, made.update)
    addBoard(there, 'test', { title: 'Field notes', item: null })
    const bytes = writeHandOverFile({ workshop, schemaVersion: 1, title: 'Kick-off', update: Y.encodeStateAsUpdate(there), responses: null, blobs: new Map() })
    const child = start()
    const answers: ImporterToShell[] = []
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', () => resolve())
      onMessageOver(child, (told) => {
        const message = told as ImporterToShell
        if (message.type === 'progress') return
        answers.push(message)
        if (answers.length < 3) sendOver(child, { type: 'compare', here: { update: answers.length === 1 ? made.update : Y.encodeStateAsUpdate(there), responses: null } } satisfies ShellToImporter)
        else child.kill()
      })
      sendOver(child, { type: 'read', kind: 'workshop', source: { kind: 'bytes', name: 'day.minuta', bytes } } satisfies ShellToImporter)
    })
    const boards = answers.flatMap((answer) => (answer.type === 'compared' && answer.comparison.kind === 'changes' ? [answer.comparison.changes.groups.boards.added] : []))
    expect(boards).toEqual([['Field notes'], []])
  })

  test('ends at once when it is killed in the middle', async () => {
    const child = start()
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    onMessageOver(child, () => child.kill('SIGKILL'))
    sendOver(child, { type: 'read', kind: 'document', source: { kind: 'bytes', name: 'a.md', bytes: new TextEncoder().encode('* a\n'.repeat(200_000)) } } satisfies ShellToImporter)
    expect(await ended).toBe('SIGKILL')
  })
})

describe('VF23: documents that are checked are read there, too', () => {
  test('what comes back of a frozen version still proves it, and holds nothing but texts', async () => {
    const content = await freeze(fullWorkshop(), ['en'])
    for (const format of ['docx', 'md'] as const) {
      const last = (await runImporter({ kind: 'bytes', name: `v1.${format}`, bytes: await exportVersion(content, format, {}) }, 'version')).at(-1)
      if (last?.type !== 'read' || !('proof' in last.content)) throw new Error(JSON.stringify(last))
      expect(judgeAlone(nodeSignatures, last.content)).toMatchObject({ kind: 'unchanged', named: { number: 1, fingerprint: content.fingerprint } })
      expect(last.content.words.every((word) => typeof word === 'string')).toBe(true)
    }
  })

  test.each(unreadableVersions)('refuses %s with a reason, in bounded memory', async (_what, name, bytes, kind) => {
    expect((await runImporter({ kind: 'bytes', name, bytes }, 'version')).at(-1)).toMatchObject({ type: 'refused', refusal: { kind } })
  })
})
