/** The words of an OpenDocument text, also of one that another office program has saved again. */
import { proofFromProperties, type CustomProperty } from '../render/proof-properties.ts'
import type { Archive } from '../import/archive.ts'
import { RefusedError } from '../import/imported.ts'
import { walkXml } from './walk-xml.ts'
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
  return reader.sink.end(proofFromProperties(userDefined((await archive.readText('meta.xml')) ?? '')))
}

function userDefined(xml: string): readonly CustomProperty[] {
  const properties: { name: string; value: string }[] = []
  let isInside = false
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        isInside = name === 'user-defined'
        if (isInside) properties.push({ name: attribute('name'), value: '' })
      },
      close: () => {
        isInside = false
      },
      text: (text) => {
        const last = properties.at(-1)
        if (isInside && last) last.value += text
      },
    })
  }
  return properties
}
