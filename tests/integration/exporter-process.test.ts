/** The exporter as the shell runs it on an older Electron: a child of Node with messages. */
import { fork } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import type { ExporterToShell, ShellToExporter } from '../../shared/ipc/exporter-messages.ts'
import type { Workshop } from '../../shared/model/workshop.ts'
import { link, node, p, text } from '../fixtures/rich.ts'
import { fullWorkshop, presentBlob, presentImage, singleBoardWorkshop } from '../fixtures/workshops.ts'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-exporter-'))
  fs.mkdirSync(path.join(folder, 'blobs'))
  fs.writeFileSync(path.join(folder, 'blobs', presentBlob), presentImage)
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Every message of one export, the last one its end. */
function runExporter(format: ExportFormat, target: string, workshop: Workshop = fullWorkshop()): Promise<readonly ExporterToShell[]> {
  const child = fork(path.join(import.meta.dirname, '../../main/exporter/exporter.ts'), [], { serialization: 'advanced', execArgv: [] })
  const messages: ExporterToShell[] = []
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => (messages.at(-1)?.type === 'progress' || messages.length === 0 ? reject(new Error(`exporter ended with ${code ?? signal}`)) : resolve(messages)))
    child.on('message', (message: ExporterToShell) => {
      messages.push(message)
      if (message.type !== 'progress') child.kill()
    })
    child.send({ type: 'render', request: { title: workshop.details.title, workshop: JSON.stringify(workshop), format, language: 'fr' }, blobDirectory: path.join(folder, 'blobs'), target, draft: `${target}.part` } satisfies ShellToExporter)
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
      expect(messages.at(-1)).toEqual({ type: 'saved', missing: format === 'json' ? [] : ['flip-chart-2.jpg'], notices: [] })
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
