/** The proof of a frozen version as custom properties of a Word or OpenDocument file: they survive when somebody saves the file again. */
import type { MinutesProof } from '../minutes/minutes.ts'

/** Word cuts a text property after 255 characters. */
const chunkLength = 250
const chunkPrefix = 'Minuta proof '

export type CustomProperty = { readonly name: string; readonly value: string }

export function proofProperties({ text, fingerprint, version }: MinutesProof): CustomProperty[] {
  const count = Math.ceil(text.length / chunkLength)
  return [
    { name: 'Minuta version', value: String(version) },
    { name: 'Minuta fingerprint', value: fingerprint },
    ...Array.from({ length: count }, (_, index) => ({
      name: `${chunkPrefix}${String(index + 1).padStart(4, '0')}`,
      value: text.slice(index * chunkLength, (index + 1) * chunkLength),
    })),
  ]
}

/** The text again, from the properties of a file in any order; '' when there is none. */
export function proofFromProperties(properties: readonly CustomProperty[]): string {
  return properties
    .filter(({ name }) => name.startsWith(chunkPrefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ value }) => value)
    .join('')
}
