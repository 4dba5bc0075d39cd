/**
 * `verify FILE [--against WORKSHOP.minuta] [--fingerprint TEXT]`: which frozen version a file is, and whether it still says so. Alone, a
 * file proves that its text belongs to the fingerprint in it; compare that with the paper, or give it. Against the workshop, it also says
 * where the text differs.
 */
import { parseArgs } from 'node:util'
import { approvalContext, readCheckedApprovals } from '../../../shared/document/versions/approvals.ts'
import { readWorkshopId } from '../../../shared/document/read-workshop.ts'
import { readVersions } from '../../../shared/document/versions/versions.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { matchesTyped } from '../../../shared/verify/judge.ts'
import type { VersionFile } from '../../../shared/verify/read-words.ts'
import { seenOf } from '../../../shared/verify/judge-beside.ts'
import { judgeAgainst, judgeAlone, picturesToRead, type Verdict } from '../../../shared/verify/verdict.ts'
import { fingerprintGroups } from '../../../shared/versions/fingerprint.ts'
import { decodeFrozen } from '../../../shared/versions/frozen-version.ts'
import { badInput, badUsage } from '../cli-error.ts'
import { openWorkshop } from '../open-workshop.ts'
import { readForeign } from '../read-foreign.ts'
import { say, tell } from '../terminal.ts'
import { uncheckableLine, verdictLines } from './verdict-lines.ts'
import { verifyUsage } from '../usages.ts'

export async function runVerify(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { against: { type: 'string' }, fingerprint: { type: 'string' } },
    allowPositionals: true,
  })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw badUsage(`usage: ${verifyUsage}`)
  const outcome = await readForeign('version', file)
  if (outcome.kind === 'refused') throw badInput(`${file}: ${uncheckableLine(outcome.refusal)}`)
  const verdict = values.against === undefined ? judgeAlone(nodeSignatures, outcome.content) : await judgeWith(outcome.content, values.against)
  const fingerprint = 'named' in verdict ? verdict.named.fingerprint : null
  if (values.fingerprint !== undefined && fingerprint !== null && !matchesTyped(fingerprint, values.fingerprint)) {
    throw badInput(`${file}: this is another version: its fingerprint is ${fingerprintGroups(fingerprint)}`)
  }
  const [first = '', ...more] = verdictLines(verdict, values.against ?? null)
  if (verdict.kind === 'unchanged') {
    for (const line of [first, ...more]) say(`${file}: ${line}`)
    return 0
  }
  for (const line of more) tell(line)
  throw badInput(`${file}: ${first}`)
}

async function judgeWith(found: VersionFile, path: string): Promise<Verdict> {
  const { doc, file, close } = await openWorkshop(path)
  try {
    const versions = readVersions(doc)
    const contents = versions.flatMap(({ blob, fingerprint }) => {
      const bytes = file.blobs.get(blob)
      const read = bytes && decodeFrozen(bytes, fingerprint)
      return read?.ok ? [read.content] : []
    })
    const seen = new Map(picturesToRead(found).flatMap((blob) => {
      const bytes = file.blobs.get(blob)
      const digest = bytes === undefined ? null : seenOf(blob, bytes)
      return digest === null ? [] : [[blob, digest] as const]
    }))
    const workshop = readWorkshopId(doc)
    return judgeAgainst(nodeSignatures, found, { versions, contents, approvals: readCheckedApprovals(nodeSignatures, workshop, doc), context: approvalContext(nodeSignatures, workshop, doc), seen })
  } finally {
    close()
  }
}
