/**
 * A frozen document as it is printed: the tree as it was frozen, and around it what goes on changing (status, approvals). What is
 * added stands in two places only, the status line and one part at the end, so that a reader of the file can tell it from what is sealed.
 */
import { formatDateField } from '../minutes/dates.ts'
import { textDirection } from '../minutes/direction.ts'
import { labelsFor } from '../minutes/labels-for.ts'
import type { Block, Minutes, MinutesPart, MinutesStatus } from '../minutes/minutes.ts'
import { printable } from '../minutes/printable.ts'
import { statusLine as statusLineOf } from '../minutes/status.ts'
import { factsOf, inlinesOf, metaLine, paragraph, simpleTable } from '../minutes/text-blocks.ts'
import type { ApprovalCheck, ApprovalWords, CheckedApproval, VersionStatus } from '../model/versions.ts'
import { counts } from './approval-signature.ts'
import { canonicalJson } from './canonical-json.ts'
import { fingerprintGroups, sha256Of, shortFingerprint } from './fingerprint.ts'
import type { FrozenContent, FrozenDocument } from './frozen-version.ts'
import type { VersionState } from './frozen-request.ts'
import { versionLabels, type VersionLabels } from './labels.ts'
import { minutesWords, wordsDigest, wordsOf, type DocumentWords } from './minutes-words.ts'
import { fingerprintOf, proofText, type PrintedApproval, type Proof, type Seal } from './seal.ts'

const versionPart = 'version'

/** The document with its status, its approvals and its proof. */
export function printVersion({ seal, fingerprint }: Pick<FrozenContent, 'seal' | 'fingerprint'>, { entry, minutes, beside }: FrozenDocument, state: VersionState): Minutes {
  const approvals = state.approvals.filter(counts)
  const { status, statusLine, part } = versionPartOf(seal, minutes.language, { ...state, approvals })
  const printed: Minutes = {
    ...minutes,
    status,
    statusLine,
    parts: [...minutes.parts, part],
    outline: [...minutes.outline, { id: versionPart, number: '', title: part.title, isExcluded: false }],
  }
  const proof: Proof = {
    seal, entry, number: state.number, status: state.status, printed: printedDigest(minutesWords(printed), statusLine), printedTree: sha256Of(canonicalJson(printed)),
    ...(approvals.length > 0 && { approvals: approvals.map(carried) }),
    ...(beside !== undefined && { beside }),
  }
  return { ...printed, proof: { text: proofText(proof), fingerprint, version: state.number } }
}

/** As much of an approval as its signature covers, and the signature. */
function carried({ name, organisation, capacity, how, on, signature }: CheckedApproval): PrintedApproval {
  return { name, organisation, capacity, how, on, signature: signature && { ...signature } }
}

/** An approval as it is printed: what it says, and what its signature proves. */
export type ShownApproval = ApprovalWords & Pick<CheckedApproval, 'check'>

/** What is printed around the frozen text: it follows from the seal and what is given, so that a file can be asked whether it is that. */
export function versionPartOf(
  seal: Seal, language: string, state: Pick<VersionState, 'number' | 'status'> & { readonly approvals: readonly ShownApproval[] },
): { readonly status: MinutesStatus; readonly statusLine: string; readonly part: MinutesPart } {
  const { labels } = labelsFor(language)
  const own = versionLabels(language)
  const status: MinutesStatus = { kind: state.status, version: state.number, date: statusDate(seal, state) }
  const line = printable(statusLineOf(status, labels, language))
  return {
    status,
    statusLine: line,
    part: {
      id: versionPart, number: '', title: own.version, direction: textDirection(own.version), linking: [],
      blocks: versionBlocks(seal, language, state.approvals, line),
    },
  }
}

/** Digest of everything that a file says, what is sealed and what is not. */
export function printedDigest(words: DocumentWords, status: string): string {
  return sha256Of(`${wordsDigest(words)}\n${wordsOf(status).join(' ')}`)
}

/** When it was approved, else when it was frozen. */
function statusDate(seal: Seal, { status, approvals }: { readonly status: VersionStatus; readonly approvals: readonly ShownApproval[] }): string {
  const approved = approvals.findLast(({ on }) => on !== '')?.on
  return status === 'approved' && approved !== undefined ? approved : seal.frozenAt.slice(0, 10)
}

function versionBlocks(seal: Seal, language: string, approvals: readonly ShownApproval[], line: string): readonly Block[] {
  const own = versionLabels(language)
  const date = (value: string): string => formatDateField(value, language)
  const facts = factsOf([
    [own.status, line],
    [own.commentsUntil, date(seal.commentsUntil)],
    [own.frozen, [`${date(seal.frozenAt.slice(0, 10))} ${seal.frozenAt.slice(11)}`.trim(), seal.frozenBy].filter((part) => part !== '').join(', ')],
    [own.note, seal.note],
    [own.fingerprint, fingerprintGroups(fingerprintOf(seal))],
  ])
  const table = simpleTable(
    own.approvals,
    [own.name, own.capacity, own.how, own.on, own.signature],
    approvals.map(({ name, organisation, capacity, how, on, check }) => [
      printable([name, organisation].filter((text) => text !== '').join(', ')), printable(capacity), own.ways[how], date(on), signatureBlocks(check, own),
    ]),
  )
  const isAnySigned = approvals.some(({ check }) => check.kind === 'signed')
  return [{ kind: 'facts', title: '', facts }, ...(table === null ? [] : [table]), ...(isAnySigned ? [metaLine(own.signatureProves)] : []), metaLine(own.howToVerify)]
}

/** The key in a paragraph of its own: its digits run from left to right in every language. */
function signatureBlocks(check: ApprovalCheck, own: VersionLabels): readonly Block[] {
  if (check.kind !== 'signed') return [paragraph(own.recordedOnly)]
  const key: Block = { kind: 'paragraph', style: 'body', number: null, inlines: inlinesOf(shortFingerprint(check.key)), direction: 'ltr' }
  return [paragraph(check.role === null ? own.signedWithoutRole : own.signedAs[check.role]), key]
}

/** The tree as it was sealed, from one that was printed and is without its proof. */
export function sealedTree(printed: Omit<Minutes, 'proof'>): Minutes {
  return {
    ...printed,
    status: { kind: 'draft', version: null, date: '' },
    statusLine: '',
    parts: printed.parts.filter(({ id }) => id !== versionPart),
    outline: printed.outline.filter(({ id }) => id !== versionPart),
  }
}
