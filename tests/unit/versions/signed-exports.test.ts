/** Signatures in files: they go with every format, and a file that says more than they prove is noticed. */
import { beforeAll, describe, expect, test } from 'vitest'
import { strFromU8, strToU8 } from 'fflate'
import { approvalsProblemLine, verdictLines } from '../../../server/cli/verify/verdict-lines.ts'
import { judgeAlone } from '../../../shared/verify/verdict.ts'
import type { Approval, CheckedApproval } from '../../../shared/model/versions.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { checkApproval } from '../../../shared/versions/approval-signature.ts'
import { canonicalJson } from '../../../shared/versions/canonical-json.ts'
import { sha256Of, shortFingerprint } from '../../../shared/versions/fingerprint.ts'
import type { FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { minutesWords } from '../../../shared/versions/minutes-words.ts'
import { printedDigest } from '../../../shared/versions/print-version.ts'
import { parseProof, proofText, type Proof } from '../../../shared/versions/seal.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { invite, newWorkshop, type Invite } from '../../helpers/access.ts'
import { context, secretOf, signed, signedAt } from '../../helpers/approvals.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'
import { seededRandom } from '../../helpers/random.ts'

const formats = ['docx', 'odt', 'html', 'md', 'json'] as const
const { workshop, owner } = newWorkshop()
const rapporteur = invite(owner, 'rapporteur', { issuedAt: signedAt - 9, expiresAt: signedAt + 9 })

let content: FrozenContent
let approvals: readonly CheckedApproval[] = []
beforeAll(async () => {
  content = await freeze({ ...fullWorkshop(), id: workshop }, minutesLanguages)
  approvals = [checked({ ...approvalOf(null), signature: null, name: 'Only Recorded' }), checked(approvalOf(rapporteur)), checked(approvalOf(null, 8))]
})

function approvalOf(token: Invite | null, key = 7): Approval {
  return signed({ workshop, fingerprint: content.fingerprint, number: 1 }, token, { secret: secretOf(key) })
}

function checked(approval: Approval): CheckedApproval {
  return { ...approval, check: checkApproval(nodeSignatures, approval, context(workshop)) }
}

/** As the command line says it. */
async function judge(bytes: Uint8Array): Promise<{ readonly problem: string | null; readonly lines: readonly string[] }> {
  const found = await readVersion(bytes)
  const verdict = found && judgeAlone(nodeSignatures, found)
  if (verdict?.kind === 'bad-approvals') return { problem: approvalsProblemLine(verdict.problem), lines: [] }
  return verdict?.kind === 'unchanged' ? { problem: null, lines: verdictLines(verdict, null).slice(1) } : { problem: 'not as it was written', lines: [] }
}

const keyOf = ({ check }: CheckedApproval): string => (check.kind === 'signed' ? shortFingerprint(check.key) : '')

describe('signatures in files', () => {
  test.each(formats)('VF17 %s says by whom, as what and with which key it was signed, and what that proves', async (format) => {
    const file = await exportVersion(content, format, { status: 'approved', approvals })
    const [, byRapporteur, byNobody] = approvals.map(keyOf)
    expect(await judge(file)).toEqual({
      problem: null,
      lines: [
        ...(format === 'json' ? [] : ['3 pictures of the version are not in this file']),
        'approved by Only Recorded, co-president, Région Sud on 2026-10-05: recorded only, nothing is signed',
        `signed by Guy Esclopé, co-president, Région Sud (rapporteur) on 2026-10-05, key ${byRapporteur}, signature valid: the workshop vouches for the role of the key, nothing vouches for the name`,
        `signed by Guy Esclopé, co-president, Région Sud (no role proved) on 2026-10-05, key ${byNobody}, signature valid: nothing vouches for the key or the name`,
      ],
    })
    const words = (await readVersion(file))?.words.join(' ')
    expect(words).toContain(`Guy Esclopé, Région Sud co-president in writing 5 October 2026 signed as rapporteur, key ${byRapporteur}`)
    expect(words).toContain(`signed, no role proved, key ${byNobody}`)
    expect(words).toContain('Only Recorded, Région Sud co-president in writing 5 October 2026 recorded, not signed')
  }, 60_000)

  test.each(minutesLanguages)('VF17 in %s what is printed of signatures is read back as what was printed', async (language) => {
    const file = await exportVersion(content, 'html', { status: 'approved', approvals, language })
    expect((await judge(file)).problem).toBeNull()
    expect(strFromU8(file)).toContain(approvals.map(keyOf)[1])
  })

  test('VF17 one whose signature does not count is not printed and goes with no file', async () => {
    const forged = checked({ ...approvalOf(rapporteur), name: 'Somebody Else' })
    expect(forged.check).toEqual({ kind: 'refused', problem: 'not-valid' })
    const file = strFromU8(await exportVersion(content, 'json', { approvals: [forged] }))
    expect(file).not.toContain('Somebody Else')
    expect(file).toBe(strFromU8(await exportVersion(content, 'json', {})))
  })
})

/** A file whose proof was changed by somebody who knows how to make everything else fit. */
async function withProof(file: Uint8Array, change: (proof: Proof) => Proof): Promise<Uint8Array> {
  const text = strFromU8(file)
  const found = await readVersion(file)
  const proof = found && parseProof(found.proof)
  if (!found || !proof) throw new Error('no proof')
  const changed = change(proof)
  const { approvals: _, ...json } = JSON.parse(text) as { minutes: { proof: { text: string } }; approvals?: unknown }
  json.minutes.proof.text = proofText(changed)
  const replaced = JSON.stringify({ ...json, ...(changed.approvals && { approvals: changed.approvals }) })
  expect(replaced).not.toBe(text)
  return strToU8(replaced)
}

describe('a file that says more than its signatures prove', () => {
  const random = seededRandom(17)
  test.each(['name', 'organisation', 'capacity', 'on', 'key', 'signature', 'capability', 'vouched', 'at', 'number'] as const)('VF17 a changed %s in the proof is not valid', async (field) => {
    const file = await exportVersion(content, 'json', { status: 'approved', approvals })
    const flip = (value: string): string => {
      const at = random.below(value.length)
      return value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1)
    }
    const changed = await withProof(file, (proof) => ({
      ...proof,
      approvals: proof.approvals?.map((approval) => {
        const { signature } = approval
        if (signature === null || signature.capability === '') return approval
        if (field === 'at' || field === 'number') return { ...approval, signature: { ...signature, [field]: signature[field] + 1 } }
        return field in approvalWords(approvalOf(null)) ? { ...approval, [field]: flip(approval[field as 'name']) } : { ...approval, signature: { ...signature, [field]: flip(signature[field as 'key']) } }
      }) ?? [],
    }))
    expect((await judge(changed)).problem).toMatch(/^signed by .* not valid: the signature is not one of this key over this name/)
  })

  test('VF17 a signature taken out, put in for another version, or called recorded is noticed', async () => {
    const file = await exportVersion(content, 'json', { status: 'approved', approvals })
    const without = (proof: Proof): Proof => ({ ...proof, approvals: proof.approvals?.slice(1) ?? [] })
    const recorded = (proof: Proof): Proof => ({ ...proof, approvals: proof.approvals?.map((approval) => ({ ...approval, signature: null })) ?? [] })
    const bare = (proof: Proof): Proof => {
      const { approvals: _, ...rest } = proof
      return rest
    }
    for (const change of [without, recorded, bare]) expect((await judge(await withProof(file, change))).problem).toBe('what it prints of its approvals is not what its signatures prove')
    const other = signed({ workshop, fingerprint: 'c'.repeat(64), number: 1 }, rapporteur)
    const copied = (proof: Proof): Proof => ({ ...proof, approvals: [{ ...approvalWords(other), signature: other.signature && { ...other.signature } }] })
    expect((await judge(await withProof(file, copied))).problem).toContain('not valid')
  })

  test('VF17 JSON holds them as plain data, too, and the two are the same', async () => {
    const file = JSON.parse(strFromU8(await exportVersion(content, 'json', { status: 'approved', approvals }))) as { readonly approvals: readonly Approval[] }
    expect(file.approvals).toEqual(approvals.map((approval) => ({ ...approvalWords(approval), signature: approval.signature })))
    expect((await judge(strToU8(JSON.stringify(file)))).problem).toBeNull()
    for (const other of [{ ...file, approvals: file.approvals.slice(1) }, { ...file, approvals: undefined }]) expect((await judge(strToU8(JSON.stringify(other)))).problem).toBe('not as it was written')
  })

  test('VF17 a name printed beside the key of somebody else is noticed, with every digest made to fit', async () => {
    const html = strFromU8(await exportVersion(content, 'html', { status: 'approved', approvals }))
    const forged = html.replaceAll('Guy Esclopé', 'The President')
    const found = await readVersion(strToU8(forged))
    const proof = found && parseProof(found.proof)
    if (!found || !proof) throw new Error('no proof')
    const fitting = printedDigest(found, found.status)
    expect(fitting).not.toBe(proof.printed)
    expect(proof.approvals?.map(({ name }) => name)).toEqual(['Only Recorded', 'Guy Esclopé', 'Guy Esclopé'])
    const written = strToU8(forged.replace(proof.printed, fitting))
    expect(parseProof((await readVersion(written))?.proof ?? '')?.printed).toBe(fitting)
    expect(await judge(written)).toMatchObject({ problem: 'what it prints of its approvals is not what its signatures prove' })
  })

  test('VF17 a status line that says something else than the approvals is noticed, with every digest made to fit', async () => {
    const html = strFromU8(await exportVersion(content, 'html', { status: 'approved', approvals }))
    const found = await readVersion(strToU8(html))
    const proof = found && parseProof(found.proof)
    if (!found || !proof) throw new Error('no proof')
    const forged = html.replace(found.status, `${found.status} by everybody`)
    const changed = await readVersion(strToU8(forged))
    if (!changed) throw new Error('not read')
    expect(changed.status).toBe(`${found.status} by everybody`)
    const written = strToU8(forged.replace(proof.printed, printedDigest(changed, changed.status)))
    expect(await judge(written)).toMatchObject({ problem: 'what it prints of its approvals is not what its signatures prove' })
  })

  test('VF17 a file that calls itself approved and carries no approval, or carries one and does not, is noticed', async () => {
    for (const said of [{ status: 'approved', approvals: [] }, { status: 'for-comments', approvals }] as const) {
      expect((await judge(await exportVersion(content, 'html', said))).problem).toBe('its status is not that of its approvals')
    }
  })

  test('VF17 a file from before there were signatures still proves itself, and nothing in it is called signed', async () => {
    const recorded = approvals.slice(0, 1)
    const file = await exportVersion(content, 'json', { status: 'approved', approvals: recorded })
    const old = strToU8(JSON.stringify(withoutSignatureColumn(JSON.parse(strFromU8(file)) as ExportedJson)))
    const { problem, lines } = await judge(old)
    expect(problem).toBeNull()
    expect(lines.join('\n')).toMatch(/^recorded only, nothing of it is signed; around the minutes the file says: .*Only Recorded/)
  })
})

function approvalWords({ name, organisation, capacity, how, on }: Approval) {
  return { name, organisation, capacity, how, on }
}

type ExportedJson = { readonly minutes: Parameters<typeof minutesWords>[0] & { proof: { text: string }; statusLine: string }; approvals?: unknown }

/** As exports were before: a table without the column, a proof without approvals. */
function withoutSignatureColumn(file: ExportedJson): ExportedJson {
  const { minutes } = file
  delete file.approvals
  const table = minutes.parts.at(-1)?.blocks.find((block) => block.kind === 'table')
  if (table?.kind !== 'table') throw new Error('no table')
  Object.assign(table, { columnCount: 4, rows: table.rows.map((row) => row.slice(0, 4)) })
  const proof = parseProof(minutes.proof.text)
  if (proof === null) throw new Error('no proof')
  const { approvals: _, ...before } = proof
  const { proof: _proof, ...tree } = minutes
  minutes.proof.text = proofText({ ...before, printed: printedDigest(minutesWords(minutes), minutes.statusLine), printedTree: sha256Of(canonicalJson(tree)) })
  return file
}
