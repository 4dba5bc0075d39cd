/** The exporter as the shell runs it on an older Electron: a child of Node with messages. */
import { execFileSync, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addBlob } from '../../shared/document/commands/board-commands.ts'
import { captureHandOver } from '../../shared/document/hand-over/capture-hand-over.ts'
import { blobIdOf, readHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { exportFormats, type ExportFormat, type ExportRequest } from '../../shared/ipc/desktop-api.ts'
import type { ExporterToShell, ShellToExporter } from '../../shared/ipc/exporter-messages.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { onMessageOver, sendOver } from '../../shared/node/child-channel.ts'
import { link, node, p, text } from '../fixtures/rich.ts'
import { makeLargeRecord } from '../bench/large-record.ts'
import { fullWorkshop, missingBlob, presentBlob, presentImage, singleBoardWorkshop } from '../fixtures/workshops.ts'
import { programs } from '../helpers/programs.ts'

const sampleFile = path.join(import.meta.dirname, '../../shared/samples/founding-meeting.record.json')

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-exporter-'))
  fs.mkdirSync(path.join(folder, 'blobs'))
  fs.writeFileSync(path.join(folder, 'blobs', presentBlob), presentImage)
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Every message of one export, the last one its end. */
function runExporter(format: ExportFormat, target: string, workshop: Workshop = fullWorkshop(), more: Partial<ExportRequest> = {}): Promise<readonly ExporterToShell[]> {
  const child = fork(programs.exporter, [], { execArgv: [] })
  const messages: ExporterToShell[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => (messages.at(-1)?.type === 'progress' || messages.length === 0 ? reject(new Error(`exporter ended with ${code ?? signal}`)) : resolve(messages)))
    onMessageOver(child, (told) => {
      const message = told as ExporterToShell
      messages.push(message)
      if (message.type !== 'progress') child.kill()
    })
    sendOver(child, jobOf(format, target, workshop, more))
  })
}

function jobOf(format: ExportFormat, target: string, workshop: Workshop, more: Partial<ExportRequest>): ShellToExporter {
  return { type: 'render', request: { title: workshop.details.title, workshop: JSON.stringify(workshop), format, language: 'fr', ...more }, blobDirectory: path.join(folder, 'blobs'), target, draft: `${target}.part` }
}

/** What happened to an exporter, in order, that was ended when `isTime` for what it had told. */
function stopExporter(format: ExportFormat, isTime: (told: readonly string[]) => boolean, target: string, workshop: Workshop): Promise<readonly string[]> {
  const child = fork(programs.exporter, [], { execArgv: [] })
  const events: string[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      events.push(`ended by ${signal ?? code}`)
      resolve(events)
    })
    onMessageOver(child, (told) => {
      const message = told as ExporterToShell
      events.push(message.type === 'progress' ? message.step : message.type)
      // As the shell does it.
      if (isTime(events)) child.kill('SIGKILL')
    })
    sendOver(child, jobOf(format, target, workshop, {}))
  })
}

describe('exporter process (MI14)', () => {
  test.each([['pdf', '%PDF-1.7'], ['docx', 'PK'], ['odt', 'PK'], ['html', '<!DOCTYPE html>'], ['md', 'Assembly of Maritime Provinces'], ['json', '{']] as const)(
    '%s is written whole, with every step told and the missing image named',
    async (format, head) => {
      const target = path.join(folder, `compte rendu.${format}`)
      const messages = await runExporter(format, target)
      expect(messages.map((message) => (message.type === 'progress' ? message.step : message.type))).toEqual(['compile', 'images', 'images', 'render', 'write', 'saved'])
      expect(messages.flatMap((message) => (message.type === 'progress' ? [message.done / message.total] : []))).toEqual([0, 1 / 5, 2 / 5, 3 / 5, 4 / 5])
      expect(messages.at(-1)).toEqual({ type: 'saved', missing: format === 'json' ? [] : ['flip-chart-2.jpg'], notices: [], isEmpty: false })
      expect(fs.readFileSync(target, 'latin1').startsWith(head)).toBe(true)
      expect(fs.readdirSync(folder).sort()).toEqual(['blobs', `compte rendu.${format}`])
    },
  )

  test('a folder that cannot be written to is a failure with a reason, and leaves nothing behind', async () => {
    const messages = await runExporter('md', path.join(folder, 'nowhere', 'minutes.md'))
    expect(messages.at(-1)).toEqual({ type: 'failed', reason: 'no-folder', detail: 'ENOENT' })
    expect(fs.readdirSync(folder)).toEqual(['blobs'])
  })

  test('an older export under the same name stays until the new one is whole', async () => {
    const target = path.join(folder, 'minutes.md')
    fs.writeFileSync(target, 'old')
    await runExporter('md', target)
    expect(fs.readFileSync(target, 'utf8')).toContain('# Port cities')
  })

  test.each(exportFormats)('%s names what is not in it as it was captured, once', async (format) => {
    const strange = [p(text('words', link('file:///etc/passwd'))), p(text('words', link('file:///etc/passwd'))), node('mindMap', [])]
    const losses = [{ kind: 'unknown-content', name: 'glow', place: 'board', id: 'board-notes' }] as const
    const messages = await runExporter(format, path.join(folder, `strange.${format}`), { ...singleBoardWorkshop('Strange', strange), losses })
    expect(messages.at(-1)).toEqual({
      type: 'saved',
      missing: [],
      notices: [['unknown-content', 'glow'], ['unsafe-link', 'file:///etc/passwd'], ['unknown-content', 'mindMap']]
        .map(([kind, name]) => ({ kind, part: 'board:board-notes', title: 'Notes', name })),
      isEmpty: format === 'csv' || format === 'ics',
    })
  })

  test('content that cannot be rendered is a failure with its place, not a crash', async () => {
    const messages = await runExporter('html', path.join(folder, 'x.html'), { ...fullWorkshop(), boards: null } as unknown as Workshop)
    expect(messages.at(-1)).toMatchObject({ type: 'failed', reason: 'bad-content' })
  })

  test('nothing is ever written but the draft that was named, so that whoever ends the process can clean up', async () => {
    const target = path.join(folder, 'minutes.md')
    fs.mkdirSync(`${target}.part`)
    const messages = await runExporter('md', target)
    expect(messages.at(-1)).toMatchObject({ type: 'failed', reason: 'cannot-write' })
    expect(fs.readdirSync(folder).sort()).toEqual(['blobs', 'minutes.md.part'])
  })
})

describe('a pack holds the workshop itself (EX15)', () => {
  const picture = Uint8Array.from([...presentImage, 0])
  const blob = blobIdOf(picture)
  const alteredBlob = blobIdOf(Uint8Array.from([...presentImage, 1]))

  /** A pack of the sample with one picture that is here, one that is damaged and one that has not come. */
  async function packOf(more: Partial<ExportRequest>) {
    fs.writeFileSync(path.join(folder, 'blobs', blob), picture)
    fs.writeFileSync(path.join(folder, 'blobs', alteredBlob), presentImage)
    const imported = documentFromRecord(JSON.parse(fs.readFileSync(sampleFile, 'utf8')))
    if (!imported.ok) throw new Error('the sample')
    const [notes, responses] = [new Y.Doc(), new Y.Doc()]
    Y.applyUpdate(notes, imported.update)
    addBlob(notes, null, { id: blob, mediaType: 'image/png', byteLength: picture.length, name: 'here.png' })
    addBlob(notes, null, { id: alteredBlob, mediaType: 'image/png', byteLength: presentImage.length, name: 'altered.png' })
    addBlob(notes, null, { id: missingBlob, mediaType: 'image/png', byteLength: 1, name: 'not here.png' })
    const target = path.join(folder, 'pack.zip')
    const workshop = readWorkshop(notes, responses)
    const messages = await runExporter('pack', target, workshop, { handOver: captureHandOver(notes, responses), ...more })
    return { workshop, entries: unzipSync(fs.readFileSync(target)), last: messages.at(-1) }
  }

  test('whole, as the command line reads it, with every blob that is sound and the others by name', async () => {
    const { workshop, entries, last } = await packOf({})
    const [name = '', bytes = new Uint8Array()] = Object.entries(entries).find(([member]) => member.endsWith('.minuta')) ?? []
    const read = readHandOverFile(bytes)
    if (!read.ok) throw new Error(read.problem.reason)
    const { file } = read
    expect([...file.blobs.keys()]).toEqual([blob])
    expect(file.responses).toBeNull()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, file.update)
    expect(readWorkshop(doc)).toEqual(workshop)
    expect(file.title).toBe(workshop.details.title)
    expect(last).toMatchObject({ type: 'saved', missing: ['altered.png', 'not here.png'] })
    expect(strFromU8(entries['README.txt'] ?? new Uint8Array())).toContain(name)
    expect(strFromU8(entries['SHA256SUMS.txt'] ?? new Uint8Array())).toContain(`${createHash('sha256').update(bytes).digest('hex')}  ${name}`)
  })

  test.each([{ profile: 'public' }, { profile: 'decisions' }, { profile: 'letter', organisation: 'iesMed' }, { attribution: 'organisation' }, { attribution: 'none' }] as const)('never beside %o, even where it was sent along', async (choice) => {
    const { entries } = await packOf(choice)
    expect(Object.keys(entries).filter((name) => name.endsWith('.minuta'))).toEqual([])
    expect(Object.keys(entries).filter((name) => name.endsWith('.docx'))).toHaveLength(1)
  })
})

describe('a stop ends the work whatever it is at (EX16)', () => {
  /** A picture that comes as often as it is given, and for which whoever asks once more waits for ever. */
  async function pictureOnDemand(times: number): Promise<void> {
    const file = path.join(folder, 'blobs', presentBlob)
    fs.rmSync(file)
    execFileSync('mkfifo', [file])
    for (let time = 0; time < times; time += 1) await fs.promises.writeFile(file, presentImage)
  }

  test.each([
    ['json', 0, ['compile']], ['csv', 0, ['compile']], ['ics', 0, ['compile']], ['pdf', 1, ['compile', 'images', 'images']], ['pack', 1, ['compile', 'pdf']],
    ...(['docx', 'odt', 'html', 'md'] as const).map((format) => [format, 1, ['compile', 'images', 'images', 'render']] as const),
  ] as const)('%s, at a picture that was read %i times: nothing is told after it, and nothing has the chosen name', async (format, times, steps) => {
    const target = path.join(folder, `stopped.${format}`)
    const given = pictureOnDemand(times)
    const events = await stopExporter(format, (told) => told.length === steps.length, target, fullWorkshop())
    await given
    expect(events).toEqual([...steps, 'ended by SIGKILL'])
    expect(fs.readdirSync(folder).filter((name) => name !== `stopped.${format}.part`)).toEqual(['blobs'])
  })

  test.each([['pdf', 'render'], ['pack', 'pdf']] as const)('%s, while the pages of a long record are set', async (format, step) => {
    const { workshop } = makeLargeRecord({ sections: 40, outcomes: 400, images: 0, pixels: [1, 1] })
    const events = await stopExporter(format, (told) => told.at(-1) === step, path.join(folder, `stopped.${format}`), workshop)
    expect(events).toEqual(['compile', step, 'ended by SIGKILL'])
    expect(fs.readdirSync(folder).filter((name) => name !== `stopped.${format}.part`)).toEqual(['blobs'])
  })
})
