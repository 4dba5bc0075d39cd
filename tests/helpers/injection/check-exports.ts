/**
 * What may be in an exported document, judged by its parts and not by its words: a payload may be read in it and may do nothing. Every
 * check gives a list of faults, each with a piece of what is wrong.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { SaxesParser } from 'saxes'
import { pdfDictionaries } from './pdf-dictionaries.ts'

/** Faults of a file by its ending; `file` is free for programs that want a file. HTML and Markdown are opened in a browser as well, see `judge.ts`. */
export function faultsIn(name: string, bytes: Uint8Array, file: string): readonly string[] {
  const ending = name.slice(name.lastIndexOf('.') + 1)
  switch (ending) {
    case 'docx':
      return faultsInWord(bytes)
    case 'odt':
      return faultsInOpenDocument(bytes)
    case 'pdf':
      return faultsInPdf(bytes, file)
    case 'csv':
      return faultsInCsv(strFromU8(bytes))
    case 'ics':
      return faultsInCalendar(strFromU8(bytes))
    case 'json':
      return faultsInJson(strFromU8(bytes))
    case 'txt':
      return faultsInPlainText(strFromU8(bytes))
    case 'png':
    case 'jpg':
    case 'gif':
    case 'webp':
    case 'avif':
      return faultsInPicture(bytes)
    case 'html':
    case 'md':
    case 'minuta':
      return []
    default:
      return [`a file that nobody knows: ${JSON.stringify(name.slice(0, 80))}`]
  }
}

const harmlessTarget = /^(?:https?:\/\/|mailto:)/iu
/** What a field of ours may say: it counts, lists and numbers. */
const harmlessField = /^\s*(?:TOC|PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|REF|SEQ|STYLEREF|TITLE|NOTEREF)\b(?:(?!https?:|file:|[a-z]:\\|"\\\\).)*$/iu

function faultsInWord(bytes: Uint8Array): readonly string[] {
  const faults: string[] = []
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (/vbaProject|\.bin$|embeddings\/|activeX/iu.test(name) || isUnsafePath(name)) faults.push(`part ${name}`)
    if (!/\.(?:xml|rels)$/u.test(name)) continue
    let field: string | null = null
    faults.push(...walk(name, strFromU8(content), {
      open(tag, attributes) {
        if (tag === 'Relationship') {
          const { Type = '', Target = '', TargetMode = '' } = attributes
          const isLink = Type.endsWith('/hyperlink') && harmlessTarget.test(Target)
          if (TargetMode.toLowerCase() === 'external' ? !isLink : /^[a-z][a-z0-9+.-]*:|^\/\/|\\/iu.test(Target)) faults.push(`${name}: ${Type} → ${Target.slice(0, 80)}`)
        }
        if (tag === 'w:instrText') field = ''
        const instruction = attributes['w:instr']
        if (instruction !== undefined && !harmlessField.test(instruction)) faults.push(`${name}: field ${instruction.slice(0, 80)}`)
        if (/^(?:w:altChunk|w:object|w:control|o:OLEObject|w:attachedTemplate|w:ddeAuto|w:subDoc|script|v:imagedata|w:frameset|w:mailMerge)$/u.test(tag)) faults.push(`${name}: <${tag}>`)
        if (attributes['r:link'] !== undefined) faults.push(`${name}: ${tag} r:link`)
      },
      text(words) {
        if (field !== null) field += words
      },
      close(tag) {
        if (tag !== 'w:instrText') return
        if (field !== null && !harmlessField.test(field)) faults.push(`${name}: field ${field.slice(0, 80)}`)
        field = null
      },
    }))
  }
  return faults
}

function faultsInOpenDocument(bytes: Uint8Array): readonly string[] {
  const faults: string[] = []
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (/^(?:Basic|Scripts)\/|Object/u.test(name) || isUnsafePath(name)) faults.push(`part ${name}`)
    if (!name.endsWith('.xml')) continue
    faults.push(...walk(name, strFromU8(content), {
      open(tag, attributes) {
        for (const [attribute, value] of Object.entries(attributes)) {
          if (attribute === 'xlink:href' && !harmlessTarget.test(value) && !/^(?:#|\.?\/?Pictures\/[\w.-]+$)/u.test(value)) faults.push(`${name}: ${tag} → ${value.slice(0, 80)}`)
          if (attribute === 'xlink:href' && tag !== 'text:a' && harmlessTarget.test(value)) faults.push(`${name}: ${tag} fetches ${value.slice(0, 80)}`)
          if (/^(?:table:formula|text:formula|text:condition|script:|text:connection-name)/u.test(attribute)) faults.push(`${name}: ${tag} ${attribute}`)
        }
        if (/^(?:office:scripts|office:event-listeners|script:|text:execute-macro|text:dde-|text:database-|text:script|draw:object|draw:plugin|draw:applet|draw:floating-frame|office:dde|form:|text:section-source|presentation:)/u.test(tag)) faults.push(`${name}: <${tag}>`)
      },
    }))
  }
  return faults
}

type Walker = {
  open(tag: string, attributes: Readonly<Record<string, string>>): void
  text?(words: string): void
  close?(tag: string): void
}

/** Walks a part; one that is no XML is a fault of its own. */
function walk(name: string, xml: string, walker: Walker): readonly string[] {
  const faults: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => faults.push(`${name}: ${error.message.slice(0, 100)}`))
  parser.on('doctype', () => faults.push(`${name}: a document type`))
  parser.on('processinginstruction', ({ target }) => {
    if (target !== 'mso-application') faults.push(`${name}: <?${target}?>`)
  })
  parser.on('opentag', (tag) => walker.open(tag.name, tag.attributes as Record<string, string>))
  parser.on('text', (words) => walker.text?.(words))
  parser.on('closetag', (tag) => walker.close?.(tag.name))
  parser.write(xml.replace(/^\uFEFF/u, '')).close()
  return faults.slice(0, 5)
}

/** A name that leads out of a folder, or means something else than a file of that name on some system. */
export function isUnsafePath(name: string): boolean {
  return /(?:^|\/)\.\.?(?:\/|$)|^\/|\/\/|\\|[\p{Cc}\p{Cf}<>:"|?*]|^[a-z]:|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/iu.test(name)
}

/** What makes a viewer do something, as key or as name, wherever it stands. */
const pdfActions = new Set([
  'JavaScript', 'JS', 'Launch', 'OpenAction', 'AA', 'SubmitForm', 'ResetForm', 'ImportData', 'GoToR', 'GoToE', 'GoTo3DView', 'Rendition', 'RichMedia', 'RichMediaExecute', 'Movie', 'Sound', 'Thread',
  'Hide', 'SetOCGState', 'Trans', 'EmbeddedFile', 'EmbeddedFiles', 'EF', 'Filespec', 'FileAttachment', 'Screen', 'XFA', 'AcroForm', 'Widget', 'Collection', 'Encrypt', 'Requirements', 'Legal',
])
/** The only actions of ours: to another page, and to an address. */
const pdfOwnActions = new Set(['/GoTo', '/URI'])

/** By the dictionaries, packed or not: what acts, what is attached, where links lead; and what poppler finds, which reads them its own way. */
function faultsInPdf(bytes: Uint8Array, file: string): readonly string[] {
  const faults: string[] = []
  const foreign = new Set<string>()
  for (const dictionary of pdfDictionaries(bytes)) {
    for (const [key, value] of dictionary) {
      for (const name of [key, ...(typeof value === 'string' && value.startsWith('/') ? [value.slice(1)] : [])]) if (pdfActions.has(name)) foreign.add(name)
    }
    const [action, subtype, address] = ['S', 'Subtype', 'URI'].map((key) => dictionary.get(key))
    if ((dictionary.get('Type') === '/Action' || dictionary.has('URI')) && !(typeof action === 'string' && pdfOwnActions.has(action))) faults.push(`action ${JSON.stringify(action)}`)
    if (dictionary.get('Type') === '/Annot' && subtype !== '/Link') faults.push(`annotation ${JSON.stringify(subtype)}`)
    if (address !== undefined && !(typeof address === 'string' && harmlessTarget.test(address.slice(1)))) faults.push(`link ${JSON.stringify(address).slice(0, 80)}`)
  }
  fs.writeFileSync(file, bytes)
  const ask = (tool: string, option: string): string => {
    try {
      return execFileSync(tool, [option, file], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] })
    } catch (error) {
      faults.push(`${tool}: ${error instanceof Error ? error.message.slice(0, 100) : String(error)}`)
      return ''
    }
  }
  const scripts = ask('pdfinfo', '-js').trim()
  const links = ask('pdfinfo', '-url').split('\n').slice(1).map((line) => line.trim().split(/\s+/u).slice(2).join(' ')).filter((link) => link !== '' && !harmlessTarget.test(link))
  const attached = ask('pdfdetach', '-list').trim()
  return [
    ...faults, ...[...foreign].map((name) => `action ${name}`), ...(scripts === '' ? [] : [`script: ${scripts.slice(0, 100)}`]),
    ...links.map((link) => `link ${link.slice(0, 80)}`), ...(attached === '0 embedded files' ? [] : [attached.slice(0, 100)]),
  ]
}

/** Characters by which spreadsheets know a formula, also in their wide forms, and what they skip before looking. */
const startsFormula = /^[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD"]*[=+\-@\t\r＝＋－＠]/u

function faultsInCsv(text: string): readonly string[] {
  const body = text.replace(/^\uFEFF/u, '')
  // As it is meant, and as spreadsheets part it where the list separator is another one, quotation marks or not.
  const cells = [...Papa.parse<string[]>(body, { delimiter: ',' }).data.flat(), ...[';', '\t'].flatMap((delimiter) => body.split(/\r\n|\n|\r/u).flatMap((line) => line.split(delimiter)))]
  return cells.filter((cell) => startsFormula.test(cell)).map((cell) => `cell ${JSON.stringify(cell.slice(0, 60))}`)
}

const calendarLines = new Set([
  'BEGIN', 'END', 'VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'DUE', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'STATUS', 'CLASS', 'TRANSP',
  'CATEGORIES', 'SEQUENCE', 'PRIORITY', 'LAST-MODIFIED', 'CREATED', 'X-WR-CALNAME', 'X-WR-TIMEZONE', 'NAME', 'COMPLETED', 'PERCENT-COMPLETE', 'COMMENT', 'CONTACT', 'REFRESH-INTERVAL',
])

function faultsInCalendar(text: string): readonly string[] {
  const faults: string[] = []
  if (/[^\r]\n|\r[^\n]/u.test(text)) faults.push('a line that does not end as lines do')
  if (/(?![\r\n\t])\p{Cc}|[\u2028\u2029]/u.test(text)) faults.push('a control character')
  const lines = text.replaceAll(/\r\n[ \t]/gu, '').split('\r\n').filter((line) => line !== '')
  for (const line of lines) {
    const [property = ''] = line.split(/[;:]/u)
    if (!calendarLines.has(property)) faults.push(`line ${line.slice(0, 60)}`)
    if (/^(?:BEGIN|END):(?!(?:VCALENDAR|VEVENT|VTODO)$)/u.test(line)) faults.push(`line ${line.slice(0, 60)}`)
  }
  return faults
}

function faultsInJson(text: string): readonly string[] {
  const faults: string[] = []
  const value = JSON.parse(text) as unknown
  if (typeof value !== 'object' || value === null) faults.push('no object')
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {}) faults.push('a polluted prototype')
  return faults
}

/** Read in a terminal as well: nothing in it is an order to one. */
function faultsInPlainText(text: string): readonly string[] {
  return /(?![\t\n\r])\p{Cc}/u.test(text) ? ['a control character'] : []
}

/** Whatever its name says: only pixels. A drawing runs scripts in a browser that opens it. */
function faultsInPicture(bytes: Uint8Array): readonly string[] {
  const isRaster = /^(?:\u0089PNG|\u00FF\u00D8\u00FF|GIF8|RIFF....WEBP|....ftypavif)/su.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'))
  return isRaster ? [] : ['a picture that is none']
}

/** The sums of a pack name every other file once, each on a line of its own that says what it is. */
export function faultsInSums(text: string, others: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '').sort()
  const expected = [...others].map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}`).sort()
  return JSON.stringify(lines) === JSON.stringify(expected) ? [] : ['sums of other files than there are']
}
