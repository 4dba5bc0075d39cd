/**
 * Texts that try to become code on the command line: whatever a file of a stranger holds, no character that a terminal obeys comes out of
 * a command (IJ7). `MINUTA_FUZZ=long` and `MINUTA_SEED` as in injection.test.ts.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { strToU8 } from 'fflate'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { runCheck } from '../../server/cli/check.ts'
import { CliError } from '../../server/cli/cli-error.ts'
import { runExport } from '../../server/cli/export.ts'
import { runImport } from '../../server/cli/import.ts'
import { runInspect } from '../../server/cli/inspect.ts'
import { tell } from '../../server/cli/terminal.ts'
import { runVerify } from '../../server/cli/verify/verify.ts'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { readWorkshop } from '../../shared/document/read-workshop.ts'
import { addVersion } from '../../shared/document/versions/versions.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { sha256OfBytes } from '../../shared/versions/fingerprint.ts'
import { encodeFrozen } from '../../shared/versions/frozen-version.ts'
import { frozenNumbers } from '../../shared/versions/freeze.ts'
import { exportVersion, freeze } from '../helpers/frozen.ts'
import { workshopOfRecord } from '../helpers/injection/import-paths.ts'
import { familyCount, payloads, type Payload } from '../helpers/injection/payloads.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const isLong = process.env['MINUTA_FUZZ'] === 'long'
const count = isLong ? 1000 : familyCount
const seed = Number(process.env['MINUTA_SEED'] ?? 20_261_126)
const atOnce = 50

const folder = temporaryFolder()
/** What orders a terminal something is a control character, as it is or as HTML, JavaScript and addresses write it: the gate takes the texts that hold one. */
const order = /(?!\n)\p{Cc}|&#|\\[xu]|%[01189]/iu
const all = payloads(seed, count, 'http://127.0.0.1:9').filter(({ text }) => isLong || order.test(text))
const said: string[] = []

beforeEach(() => {
  for (const name of ['log', 'error'] as const) vi.spyOn(console, name).mockImplementation((line: string) => void said.push(line))
})
afterEach(() => {
  said.length = 0
  vi.restoreAllMocks()
})
afterAll(() => folder.remove())

const file = (name: string): string => path.join(folder.path, name)

/** Lines that would order a terminal something. */
function orders(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => /(?!\n)\p{Cc}/u.test(line)).map((line) => JSON.stringify(line.slice(0, 200)))
}

/** A command of this process; why it refuses is a line as well, written as `main.ts` writes it. */
async function run(command: Promise<number>): Promise<void> {
  try {
    await command
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    tell(error.message)
  }
}

/** A workshop of `group` with one frozen version, as a file; and its documents. */
async function writeFrozen(group: readonly Payload[]): Promise<readonly string[]> {
  const doc = workshopOfRecord(group)
  const workshop = readWorkshop(doc)
  const content = await freeze(workshop, ['en'])
  const bytes = encodeFrozen(content)
  const blob = sha256OfBytes(bytes) as BlobId
  const { frozenAt, frozenBy, note, commentsUntil, isCorrected } = content.seal
  addVersion(doc, 'test', { fingerprint: content.fingerprint, blob, frozenAt, frozenBy, note, commentsUntil, isCorrected, outcomes: frozenNumbers(workshop) }, bytes.byteLength)
  fs.writeFileSync(file('w.minuta'), writeHandOverFile({ workshop: workshop.id, schemaVersion: workshop.schemaVersion, title: workshop.details.title, update: Y.encodeStateAsUpdate(doc), responses: null, blobs: new Map([[blob, bytes]]) }))
  doc.destroy()
  const formats = ['html', 'md', 'docx', 'odt', 'json'] as const
  for (const format of formats) fs.writeFileSync(file(`v.${format}`), await exportVersion(content, format, {}))
  return formats.map((format) => file(`v.${format}`))
}

describe(`${all.length} payloads of seed ${seed}`, () => {
  it('IJ7: inspect, check, export, verify and import say nothing that a terminal obeys', { timeout: 3_600_000 }, async () => {
    let lines = 0
    for (let from = 0; from < all.length; from += atOnce) {
      const group = all.slice(from, from + atOnce)
      for (const document of await writeFrozen(group)) {
        await run(runVerify([document]))
        expect([document, said.findLast((line) => !line.includes('around it the file says'))]).toEqual([document, expect.stringMatching(/: version 1 \(for comments\), .*: unchanged$/u)])
        await run(runVerify([document, '--against', file('w.minuta')]))
        if (/docx|odt/u.test(document)) continue
        // The difference is said in the words of the file.
        fs.writeFileSync(document, fs.readFileSync(document, 'utf8').replaceAll('window', 'win\u009B2Jdow'))
        await run(runVerify([document, '--against', file('w.minuta')]))
      }
      await run(runInspect([file('w.minuta')]))
      await run(runInspect([file('w.minuta'), '--json']))
      await run(runCheck([file('w.minuta')]))
      await run(runCheck([file('w.minuta'), '--json']))
      await run(runExport([file('w.minuta'), '--format', 'md', '-o', file('out.md')]))
      const texts = group.map(({ text }) => text)
      fs.writeFileSync(file('list.csv'), ['Name;Organisation', ...texts.map((text) => `"${text.replaceAll('"', '""')}";x`), ...texts.map((text) => `;"${text.replaceAll('"', '""')}"`)].join('\n'))
      await run(runImport([file('list.csv'), '--into', file('w.minuta'), '-o', file('into.minuta')]))
      fs.writeFileSync(file('text.html'), `<title>${texts.join(' ')}</title><h1>${texts[0] ?? ''}</h1>${texts.map((text) => `<img src="${text.replaceAll('"', '&quot;')}" alt="${text.replaceAll('"', '&quot;')}"><a href="${text.replaceAll('"', '&quot;')}">x</a>`).join('')}`)
      await run(runImport([file('text.html'), '-o', file('into.minuta')]))
      fs.writeFileSync(file('good.json'), JSON.stringify({ format: 'minuta-workshop-record', version: 1, workshop: { title: texts.join(' ').slice(0, 9000) } }))
      await run(runImport([file('good.json'), '-o', file('into.minuta')]))
      lines += said.length
      expect([group[0]?.number, orders(said)]).toEqual([group[0]?.number, []])
      said.length = 0
    }
    expect(lines).toBeGreaterThan(all.length)
  })

  it('IJ7: a refusal quotes the file in words alone', () => {
    const bad = [['tokens.json', '{"a": \u001B]8;;http://127.0.0.1:9/\u0007x\u009B2J}'], ['keys.json', '{"format":"minuta-workshop-record","version":1,"workshop":{"title":"T"},"boards":[{"\\u001b[2J\\u009b":1}]}'], ['file\u001B[2J.json', '{}']] as const
    for (const [name, text] of bad) {
      fs.writeFileSync(file(name), strToU8(text))
      const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(import.meta.dirname, '../../server/cli/main.ts'), 'import', file(name), '-o', file('x.minuta')], { encoding: 'utf8' })
      expect([status, stdout, orders(stderr.split('\n'))]).toEqual([1, '', []])
    }
  })
})
