/** The proof of a frozen version as custom properties of a Word or OpenDocument file: they survive when somebody saves the file again. */
import type { MinutesProof } from '../minutes/minutes.ts'

/** Word cuts a text property after 255 characters. */
const chunkLength = 250
const chunkPrefix = 'Minuta proof '
const versionName = 'Minuta version'
const fingerprintName = 'Minuta fingerprint'

export type CustomProperty = { readonly name: string; readonly value: string }

export function proofProperties({ text, fingerprint, version }: MinutesProof): CustomProperty[] {
  const count = Math.ceil(text.length / chunkLength)
  return [
    { name: versionName, value: String(version) },
    { name: fingerprintName, value: fingerprint },
    ...Array.from({ length: count }, (_, index) => ({
      name: `${chunkPrefix}${String(index + 1).padStart(4, '0')}`,
      value: text.slice(index * chunkLength, (index + 1) * chunkLength),
    })),
  ]
}

/** The text again, from the properties of a file in any order, and what they name beside it; '' for what is not there. */
export function proofFromProperties(properties: readonly CustomProperty[]): { readonly proof: string; readonly named: { readonly version: string; readonly fingerprint: string } } {
  const proof = properties
    .filter(({ name }) => name.startsWith(chunkPrefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ value }) => value)
    .join('')
  const value = (wanted: string): string => properties.find(({ name }) => name === wanted)?.value ?? ''
  return { proof, named: { version: value(versionName), fingerprint: value(fingerprintName) } }
}
