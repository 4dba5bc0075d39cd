/** Heads and feet of a Word file: their lines, and the pictures in them. */
import type { Relations } from '../import/docx/package.ts'
import { DocxPictures } from './docx-pictures.ts'
import { characterOf, foreignParts } from './docx-reader.ts'
import { isOn } from './docx-styles.ts'
import { BesideCollector } from './found-beside.ts'
import { walkXml } from './walk-xml.ts'

/** Numbers of pages, written as numbers. Any other field, and a number in a form of its own (`\# "words"`), says what it likes. */
const pageField = /^\s*(?:PAGE|NUMPAGES)\s*(?:\\\*\s*(?:MERGEFORMAT|ARABIC)\s*)*$/i
const inLine = new Set(['tab', 'ptab', 'br', 'cr'])

/** The lines of one head or foot as they stand, and in `beside` its pictures. What Minuta writes in none is said in angle brackets. */
export function readDocxAround(xml: string, relations: Relations): { readonly lines: readonly string[]; readonly beside: BesideCollector } {
  const beside = new BesideCollector()
  const pictures = new DocxPictures(beside, relations)
  const path: string[] = []
  const open: string[] = []
  const lines: string[] = []
  let instructions = ''
  const say = (text: string): void => {
    if (open.length === 0) lines.push(text)
    else open.splice(-1, 1, `${open.at(-1) ?? ''}${text}`)
  }
  walkXml(xml, {
    open: (name, attribute) => {
      const parent = path.at(-1)
      path.push(name)
      pictures.open(name, attribute, parent ?? '', () => 0)
      if (name === 'p') open.push('')
      if (parent === 'r' && inLine.has(name)) say(' ')
      if (name === 'sym') say(characterOf(attribute('char')))
      if (name === 'noBreakHyphen') say('\u2011')
      if (name === 'vanish' && path.at(-3) === 'r' && isOn(attribute('val'))) say('<hidden>')
      if (name === 'hyperlink' || foreignParts.has(name)) say(`<${name}>`)
      if (name === 'fldSimple' && !pageField.test(attribute('instr'))) say('<field>')
      if (name !== 'fldChar') return
      if (attribute('fldCharType') === 'begin') instructions = ''
      else if (instructions !== '' && !pageField.test(instructions)) say('<field>')
      if (attribute('fldCharType') === 'separate') instructions = ''
    },
    text: (text) => {
      if (path.at(-1) === 't') say(text)
      if (path.at(-1) === 'instrText') instructions += text
    },
    close: (name) => {
      pictures.close(name, path)
      path.pop()
      if (name === 'p') lines.push(open.pop() ?? '')
    },
  })
  return { lines, beside }
}
