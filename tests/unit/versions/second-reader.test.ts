/** docs/spec/versions.md is enough to check a file without Minuta: what it says is followed here with JSON and SHA-256 alone. */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { exportVersion, freeze } from '../../helpers/frozen.ts'

type Json = null | boolean | number | string | readonly Json[] | JsonObject
type JsonObject = { readonly [key: string]: Json }
type Part = { readonly id: string }
type Printed = JsonObject & { readonly parts: readonly Part[]; readonly outline: readonly Part[] }
type Exported = { readonly minutes: Printed & { readonly proof: { readonly text: string } }; readonly record?: JsonObject }
type Proof = {
  readonly seal: JsonObject & { readonly documents: readonly string[]; readonly record: string }
  readonly entry: JsonObject & { readonly tree: string; readonly beside: string }
  readonly beside: JsonObject
  readonly printedTree: string
}

/** As the page describes it, and not as `canonicalJson` does it. */
function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

const digestOf = (value: Json): string => createHash('sha256').update(canonical(value)).digest('hex')

it.each([['full', 'en'], ['full', 'ar'], ['public', 'fr']] as const)('VF111: fingerprint and digests of a JSON export follow from the page alone (%s, %s)', async (profile, language) => {
  const content = await freeze(fullWorkshop(), [language])
  const file = JSON.parse(new TextDecoder().decode(await exportVersion(content, 'json', { profile, language }))) as Exported
  const { proof, ...printed } = file.minutes
  const { seal, entry, beside, printedTree } = JSON.parse(proof.text) as Proof
  expect(digestOf(seal)).toBe(content.fingerprint)
  expect(seal.documents).toContain(digestOf(entry))
  expect(digestOf(beside)).toBe(entry.beside)
  expect(digestOf(printed)).toBe(printedTree)
  const isFrozen = ({ id }: Part): boolean => id !== 'version'
  const frozen = { ...printed, status: { kind: 'draft', version: null, date: '' }, statusLine: '', parts: file.minutes.parts.filter(isFrozen), outline: file.minutes.outline.filter(isFrozen) }
  expect(digestOf(frozen)).toBe(entry.tree)
  expect(file.record === undefined ? 'none' : digestOf(file.record)).toBe(profile === 'full' ? seal.record : 'none')
})
