/** `minuta export --version` and `minuta verify`: the commands in this process, as twenty processes take minutes to start. `tests/e2e` runs the real one. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { CliError } from '../../server/cli/cli-error.ts'
import { runExport } from '../../server/cli/export.ts'
import { runVerify } from '../../server/cli/verify/verify.ts'
import { addApproval } from '../../shared/document/versions/approvals.ts'
import { recordRevocation } from '../../shared/document/invites.ts'
import { addCorrection, pendingCorrections, updateCorrection } from '../../shared/document/versions/corrections.ts'
import { writeHandOverFile } from '../../shared/document/hand-over/hand-over-file.ts'
import { boardFragment, readBoardList, readWorkshop } from '../../shared/document/read-workshop.ts'
import { documentFromRecord } from '../../shared/document/record/record.ts'
import { addVersion, readVersions } from '../../shared/document/versions/versions.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import type { Approval } from '../../shared/model/versions.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { encodeRevocation, signRevocation } from '../../shared/protocol/admission.ts'
import { toBase64Url } from '../../shared/protocol/base64url.ts'
import { holderOf } from '../../shared/protocol/capability.ts'
import { localDay } from '../../shared/util/local-day.ts'
import { compareMinutes } from '../../shared/versions/compare-minutes.ts'
import { sha256OfBytes } from '../../shared/versions/fingerprint.ts'
import { encodeFrozen, findDocument, type FrozenContent } from '../../shared/versions/frozen-version.ts'
import { frozenNumbers } from '../../shared/versions/freeze.ts'
import { invite, newWorkshop } from '../helpers/access.ts'
import { signed, signedAt } from '../helpers/approvals.ts'
import { freeze } from '../helpers/frozen.ts'
import { recordOf } from '../helpers/typing.ts'

let folder = ''
const contents: FrozenContent[] = []
const blobs = new Map<BlobId, Uint8Array>()

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-verify-'))
  const imported = documentFromRecord(JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../../shared/samples/founding-meeting.record.json'), 'utf8')))
  if (!imported.ok) throw new Error('not a record')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, imported.update)
  await freezeInto(doc)
  const [first] = readVersions(doc)
  const asked = addCorrection(doc, 'test', { version: first?.fingerprint ?? '', place: '4', request: 'Name the evening', by: 'Campania' })
  updateCorrection(doc, 'test', asked, { decision: 'accepted', reason: 'forgotten', decidedBy: 'Ana', decidedOn: '2026-09-25' })
  const board = readBoardList(doc)[3]
  const paragraph = new Y.XmlElement('paragraph')
  if (board === undefined) throw new Error('no board')
  boardFragment(doc, board.id)?.push([paragraph])
  const words = new Y.XmlText()
  paragraph.insert(0, [words])
  words.insert(0, 'The evening ended on the square.')
  await freezeInto(doc)
  addApproval(doc, 'test', { version: readVersions(doc)[1]?.fingerprint ?? '', name: 'Guy Esclopé', organisation: '', capacity: 'co-president', how: 'in-writing', on: '2026-10-05', recordedBy: 'Ana', signature: null })
  const { id, schemaVersion, details } = readWorkshop(doc)
  fs.writeFileSync(file('day.minuta'), writeHandOverFile({ workshop: id, schemaVersion, title: details.title, update: Y.encodeStateAsUpdate(doc), responses: null, blobs }))
  doc.destroy()
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

async function freezeInto(doc: Y.Doc): Promise<void> {
  const workshop = readWorkshop(doc)
  const previous = contents.at(-1)
  const content = await freeze(workshop, ['en', 'fr'], previous === undefined ? null : { number: contents.length, content: previous, corrections: pendingCorrections(doc) })
  const bytes = encodeFrozen(content)
  const blob = sha256OfBytes(bytes) as BlobId
  const { frozenAt, frozenBy, note, commentsUntil, isCorrected } = content.seal
  addVersion(doc, 'test', { fingerprint: content.fingerprint, blob, frozenAt, frozenBy, note, commentsUntil, isCorrected, outcomes: frozenNumbers(workshop) }, bytes.byteLength)
  contents.push(content)
  blobs.set(blob, bytes)
}

function file(name: string): string {
  return path.join(folder, name)
}

async function minuta(command: 'export' | 'verify', ...args: readonly string[]): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const out: string[] = []
  const err: string[] = []
  const spies = [vi.spyOn(console, 'log').mockImplementation((line: string) => out.push(line)), vi.spyOn(console, 'error').mockImplementation((line: string) => err.push(line))]
  try {
    const status = await (command === 'export' ? runExport(args) : runVerify(args))
    return { status, stdout: out.join('\n'), stderr: err.join('\n') }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { status: error.exitCode, stdout: out.join('\n'), stderr: [...err, error.message].join('\n') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

describe('a corrected version', () => {
  test('VF7 lists the corrections that were asked for and exactly what changed, in the language of the document', () => {
    for (const language of ['en', 'fr']) {
      const [before, after] = contents.map((content) => findDocument(content, { profile: 'full', language })?.minutes)
      if (!before || !after) throw new Error('not frozen')
      const changes = compareMinutes(before, after)
      expect(changes.map((change) => [change.kind, change.kind === 'removed' ? '' : change.after.text])).toEqual([['added', 'The evening ended on the square.']])
      expect(JSON.stringify(after.parts.find(({ id }) => id === 'corrigendum'))).toContain('Name the evening')
      expect(before.parts.some(({ id }) => id === 'corrigendum')).toBe(false)
    }
    const report = contents[1] && findDocument(contents[1], { profile: 'public', language: 'en' })?.minutes
    const corrigendum = JSON.stringify(report?.parts.find(({ id }) => id === 'corrigendum'))
    expect(corrigendum).toContain('The evening ended on the square.')
    // Who asked is nothing for everybody.
    expect(corrigendum).not.toContain('Campania')
  })
})

describe('verify command', () => {
  test.each(['json', 'html', 'docx', 'odt', 'md'] as const)('VF8 VF9 names the version of a %s, alone and against the workshop, and the paragraph where it differs', async (format) => {
    const out = file(`v2.${format}`)
    expect(await minuta('export', file('day.minuta'), '--format', format, '--version', '2', '--lang', 'fr', '-o', out)).toMatchObject({ status: 0, stderr: '' })
    const name = /version 2 \(approved\), full minutes in French, fingerprint [0-9A-F ]{79}: unchanged/
    const alone = await minuta('verify', out)
    expect(alone).toMatchObject({ status: 0, stderr: '' })
    expect(alone.stdout).toMatch(name)
    const against = await minuta('verify', out, '--against', file('day.minuta'), '--fingerprint', contents[1]?.fingerprint.slice(0, 20).toUpperCase() ?? '')
    expect(against).toMatchObject({ status: 0, stderr: '' })
    expect(against.stdout.trim()).toMatch(name)
    expect((await minuta('verify', out, '--fingerprint', contents[0]?.fingerprint ?? '')).status).toBe(1)
  })

  test('VF9 a changed word is told with its paragraph, what was frozen and what stands there', async () => {
    expect((await minuta('export', file('day.minuta'), '--format', 'html', '--version', 'last', '-o', file('forged.html'))).status).toBe(0)
    const html = fs.readFileSync(file('forged.html'), 'utf8')
    const changed = html.replace('The evening ended on the square.', 'The evening ended in the square.')
    expect(changed).not.toBe(html)
    fs.writeFileSync(file('forged.html'), changed)
    const result = await minuta('verify', file('forged.html'), '--against', file('day.minuta'))
    expect(result.status).toBe(1)
    expect(result.stderr).toMatch(/differs from version 2 \(approved\), full minutes in English, fingerprint [0-9A-F ]+ from paragraph \d+: … The evening ended on the square\. .* \/ … The evening ended in the square\. /)
    // Without its proof the text alone leads to the version, and a changed word is found all the same.
    fs.writeFileSync(file('bare.html'), changed.replace(/<meta name="minuta-proof"[^>]*>/, ''))
    expect((await minuta('verify', file('bare.html'), '--against', file('day.minuta'))).stderr).toContain('differs from version 2')
    expect(await minuta('verify', file('bare.html'))).toMatchObject({ status: 1 })
  })

  test('VF9 approvals that the workshop does not know, a draft and other files are told apart', async () => {
    expect((await minuta('export', file('day.minuta'), '--format', 'md', '--version', '1', '-o', file('v1.md'))).status).toBe(0)
    const first = await minuta('verify', file('v1.md'), '--against', file('day.minuta'))
    expect(first.stdout).toContain('version 2 is newer')
    fs.writeFileSync(file('approved.md'), fs.readFileSync(file('v1.md'), 'utf8').replaceAll('For comments', 'Approved'))
    expect(await minuta('verify', file('approved.md'))).toMatchObject({ status: 1 })
    expect((await minuta('verify', file('approved.md'))).stderr).toContain('status or approvals were changed')
    expect((await minuta('export', file('day.minuta'), '--format', 'html', '-o', file('draft.html'))).status).toBe(0)
    expect((await minuta('verify', file('draft.html'))).stderr).toContain('names no frozen version')
    expect((await minuta('verify', file('day.minuta'))).stderr).toContain('not a JSON, HTML, Word, OpenDocument or Markdown export')
    expect((await minuta('verify')).status).toBe(2)
    expect(await minuta('export', file('day.minuta'), '--format', 'html', '--version', '7', '-o', file('never.html'))).toMatchObject({ status: 1 })
  })
})

describe('signatures at the command line', () => {
  const { workshop, owner } = newWorkshop()
  const rapporteur = invite(owner, 'rapporteur', { issuedAt: signedAt - 9, expiresAt: signedAt + 9 })

  /** A hand-over file of one version, with what `write` puts into its notes. */
  async function handOver(name: string, write: (doc: Y.Doc, fingerprint: string) => void): Promise<void> {
    const made = documentFromRecord(recordOf('Signed'), () => workshop)
    if (!made.ok) throw new Error(JSON.stringify(made.problems))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, made.update)
    const own = readWorkshop(doc)
    const content = await freeze(own, ['en'])
    const bytes = encodeFrozen(content)
    const blob = sha256OfBytes(bytes) as BlobId
    addVersion(doc, 'test', { fingerprint: content.fingerprint, blob, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, outcomes: [] }, bytes.byteLength)
    write(doc, content.fingerprint)
    fs.writeFileSync(file(name), writeHandOverFile({ workshop, schemaVersion: own.schemaVersion, title: 'Signed', update: Y.encodeStateAsUpdate(doc), responses: null, blobs: new Map([[blob, bytes]]) }))
    doc.destroy()
  }

  test('VF18 VF22 verify names signer, role and key, and what the workshop knows of the invite; it fails on a signature that is not valid', async () => {
    let approval: Approval | undefined
    await handOver('signed.minuta', (doc, fingerprint) => {
      approval = signed({ workshop, fingerprint, number: 1 }, rapporteur)
      addApproval(doc, 'test', approval)
      addApproval(doc, 'test', { ...approval, id: 'forged', name: 'Somebody Else' })
    })
    expect(await minuta('export', file('signed.minuta'), '--format', 'json', '--version', '1', '-o', file('signed.json'))).toMatchObject({ status: 0, stderr: '' })
    const alone = await minuta('verify', file('signed.json'))
    const line = /signed by Guy Esclopé, co-president, Région Sud \(rapporteur\) on 2026-10-05, key (?:[0-9A-F]{4} ){3}[0-9A-F]{4}, signature valid: the workshop vouches for the role of the key, nothing vouches for the name/
    expect(alone).toMatchObject({ status: 0, stderr: '' })
    expect(alone.stdout).toMatch(/version 1 \(approved\).*: unchanged/)
    expect(alone.stdout).toMatch(line)
    expect(alone.stdout).not.toContain('Somebody Else')
    const against = await minuta('verify', file('signed.json'), '--against', file('signed.minuta'))
    expect(against).toMatchObject({ status: 0, stderr: '' })
    expect(against.stdout).toMatch(line)
    expect(against.stdout).toContain('in the workshop, not counted: signed by Somebody Else, co-president, Région Sud on 2026-10-05: not valid')

    const elsewhere = await minuta('verify', file('signed.json'), '--against', file('day.minuta'))
    expect(elsewhere.status).toBe(1)
    expect(elsewhere.stderr).toContain(`of another workshop than ${file('day.minuta')}`)
    expect(elsewhere.stderr).toMatch(/version 1 \(approved\).*: unchanged/)

    const text = fs.readFileSync(file('signed.json'), 'utf8')
    const signature = approval?.signature?.signature ?? ''
    // Once as plain data, once in the proof, which has no hyphens.
    const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    const inProof = (value: string): string => value.replaceAll('-', String.raw`\\u002d`)
    const tamperedText = text.replace(inProof(signature), () => inProof(changed)).replace(signature, changed)
    expect(tamperedText).not.toContain(signature)
    expect(tamperedText).not.toContain(inProof(signature))
    fs.writeFileSync(file('tampered.json'), tamperedText)
    for (const args of [[], ['--against', file('signed.minuta')]]) {
      const tampered = await minuta('verify', file('tampered.json'), ...args)
      expect(tampered.status).toBe(1)
      expect(tampered.stderr).toMatch(/the minutes are unchanged, but signed by Guy Esclopé.*: not valid/)
    }

    const takenBack = (revokedAt: number) => (doc: Y.Doc): void => {
      const subject = holderOf(rapporteur.capability)
      recordRevocation(doc, 'test', toBase64Url(subject), toBase64Url(encodeRevocation(signRevocation(nodeSignatures, owner.capability, owner.secret, { subject, revokedAt }))))
    }
    await handOver('since.minuta', takenBack(signedAt + 86_400))
    const since = await minuta('verify', file('signed.json'), '--against', file('since.minuta'))
    expect(since).toMatchObject({ status: 0, stderr: '' })
    expect(since.stdout).toContain(`that invite was taken back on ${localDay(new Date((signedAt + 86_400) * 1_000))}, after the time that the signature says`)
    await handOver('before.minuta', takenBack(signedAt - 60))
    const before = await minuta('verify', file('signed.json'), '--against', file('before.minuta'))
    expect(before.status).toBe(1)
    expect(before.stderr).toContain('the invite behind it had been taken back')
  })
})
