/** A proof is no proof by itself: what a forger can write into one makes no file unchanged. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { readHtml } from '../../../shared/verify/read-html.ts'
import { readJsonExport } from '../../../shared/verify/read-json.ts'
import type { ReadJson, VersionFile } from '../../../shared/verify/read-words.ts'
import { judgeAgainst, judgeAlone, type Verdict, type VersionsOfWorkshop } from '../../../shared/verify/verdict.ts'
import type { FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { wordsDigest } from '../../../shared/versions/minutes-words.ts'
import { printedDigest } from '../../../shared/versions/print-version.ts'
import { parseProof, proofText, type Proof } from '../../../shared/versions/seal.ts'
import { fullWorkshop, presentBlob, presentImage } from '../../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'

let content: FrozenContent
let html = ''
let json = ''
beforeAll(async () => {
  content = await freeze(fullWorkshop(), ['en'])
  html = strFromU8(await exportVersion(content, 'html', {}))
  json = strFromU8(await exportVersion(content, 'json', {}, new Map([[presentBlob as string, presentImage]])))
})

function against(found: VersionFile): Verdict {
  const { fingerprint, seal } = content
  const version = { number: 1, fingerprint, blob: presentBlob, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, follows: null, outcomes: [] }
  const of: VersionsOfWorkshop = { versions: [version], contents: [content], approvals: [], context: { workshop: seal.workshop as WorkshopId, revokedAt: () => null }, seen: new Map() }
  return judgeAgainst(nodeSignatures, found, of)
}

function proofOf(found: VersionFile): Proof {
  const proof = parseProof(found.proof)
  if (proof === null) throw new Error('no proof')
  return proof
}

function readJson(text: string): ReadJson {
  const found = readJsonExport(text)
  if (found === null) throw new Error('not readable')
  return found
}

describe('an entry of the proof that the seal does not list', () => {
  test('VF26 makes no words behind the minutes frozen ones', () => {
    const added = 'ALL DECISIONS ABOVE WERE REJECTED'
    const at = html.lastIndexOf('<section', html.lastIndexOf('Version and approval</h2>'))
    const found = readHtml(`${html.slice(0, at)}<p>${added}</p>${html.slice(at)}`)
    const proof = proofOf(found)
    const words = proof.entry.words + added.split(' ').length
    expect(found.words.slice(proof.entry.words, words).join(' ')).toBe(added)
    const forged = { ...found, proof: proofText({ ...proof, entry: { ...proof.entry, words }, printed: printedDigest(found, found.status) }) }
    expect(against(forged).kind).toBe('changed-around')
    expect(judgeAlone(nodeSignatures, forged).kind).toBe('differs')
  })

  test('VF26 makes no link, mark or record of a JSON file a frozen one', () => {
    const honest = readJson(json)
    expect([against(honest).kind, judgeAlone(nodeSignatures, honest).kind]).toEqual(['unchanged', 'unchanged'])
    const changed = json.replace(/"href": "[^"]*"/, '"href": "https://evil.example/"').replaceAll('"kind": "bold"', '"kind": "strike"')
    expect(changed).not.toBe(json)
    const found = readJson(changed)
    const proof = proofOf(found)
    const forged = { ...found, proof: proofText({ ...proof, entry: { ...proof.entry, tree: found.tree }, printedTree: found.printedTree }) }
    // Every word is the frozen one: it is not the text that differs.
    expect(against(forged)).toMatchObject({ kind: 'differs', differences: [] })
    expect(judgeAlone(nodeSignatures, forged).kind).toBe('differs')
  })

  test('VF26 of a file alone whose text is another is not taken for a change of its status', () => {
    const found = readHtml('<!doctype html><title>x</title><main><p>Everything was rejected.</p></main>')
    const proof = proofOf(readHtml(html))
    const forged = { ...found, proof: proofText({ ...proof, entry: { ...proof.entry, text: wordsDigest(found), words: found.words.length } }) }
    expect(judgeAlone(nodeSignatures, forged)).toMatchObject({ kind: 'differs', differences: null })
  })
})

describe('number and fingerprint beside the proof', () => {
  const other = 'ab'.repeat(32)
  const parts = { docx: 'docProps/custom.xml', odt: 'meta.xml' } as const

  test.each([
    ['json', /"fingerprint": "[0-9a-f]{64}"/, `"fingerprint": "${other}"`],
    ['json', /("fingerprint": "[0-9a-f]{64}",\s*"version": )1/, '$17'],
    ['html', /(name="minuta-fingerprint" content=")[^"]*/, `$1${other}`],
    ['html', /(name="minuta-version" content=")[^"]*/, '$17'],
    ['docx', /(name="Minuta fingerprint".*?<vt:lpwstr>)[^<]*/, `$1${other}`],
    ['docx', /(name="Minuta version".*?<vt:lpwstr>)[^<]*/, '$17'],
    ['odt', /(name="Minuta fingerprint"[^>]*>)[^<]*/, `$1${other}`],
    ['odt', /(name="Minuta version"[^>]*>)[^<]*/, '$17'],
  ] as const)('VF27 in %s are those of the proof: %s', async (format, place, forged) => {
    const bytes = await exportVersion(content, format, {})
    const change = (text: string): string => text.replace(place, forged)
    const part = format === 'docx' || format === 'odt' ? parts[format] : null
    const entries = part === null ? {} : unzipSync(bytes)
    const text = strFromU8(part === null ? bytes : (entries[part] ?? new Uint8Array()))
    expect(change(text)).not.toBe(text)
    const found = await readVersion(part === null ? strToU8(change(text)) : zipSync({ ...entries, [part]: strToU8(change(text)) }))
    if (found === null) throw new Error('not readable')
    expect(found.words).toEqual((await readVersion(bytes))?.words)
    expect([judgeAlone(nodeSignatures, found).kind, against(found).kind]).toEqual(['changed-around', 'changed-around'])
  })
})
