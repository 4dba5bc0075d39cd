/**
 * `verify FILE [--against WORKSHOP.minuta] [--fingerprint TEXT]`: which frozen version a file is, and whether it still says so. Alone, a
 * file proves that its text belongs to the fingerprint in it; compare that with the paper, or give it. Against the workshop, it also says
 * where the text differs.
 */
import { parseArgs } from 'node:util'
import { approvalContext, readCheckedApprovals } from '../../../shared/document/approvals.ts'
import { readWorkshopId } from '../../../shared/document/read-workshop.ts'
import { readVersions, versionStatus } from '../../../shared/document/versions.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import type { FrozenVersion } from '../../../shared/model/versions.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { counts } from '../../../shared/versions/approval-signature.ts'
import { fingerprintGroups } from '../../../shared/versions/fingerprint.ts'
import { decodeFrozen, type FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { printVersion } from '../../../shared/versions/print-version.ts'
import { minutesWords } from '../../../shared/versions/minutes-words.ts'
import { fingerprintOf, parseProof, type Proof, type SealEntry } from '../../../shared/versions/seal.ts'
import { badInput, badUsage } from '../cli-error.ts'
import { readInput } from '../files.ts'
import { openWorkshop, type OpenedWorkshop } from '../open-workshop.ts'
import { approvalLine, judgeApprovals } from './judge-approvals.ts'
import { say, tell } from '../terminal.ts'
import { addedText, findCandidate, findDifferences, isPrintedText, isSealedData, isSealedText, matchesTyped, provesItself, type Difference } from './judge.ts'
import { readVerifiable } from './read-file.ts'
import type { ReadDocument } from './read-words.ts'

export const verifyUsage = 'verify FILE [--against WORKSHOP.minuta] [--fingerprint TEXT]'

export async function runVerify(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { against: { type: 'string' }, fingerprint: { type: 'string' } },
    allowPositionals: true,
  })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw badUsage(`usage: ${verifyUsage}`)
  const found = readVerifiable(await readInput(file))
  if (found === null) throw badInput(`${file}: not a JSON, HTML, Word, OpenDocument or Markdown export of Minuta`)
  const proof = parseProof(found.proof)
  const verdict = values.against === undefined ? judgeAlone(found, proof) : await judgeAgainst(found, proof, values.against)
  if (values.fingerprint !== undefined && verdict.fingerprint !== null && !matchesTyped(verdict.fingerprint, values.fingerprint)) {
    throw badInput(`${file}: this is another version: its fingerprint is ${fingerprintGroups(verdict.fingerprint)}`)
  }
  if (verdict.isUnchanged) {
    for (const line of verdict.lines) say(`${file}: ${line}`)
    return 0
  }
  const [first = '', ...more] = verdict.lines
  for (const line of more) tell(line)
  throw badInput(`${file}: ${first}`)
}

type Verdict = { readonly isUnchanged: boolean; readonly fingerprint: string | null; readonly lines: readonly string[] }

function judgeAlone(found: ReadDocument, proof: Proof | null): Verdict {
  if (proof === null) {
    return { isUnchanged: false, fingerprint: null, lines: ['this file names no frozen version: it is a draft, or what proved it is gone; --against WORKSHOP.minuta looks for its text'] }
  }
  const fingerprint = fingerprintOf(proof.seal)
  const name = nameOf(proof.number, proof.status, proof.entry, fingerprint)
  if (provesItself(found, proof)) {
    // The seal names the workshop, and with it which invites are of it; what was taken back only the workshop knows.
    const { problem, lines } = judgeApprovals(found, proof, { workshop: proof.seal.workshop as WorkshopId, revokedAt: () => null })
    if (problem !== null) return { isUnchanged: false, fingerprint, lines: [`${name}: the minutes are unchanged, but ${problem}`] }
    return { isUnchanged: true, fingerprint, lines: [`${name}: unchanged`, ...lines] }
  }
  const isOnlyAround = isSealedText(found, proof.entry) && isSealedData(found, proof)
  const what = isOnlyAround ? 'its status or approvals were changed in this file' : 'this file says something else; --against WORKSHOP.minuta shows where'
  return { isUnchanged: false, fingerprint, lines: [`differs from ${name}: ${what}`] }
}

async function judgeAgainst(found: ReadDocument, proof: Proof | null, path: string): Promise<Verdict> {
  const opened = await openWorkshop(path)
  try {
    return judgeWith(found, proof, opened, path)
  } finally {
    opened.close()
  }
}

function judgeWith(found: ReadDocument, proof: Proof | null, { doc, file }: OpenedWorkshop, path: string): Verdict {
  const versions = readVersions(doc)
  const contents = versions.flatMap((version) => readContent(version, file.blobs.get(version.blob)))
  const candidate = findCandidate(found, proof, contents)
  if (candidate === null) {
    return { isUnchanged: false, fingerprint: null, lines: [contents.length === 0 ? `${path} holds no frozen version that can be read` : `no frozen version in ${path} says what this file says`] }
  }
  const { content, document } = candidate
  const version = versions.find(({ fingerprint }) => fingerprint === content.fingerprint)
  if (version === undefined) throw new Error('a content without its version')
  const workshop = readWorkshopId(doc)
  const approvals = readCheckedApprovals(nodeSignatures, workshop, doc).filter((approval) => approval.version === version.fingerprint)
  const status = versionStatus(version, approvals)
  const name = nameOf(version.number, status, document.entry, version.fingerprint)
  const own: Proof | null = proof && fingerprintOf(proof.seal) === version.fingerprint ? proof : null
  if (!isSealedText(found, document.entry) || (own !== null && !isSealedData(found, own))) {
    const differences = findDifferences(found, document)
    return { isUnchanged: false, fingerprint: version.fingerprint, lines: [`differs from ${name}${differences[0] ? ` ${words(differences[0])}` : ' in what is not its text'}`, ...differences.slice(1).map((next) => `and ${words(next)}`)] }
  }
  if (own === null || !isPrintedText(found, own)) {
    return { isUnchanged: false, fingerprint: version.fingerprint, lines: [`${name}: the text is unchanged, but its status, approvals or proof were changed in this file`] }
  }
  const judged = judgeApprovals(found, own, approvalContext(nodeSignatures, workshop, doc))
  if (judged.problem !== null) return { isUnchanged: false, fingerprint: version.fingerprint, lines: [`${name}: the minutes are unchanged, but ${judged.problem}`] }
  const now = printVersion(content, document, { number: version.number, status, approvals })
  const isCurrent = addedText(found, document.entry) === addedText({ ...minutesWords(now), status: now.statusLine, proof: '' }, document.entry)
  const newest = versions.at(-1)
  return {
    isUnchanged: true,
    fingerprint: version.fingerprint,
    lines: [
      `${name}: unchanged`,
      ...judged.lines,
      ...approvals.filter((approval) => !counts(approval)).map((approval) => `in the workshop, not counted: ${approvalLine(approval)}`),
      ...(isCurrent ? [] : [`status and approvals are not those that the workshop has now; the file says: ${addedText(found, document.entry)}`]),
      ...(newest && newest.number > version.number ? [`version ${newest.number} is newer`] : []),
    ],
  }
}

function readContent(version: FrozenVersion, blob: Uint8Array | undefined): readonly FrozenContent[] {
  if (blob === undefined) return []
  const read = decodeFrozen(blob, version.fingerprint)
  return read.ok ? [read.content] : []
}

const profileNames = { full: 'full minutes', decisions: 'list of decisions', public: 'public report', letter: 'letter' } as const
const statusNames = { 'for-comments': 'for comments', approved: 'approved', corrected: 'corrected' } as const

/** "version 2 (approved), full minutes in French, fingerprint 3F2A …" */
function nameOf(number: number, status: keyof typeof statusNames, { profile, language, organisation }: SealEntry, fingerprint: string): string {
  const document = `${profileNames[profile]}${profile === 'letter' ? ` to ${organisation}` : ''}`
  return `version ${number} (${statusNames[status]}), ${document} in ${languageName(language)}, fingerprint ${fingerprintGroups(fingerprint)}`
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

function words({ place, frozen, found }: Difference): string {
  if (place === null) return `in its numbers: ${frozen || '(nothing)'} / ${found || '(nothing)'}`
  const where = place.paragraph === null ? (place.part === '' ? 'on the cover' : `in "${place.part}"`) : `from paragraph ${place.paragraph}`
  return `${where}: ${frozen || '(nothing)'} / ${found || '(nothing)'}`
}
