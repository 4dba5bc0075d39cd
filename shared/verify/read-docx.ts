/** The words of a Word file, also of one that another office program has saved again. */
import { proofFromProperties, type CustomProperty } from '../render/proof-properties.ts'
import type { Archive } from '../import/archive.ts'
import { relationsOf, type Relations } from '../import/docx/package.ts'
import { RefusedError } from '../import/imported.ts'
import { readDocxStyles } from './docx-styles.ts'
import { DocxReader } from './docx-reader.ts'
import { isWordyMark } from './printed-labels.ts'
import { walkXml } from './walk-xml.ts'
import type { ReadDocument } from './read-words.ts'

/** Rejects with a RefusedError when it is no Word document, or is encrypted or beyond the limits. */
export async function readDocx(archive: Archive): Promise<ReadDocument> {
  // By the relationships, as Word finds them: what a part is called means nothing.
  const top = await relationsOf(archive, '')
  const main = targetOf(top, 'officeDocument')
  const text = main === null ? null : await archive.readText(main)
  if (main === null || text === null) throw new RefusedError('unknown-type', 'an office file of another kind')
  const related = await relationsOf(archive, main)
  const read = async (relations: Relations, ...kinds: readonly string[]): Promise<string> => {
    const target = targetOf(relations, ...kinds)
    return target === null ? '' : (await archive.readText(target)) ?? ''
  }
  const reader = new DocxReader(readDocxStyles(await read(related, 'styles')))
  if (hasWordyMarks(await read(related, 'numbering'))) reader.sink.aside('list label')
  walkXml(text, reader)
  return reader.sink.end(proofFromProperties(customProperties(await read(top, 'custom-properties', 'customProperties'))))
}

/** The one part of this kind, by either of its names: a file in strict Open XML has some of its own. Null without any. */
function targetOf(relations: Relations, ...kinds: readonly string[]): string | null {
  const [found, ...others] = [...relations.values()].filter(({ type }) => kinds.some((kind) => type.endsWith(`/${kind}`)))
  if (others.length > 0 || found?.isExternal === true) throw new RefusedError('damaged', `not one part of the kind ${kinds.join(' or ')}`)
  return found?.target ?? null
}

function hasWordyMarks(numbering: string): boolean {
  let isWordy = false
  if (numbering !== '') {
    walkXml(numbering, {
      open: (name, attribute) => {
        if (name === 'lvlText' && isWordyMark(attribute('val'))) isWordy = true
      },
    })
  }
  return isWordy
}

function customProperties(xml: string): readonly CustomProperty[] {
  const properties: { name: string; value: string }[] = []
  if (xml !== '') {
    walkXml(xml, {
      open: (name, attribute) => {
        if (name === 'property') properties.push({ name: attribute('name'), value: '' })
      },
      text: (text) => {
        const last = properties.at(-1)
        if (last && text.trim() !== '') last.value += text
      },
    })
  }
  return properties
}
