/** Every way by which foreign text comes into a workshop, each with a payload at every place that it has. */
import { strToU8 } from 'fflate'
import * as Y from 'yjs'
import { importBoard } from '../../../shared/document/commands/import-commands.ts'
import { importItems, importPeople } from '../../../shared/document/commands/import-lists.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { readDetails } from '../../../shared/document/read-details.ts'
import { readItems, readPeople } from '../../../shared/document/read-workshop.ts'
import { detectColumns } from '../../../shared/import/people-columns.ts'
import { importOf, planPeople } from '../../../shared/import/people-plan.ts'
import { readPeopleRows } from '../../../shared/import/people-rows.ts'
import { itemsOf, planProgramme } from '../../../shared/import/programme-plan.ts'
import { readImport } from '../../../shared/node/import/read-import.ts'
import { outcomeKindSpecs } from '../../../shared/outcomes/kinds.ts'
import { outcomeKinds } from '../../../shared/model/workshop.ts'
import { makeWorkbook } from '../make-workbook.ts'
import { openDocument, openSheet, rawWord } from '../made-documents.ts'
import type { Payload } from './payloads.ts'

/** How often a path took a payload in, and how often it refused one. */
export type PathCounts = { taken: number; refused: number }

/** A workshop into which all payloads came by way of a record. */
export function workshopOfRecord(payloads: readonly Payload[]): Y.Doc {
  // Some are keys as well: as JSON.parse makes them, not as a literal would.
  const texts = payloads.map(({ text }) => text)
  const outcome = (text: string, index: number): unknown => {
    const kind = outcomeKinds[index % outcomeKinds.length] ?? 'decision'
    const fields = Object.fromEntries(outcomeKindSpecs[kind].fields.filter(({ type }) => type !== 'flag' && type !== 'status').map(({ name }) => [name, text]))
    return { type: 'outcome', attrs: { kind, ...fields }, content: [{ type: 'text', text }] }
  }
  const record = JSON.parse(JSON.stringify({
    format: 'minuta-workshop-record',
    version: 1,
    workshop: { title: texts[0], body: texts[1] ?? '', organisation: texts[2] ?? '', place: texts[3] ?? '', venue: texts[4] ?? '', focus: texts[5] ?? '', session: texts[6] ?? '', nextMeeting: texts[7] ?? '', regions: texts, sectors: texts.slice(0, 5) },
    people: texts.map((text, index) => ({ id: `p${index}`, name: text, organisation: text, region: text, functions: [text] })),
    organisations: texts.map((text) => ({ name: text, role: text })),
    programme: texts.map((text, index) => ({
      kind: 'debate', title: text, otherSpeakers: text, plannedStart: text, speakers: [`p${index}`],
      boards: [{ content: [{ type: 'paragraph', content: [{ type: 'text', text }, { type: 'text', text, marks: [{ type: 'bold' }, { type: 'link', attrs: { href: `https://example.invalid/?q=${encodeURIComponent(text)}` } }] }] }, { type: 'codeBlock', content: [{ type: 'text', text }] }, outcome(text, index)] }],
    })),
    boards: [{ title: texts[0], content: texts.map((text) => ({ type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [text] }, { type: 'tableCell', content: [text] }] }] })) }],
    minutes: { linking: { opening: texts } },
  })) as unknown
  const made = documentFromRecord(record)
  if (!made.ok) throw new Error(`the record was refused: ${made.problems.map(({ path, kind }) => `${path} ${kind}`).slice(0, 3).join('; ')}`)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, made.update)
  return doc
}

/** Whether a record with this link and these keys is refused, or the link is a harmless one. */
export function recordWithLink(text: string): boolean {
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: text } }] }] }]
  const made = documentFromRecord(JSON.parse(`{"format":"minuta-workshop-record","version":1,"workshop":{"title":"T"},"boards":[{"content":${JSON.stringify(content)}}]}`))
  return !made.ok || /^(?:https?|mailto):/iu.test(text)
}

export type ImportPath = 'csv' | 'xlsx' | 'ods' | 'ics' | 'markdown' | 'html' | 'docx' | 'odt' | 'txt'
export const importPaths: readonly ImportPath[] = ['csv', 'xlsx', 'ods', 'ics', 'markdown', 'html', 'docx', 'odt', 'txt']

/** Brings every payload into `doc` by `path`. */
export async function importAll(doc: Y.Doc, path: ImportPath, payloads: readonly Payload[]): Promise<PathCounts> {
  const counts: PathCounts = { taken: 0, refused: 0 }
  if (path === 'csv' || path === 'xlsx' || path === 'ods') {
    // Of each path a name of its own: whoever is there already is not taken twice.
    const rows = [['Name', 'Organisation', 'Function', 'Region', 'E-mail', 'Represented by'], ...payloads.map(({ text }) => [`${text} ${path}`, ...Array.from({ length: 5 }, () => text)])]
    const name = payloads[0]?.text ?? ''
    const files = {
      csv: () => strToU8(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n')),
      xlsx: () => makeWorkbook([{ name: plainXml(name), rows: rows.map((row) => row.map(plainXml)) }]),
      ods: () => openSheet(`<table:table table:name="${inXml(name)}">${rows.map((row) => `<table:table-row>${row.map((cell) => `<table:table-cell table:formula="${inXml(cell)}"><text:p><text:a xlink:href="${inXml(cell)}">${inXml(cell)}</text:a></text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`),
    }
    await importList(doc, files[path](), counts)
    // As somebody writes it who does not quote.
    if (path === 'csv') for (const { text } of payloads) await importList(doc, strToU8(`Name;Organisation\nx;${text}\n${text};y\n`), counts)
    return counts
  }
  for (const payload of payloads) {
    for (const bytes of filesOf(path, payload.text)) {
      if (path === 'ics') await importCalendar(doc, bytes, counts)
      else await importDocument(doc, `${payload.text.slice(0, 40)}.${endings[path]}`, bytes, counts)
    }
  }
  return counts
}

const endings = { markdown: 'md', html: 'html', docx: 'docx', odt: 'odt', txt: 'txt' } as const

async function importList(doc: Y.Doc, bytes: Uint8Array, counts: PathCounts): Promise<void> {
  const read = await readImport('list', { kind: 'bytes', name: 'x', bytes })
  if (read.kind === 'refused') return void (counts.refused += 1)
  const rows = read.content.tables[0]?.rows ?? []
  const plan = planPeople(readPeopleRows(rows, detectColumns(rows)), readPeople(doc))
  importPeople(doc, 'test', importOf(plan, true))
  counts.taken += plan.counts.added
}

async function importCalendar(doc: Y.Doc, bytes: Uint8Array, counts: PathCounts): Promise<void> {
  const read = await readImport('programme', { kind: 'bytes', name: 'x', bytes })
  if (read.kind === 'refused') return void (counts.refused += 1)
  const items = itemsOf(planProgramme(read.content, readItems(doc), readDetails(doc).date), readPeople(doc), { untitled: 'x', place: (name) => name })
  importItems(doc, 'test', items)
  counts.taken += items.length
}

async function importDocument(doc: Y.Doc, name: string, bytes: Uint8Array, counts: PathCounts): Promise<void> {
  const read = await readImport('document', { kind: 'bytes', name, bytes })
  if (read.kind === 'refused') return void (counts.refused += 1)
  importBoard(doc, 'test', read.content, { title: '', item: null })
  counts.taken += 1
}

function filesOf(path: Exclude<ImportPath, 'csv' | 'xlsx' | 'ods'>, text: string): readonly Uint8Array[] {
  const xml = inXml(text)
  switch (path) {
    case 'markdown':
    case 'txt':
      return [strToU8(`Before\n\n${text}\n\nAfter`)]
    case 'html':
      return [
        strToU8(`<!doctype html><title>${text}</title><p>Before</p>${text}<p>After</p>`),
        strToU8(`<p>x</p><a href="${text.replaceAll('"', '&quot;')}">link</a><img src="${text.replaceAll('"', '&quot;')}" alt="${xml}"><p title='${xml}' style='${xml}'>${xml}</p>`),
      ]
    case 'docx':
      return [
        rawWord(`<w:p><w:r><w:t xml:space="preserve">${xml}</w:t></w:r></w:p>`
          + `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">${xml}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
          + `<w:p><w:fldSimple w:instr="${xml}"><w:r><w:t>simple</w:t></w:r></w:fldSimple><w:hyperlink r:id="rL"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>`
          + '<w:altChunk r:id="rA"/><w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="d"/><a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:link="rI"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
        { relations: [['rL', 'hyperlink'], ['rA', 'aFChunk'], ['rI', 'image'], ['rT', 'attachedTemplate'], ['rO', 'oleObject'], ['rF', 'frame']].map(([id, type]) =>
          `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${xml}" TargetMode="External"/>`).join('') }),
      ]
    case 'odt':
      return [openDocument(
        `<text:h text:outline-level="1">${xml}</text:h><text:p>${xml}<text:a xlink:href="${xml}" xlink:type="simple">link</text:a></text:p>`
        + `<text:p><draw:frame><draw:image xlink:href="${xml}" xlink:actuate="onLoad"/></draw:frame><text:execute-macro text:name="${xml}">m</text:execute-macro></text:p>`
        + `<table:table><table:table-row><table:table-cell table:formula="${xml}"><text:p>${xml}</text:p></table:table-cell></table:table-row></table:table>`,
      )]
    case 'ics': {
      const folded = text.replaceAll('\\', '\\\\').replaceAll(/\r\n?|\n/gu, '\\n').replaceAll(',', '\\,').replaceAll(';', '\\;')
      const event = (value: string): Uint8Array => strToU8(['BEGIN:VCALENDAR', `X-WR-CALNAME:${value}`, 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20260919T093000', `SUMMARY:${value}`, `LOCATION:${value}`, `DESCRIPTION:${value}`, `ATTENDEE;ROLE=CHAIR;CN="${value.replaceAll('"', '')}":mailto:x@example.org`, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'))
      return [event(folded), event(text)]
    }
    default:
      return path satisfies never
  }
}

/** What XML cannot hold is left out. */
function plainXml(text: string): string {
  return text.replaceAll(/(?![\t\n\r])\p{Cc}|\uFFFE|\uFFFF/gu, '')
}

function inXml(text: string): string {
  return plainXml(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')
}
