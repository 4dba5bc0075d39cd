/** The words of a Word file, also of one that another office program has saved again. */
import { proofFromProperties, type CustomProperty } from '../render/proof-properties.ts'
import type { Archive } from '../import/archive.ts'
import { DocxNumbering } from '../import/docx/numbering.ts'
import { relationsOf, type Relations } from '../import/docx/package.ts'
import { RefusedError } from '../import/imported.ts'
import { readXml } from '../import/xml/read-xml.ts'
import { readDocxAround } from './docx-around.ts'
import { readDocxStyles } from './docx-styles.ts'
import { DocxReader } from './docx-reader.ts'
import { BesideCollector, packedBeside } from './found-beside.ts'
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
  const numbering = await read(related, 'numbering')
  const reader = new DocxReader({
    styles: readDocxStyles(await read(related, 'styles')),
    relations: related,
    numbering: new DocxNumbering(numbering === '' ? null : readXml(numbering, 'numbering')),
  })
  const marks = listMarks(numbering)
  if (marks.areWordy) reader.sink.aside('list label')
  if (marks.arePictures) reader.sink.beside.picture(0, '', { description: '', title: '' })
  walkXml(text, reader)
  const around = await readAround(archive, related)
  const isSavedAgain = applicationIn(await read(top, 'extended-properties', 'extendedProperties')) !== ''
  const properties = customProperties(await read(top, 'custom-properties', 'customProperties'))
  return reader.sink.end({ ...proofFromProperties(properties), beside: await packedBeside(archive, { inside: reader.sink.beside, tables: reader.tables.marks }, around, isSavedAgain) })
}

/** Heads and feet, of whatever pages. */
async function readAround(archive: Archive, related: Relations): Promise<{ readonly lines: readonly string[]; readonly beside: BesideCollector }> {
  const beside = new BesideCollector()
  const lines: string[] = []
  for (const { type, target, isExternal } of related.values()) {
    if (isExternal || !/\/(?:header|footer)$/.test(type)) continue
    const xml = await archive.readText(target)
    if (xml === null) continue
    const read = readDocxAround(xml, await relationsOf(archive, target))
    lines.push(...read.lines)
    beside.pictures.push(...read.beside.pictures)
  }
  return { lines, beside }
}

/** The program that wrote the file, where it says so; Minuta says nothing there. */
function applicationIn(xml: string): string {
  let application = ''
  let name = ''
  if (xml !== '') {
    walkXml(xml, {
      open: (opened) => {
        name = opened
      },
      close: () => {
        name = ''
      },
      text: (text) => {
        if (name === 'Application') application += text.trim()
      },
    })
  }
  return application
}

/** The one part of this kind, by either of its names: a file in strict Open XML has some of its own. Null without any. */
function targetOf(relations: Relations, ...kinds: readonly string[]): string | null {
  const [found, ...others] = [...relations.values()].filter(({ type }) => kinds.some((kind) => type.endsWith(`/${kind}`)))
  if (others.length > 0 || found?.isExternal === true) throw new RefusedError('damaged', `not one part of the kind ${kinds.join(' or ')}`)
  return found?.target ?? null
}

/** Whether marks of lists say words, or are pictures. */
function listMarks(numbering: string): { readonly areWordy: boolean; readonly arePictures: boolean } {
  let areWordy = false
  let arePictures = false
  if (numbering !== '') {
    walkXml(numbering, {
      open: (name, attribute) => {
        if (name === 'lvlText' && isWordyMark(attribute('val'))) areWordy = true
        if (name === 'numPicBullet') arePictures = true
      },
    })
  }
  return { areWordy, arePictures }
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
