/** What is said of a file against a workshop, on the command line and in the window alike. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8 } from 'fflate'
import { browserSignatures } from '../../../renderer/document/browser-signatures.ts'
import type { BlobId } from '../../../shared/model/ids.ts'
import type { CheckedApproval, FrozenVersion } from '../../../shared/model/versions.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import type { VersionFile } from '../../../shared/verify/read-words.ts'
import { judgeAgainst, versionsToRead, type Verdict, type VersionsOfWorkshop } from '../../../shared/verify/verdict.ts'
import { checkApproval } from '../../../shared/versions/approval-signature.ts'
import type { FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { invite, newWorkshop } from '../../helpers/access.ts'
import { context, signed, signedAt } from '../../helpers/approvals.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'

const { workshop, owner } = newWorkshop()
const elsewhere = newWorkshop()

let first: FrozenContent
let second: FrozenContent
/** The same meeting in another workshop: every word alike. */
let foreign: FrozenContent
let approval: CheckedApproval
beforeAll(async () => {
  const base = fullWorkshop()
  first = await freeze({ ...base, id: workshop }, ['en', 'fr'])
  second = await freeze({ ...base, id: workshop, details: { ...base.details, title: `${base.details.title}, corrected` } }, ['en'])
  foreign = await freeze({ ...base, id: elsewhere.workshop }, ['en'])
  const said = signed({ workshop, fingerprint: second.fingerprint, number: 2 }, invite(owner, 'rapporteur', { issuedAt: signedAt - 9, expiresAt: signedAt + 9 }))
  approval = { ...said, check: checkApproval(nodeSignatures, said, context(workshop)) }
})

function versionOf(content: FrozenContent, number: number): FrozenVersion {
  return { number, fingerprint: content.fingerprint, blob: String(number).repeat(64) as BlobId, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, follows: null, outcomes: [] }
}

const workshopWith = (contents: readonly FrozenContent[]): VersionsOfWorkshop => ({
  versions: [versionOf(first, 1), versionOf(second, 2)], contents, approvals: [approval], context: context(workshop), seen: new Map(),
})

/** By both platforms, which must agree. */
function judge(found: VersionFile, contents: readonly FrozenContent[] = [first, second]): Verdict {
  const verdict = judgeAgainst(nodeSignatures, found, workshopWith(contents))
  expect(judgeAgainst(browserSignatures, found, workshopWith(contents))).toEqual(verdict)
  return verdict
}

async function read(bytes: Uint8Array): Promise<VersionFile> {
  const found = await readVersion(bytes)
  if (found === null) throw new Error('not readable')
  return found
}

const html = async (content: FrozenContent, change: (text: string) => string = (text) => text, state: Parameters<typeof exportVersion>[2] = {}): Promise<VersionFile> => (
  read(strToU8(change(strFromU8(await exportVersion(content, 'html', state)))))
)
const withoutProof = (text: string): string => text.replace(/<meta name="minuta-proof"[^>]*>/, '')

describe('a file against the workshop', () => {
  test('VF22 is the version that it is, with its signatures, what the workshop says now, and whether another is newer', async () => {
    const signedFile = await html(second, undefined, { number: 2, status: 'approved', approvals: [approval] })
    expect(judge(signedFile)).toMatchObject({ kind: 'unchanged', named: { number: 2, status: 'approved' }, approvals: [{ name: approval.name, check: approval.check }], workshop: { outdated: null, newer: null, uncounted: [] } })
    expect(judge(await html(first))).toMatchObject({ kind: 'unchanged', named: { number: 1 }, approvals: [], workshop: { outdated: null, newer: 2 } })
    expect(judge(await html(second, undefined, { number: 2 }))).toMatchObject({ kind: 'unchanged', workshop: { outdated: expect.stringContaining('For comments') } })
  })

  test('VF22 differs from the version that it names in the place where it does, with both words', async () => {
    const verdict = judge(await html(second, (text) => text.replaceAll(', corrected', ', collected')))
    expect(verdict).toMatchObject({ kind: 'differs', named: { number: 2 } })
    if (verdict.kind !== 'differs') return
    expect(verdict.differences?.length).toBeGreaterThan(0)
    for (const { frozen, found } of verdict.differences ?? []) expect([frozen.includes('corrected'), found.includes('collected')]).toEqual([true, true])
  })

  test('VF22 of another workshop is called so and compared with nothing, changed or not, though every word is the same', async () => {
    const file = await html(foreign)
    expect(versionsToRead(file, workshopWith([]).versions, workshop)).toEqual([])
    expect(judge(file)).toMatchObject({ kind: 'other-workshop', alone: { kind: 'unchanged', named: { fingerprint: foreign.fingerprint } } })
    expect(judge(await html(foreign, (text) => text.replaceAll(fullWorkshop().details.title, 'Another meeting')))).toMatchObject({ kind: 'other-workshop', alone: { kind: 'differs' } })
  })

  test('VF22 of a version whose content is not here proves itself by the fingerprint that the workshop names', async () => {
    const file = await html(second, undefined, { number: 2, status: 'approved', approvals: [approval] })
    expect(versionsToRead(file, workshopWith([]).versions, workshop)).toMatchObject([{ number: 2 }])
    expect(judge(file, [first])).toMatchObject({ kind: 'unchanged', named: { number: 2 }, approvals: [{ name: approval.name }], workshop: { newer: null } })
    expect(judge(await html(second, (text) => text.replaceAll(', corrected', ', collected')), [])).toMatchObject({ kind: 'differs', differences: null })
  })

  test('VF22 without a proof is found by its text, and is never called unchanged', async () => {
    const bare = await html(first, withoutProof)
    expect(versionsToRead(bare, workshopWith([]).versions, workshop)).toHaveLength(2)
    expect(judge(bare)).toMatchObject({ kind: 'changed-around', named: { number: 1 } })
    expect(judge(bare, [])).toEqual({ kind: 'no-match', isAnyReadable: false })
    expect(judge(await read(strToU8('# Another meeting\n\nof other people')))).toEqual({ kind: 'no-match', isAnyReadable: true })
  })
})
