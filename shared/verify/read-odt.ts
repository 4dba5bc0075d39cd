/** The words of an OpenDocument text, also of one that another office program has saved again. */
import { proofFromProperties, type CustomProperty } from '../render/proof-properties.ts'
import type { Archive } from '../import/archive.ts'
import { RefusedError } from '../import/imported.ts'
import { walkXml } from './walk-xml.ts'
import { packedBeside } from './found-beside.ts'
import { readOdtAround } from './odt-around.ts'
import { OdtReader } from './odt-reader.ts'
import type { ReadDocument } from './read-words.ts'

/** Rejects with a RefusedError when it is no OpenDocument text, or is encrypted or beyond the limits. */
export async function readOdt(archive: Archive): Promise<ReadDocument> {
  // The list of parts names the key material of every encrypted one.
  if (/encryption-data/.test((await archive.readText('META-INF/manifest.xml')) ?? '')) throw new RefusedError('encrypted', 'protected by a password')
  const text = await archive.readText('content.xml')
  if (text === null) throw new RefusedError('unknown-type', 'an archive of another kind')
  const reader = new OdtReader()
  const styles = await archive.readText('styles.xml')
  if (styles !== null) reader.readStyles(styles)
  walkXml(text, reader)
  const around = readOdtAround(styles ?? '')
  const { properties, generator } = readMeta((await archive.readText('meta.xml')) ?? '')
  return reader.sink.end({ ...proofFromProperties(properties), beside: await packedBeside(archive, { inside: reader.sink.beside, tables: reader.tables.marks }, around, generator !== 'Minuta') })
}

/** The properties that carry the proof, and the program that wrote the file. */
function readMeta(xml: string): { readonly properties: readonly CustomProperty[]; readonly generator: string } {
  const properties: { name: string; value: string }[] = []
  let isInside = false
  let isGenerator = false
  let generator = ''
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        isInside = name === 'user-defined'
        isGenerator = name === 'generator'
        if (isInside) properties.push({ name: attribute('name'), value: '' })
      },
      close: () => {
        isInside = false
        isGenerator = false
      },
      text: (text) => {
        const last = properties.at(-1)
        if (isInside && last) last.value += text
        if (isGenerator) generator += text
      },
    })
  }
  return { properties, generator: generator.trim() }
}
