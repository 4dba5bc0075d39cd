/**
 * A frozen document as it is printed: the tree as it was frozen, and around it what goes on changing (status, approvals). What is
 * added stands in two places only, the status line and one part at the end, so that a reader of the file can tell it from what is sealed.
 */
import { formatDateField } from '../minutes/dates.ts'
import { textDirection } from '../minutes/direction.ts'
import { labelsFor } from '../minutes/labels-for.ts'
import type { Block, Minutes, MinutesStatus } from '../minutes/minutes.ts'
import { printable } from '../minutes/printable.ts'
import { statusLine } from '../minutes/status.ts'
import { factsOf, metaLine, simpleTable } from '../minutes/text-blocks.ts'
import { canonicalJson } from './canonical-json.ts'
import { fingerprintGroups, sha256Of } from './fingerprint.ts'
import type { FrozenContent, FrozenDocument } from './frozen-version.ts'
import type { VersionState } from './frozen-request.ts'
import { versionLabels } from './labels.ts'
import { minutesWords, wordsDigest, wordsOf, type DocumentWords } from './minutes-words.ts'
import { proofText, type Proof, type Seal } from './seal.ts'

export const versionPart = 'version'

/** The document with its status, its approvals and its proof. */
export function printVersion({ seal, fingerprint }: Pick<FrozenContent, 'seal' | 'fingerprint'>, { entry, minutes }: FrozenDocument, state: VersionState): Minutes {
  const { labels } = labelsFor(minutes.language)
  const own = versionLabels(minutes.language)
  const status: MinutesStatus = { kind: state.status, version: state.number, date: statusDate(seal, state) }
  const line = printable(statusLine(status, labels, minutes.language))
  const part = {
    id: versionPart, number: '', title: own.version, direction: textDirection(own.version), linking: [],
    blocks: versionBlocks(seal, fingerprint, minutes.language, state, line),
  }
  const printed: Minutes = {
    ...minutes,
    status,
    statusLine: line,
    parts: [...minutes.parts, part],
    outline: [...minutes.outline, { id: versionPart, number: '', title: part.title, isExcluded: false }],
  }
  const proof: Proof = { seal, entry, number: state.number, status: state.status, printed: printedDigest(minutesWords(printed), line), printedTree: sha256Of(canonicalJson(printed)) }
  return { ...printed, proof: { text: proofText(proof), fingerprint, version: state.number } }
}

/** Digest of everything that a file says, what is sealed and what is not. */
export function printedDigest(words: DocumentWords, status: string): string {
  return sha256Of(`${wordsDigest(words)}\n${wordsOf(status).join(' ')}`)
}

/** When it was approved, else when it was frozen. */
function statusDate(seal: Seal, { status, approvals }: VersionState): string {
  const approved = approvals.findLast(({ on }) => on !== '')?.on
  return status === 'approved' && approved !== undefined ? approved : seal.frozenAt.slice(0, 10)
}

function versionBlocks(seal: Seal, fingerprint: string, language: string, { approvals }: VersionState, line: string): readonly Block[] {
  const own = versionLabels(language)
  const date = (value: string): string => formatDateField(value, language)
  const facts = factsOf([
    [own.status, line],
    [own.commentsUntil, date(seal.commentsUntil)],
    [own.frozen, [`${date(seal.frozenAt.slice(0, 10))} ${seal.frozenAt.slice(11)}`.trim(), seal.frozenBy].filter((part) => part !== '').join(', ')],
    [own.note, seal.note],
    [own.fingerprint, fingerprintGroups(fingerprint)],
  ])
  const table = simpleTable(
    own.approvals,
    [own.name, own.capacity, own.how, own.on],
    approvals.map(({ name, capacity, how, on }) => [printable(name), printable(capacity), own.ways[how], date(on)]),
  )
  return [{ kind: 'facts', title: '', facts }, ...(table === null ? [] : [table]), metaLine(own.howToVerify)]
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
