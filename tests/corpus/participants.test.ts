/** The 500 invented people of ../shared/data, in every form in which they come: always the same people, with the odd rows explained. */
import { unzipSync } from 'fflate'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectColumns } from '../../shared/import/people-columns.ts'
import { matchPeople } from '../../shared/import/people-matches.ts'
import { readPeopleRows, type ListedPerson, type PeopleRead } from '../../shared/import/people-rows.ts'
import { readList } from '../../shared/import/read-list.ts'
import { openSheet } from '../helpers/made-documents.ts'
import { makeWorkbook } from '../helpers/make-workbook.ts'
import { dataFolder } from './data-folder.ts'

const folder = dataFolder('participants')

function read(bytes: Uint8Array): PeopleRead {
  const rows = readList(bytes).tables[0]?.rows ?? []
  return readPeopleRows(rows, detectColumns(rows))
}

function peopleOf(name: string): PeopleRead {
  return read(fs.readFileSync(path.join(folder, name)))
}

/** A person without the place in the file, and without what was taken out there and not in another form of the list. */
function essence(person: ListedPerson): unknown {
  return { ...person, row: 0, notes: [] }
}

const csv = peopleOf('participants-500.csv')
/** By number: P001 is the first row below the headings. */
const numbered = (id: number): ListedPerson | undefined => csv.people[id - 1]

describe('the 500 participants', () => {
  it('are 500 in the CSV, nobody left out', () => {
    expect([csv.people.length, csv.leftOut]).toEqual([500, []])
    expect(csv.people.filter(({ attendance }) => attendance === 'present')).toHaveLength(352)
    expect(csv.people.filter(({ attendance }) => attendance === 'excused')).toHaveLength(61)
    expect(csv.people.every(({ contact }) => /^p\d{3}@example\.org$/u.test(contact))).toBe(true)
  })

  it('are the same as Excel saves them in French, and as they are copied out of a spreadsheet', () => {
    for (const name of ['participants-500.excel-fr.csv', 'participants-500.tsv']) {
      const { people, leftOut } = peopleOf(name)
      expect([name, people.map(essence), leftOut]).toEqual([name, csv.people.map(essence), []])
    }
  })

  it('those that Windows-1252 can write are read out of it letter by letter', () => {
    const { people, leftOut } = peopleOf('participants-latin.windows-1252.csv')
    const byContact = new Map(csv.people.map((person) => [person.contact, person]))
    expect([people.length, leftOut]).toEqual([248, []])
    // A proxy outside of this shorter list keeps the number under which it names them.
    const namesOf = new Map(csv.people.map(({ name, row }) => [`P${String(row - 1).padStart(3, '0')}`, name]))
    const named = people.map((person) => ({ ...person, representedBy: namesOf.get(person.representedBy) ?? person.representedBy }))
    expect(named.map(essence)).toEqual(people.map(({ contact }) => essence(byContact.get(contact) ?? (people[0] as ListedPerson))))
  })

  it('are the same in a workbook', () => {
    const rows = readList(fs.readFileSync(path.join(folder, 'participants-500.csv'))).tables[0]?.rows ?? []
    const { people, leftOut } = read(makeWorkbook([{ name: 'Participants', rows }]))
    expect([people, leftOut]).toEqual([csv.people, []])
  })

  it('are the same in an OpenDocument spreadsheet', () => {
    const inXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').split('\n').map((line) => `<text:p>${line.replaceAll(/(?<= ) +/gu, (more) => `<text:s text:c="${more.length}"/>`)}</text:p>`).join('')
    const rows = readList(fs.readFileSync(path.join(folder, 'participants-500.csv'))).tables[0]?.rows ?? []
    const body = rows.map((cells) => `<table:table-row>${cells.map((cell) => `<table:table-cell>${cell === '' ? '' : inXml(cell)}</table:table-cell>`).join('')}</table:table-row>`)
    const { people, leftOut } = read(openSheet(`<table:table>${body.join('')}</table:table>`))
    expect([people, leftOut]).toEqual([csv.people, []])
  })
})

describe('the odd rows', () => {
  it('are explained where something was changed or looks like harm', () => {
    const noted = csv.people.filter(({ notes }) => notes.length > 0).map(({ row, notes }) => [`P${String(row - 1).padStart(3, '0')}`, ...notes])
    expect(noted).toEqual([
      ['P083', 'line-breaks'], ['P085', 'looks-like-formula'], ['P094', 'hidden-characters'], ['P095', 'hidden-characters'], ['P097', 'looks-like-markup'],
    ])
  })

  it.each([
    [61, 'Zoé Ángeles Núñez'], [81, 'Samira'], [82, 'Coopérative "L’Étincelle, SCOP"'], [83, 'Mairie de Montpellier Direction de l’économie'], [84, 'A;B C – Réseau'],
    [85, '=HYPERLINK("https://example.org";"clic")'], [86, 'Ana María de la O'], [88, "D'Arcy O’Ñeill-d’Aragó"], [89, 'مُحَمَّـــد بْنُ عَبْدِ اللَّه'], [90, 'Ὀδυσσεύς ΠΑΠΑΔΟΠΟΥΛΟΣ'],
    [91, 'جمعية Les Deux Rives – فرع Oujda (2017)'], [92, 'İpek Işık'], [93, 'Tiers-lieu 🐝 La Ruche 🇪🇺 👩\u200D🌾'], [94, 'Erberto Dupontfdp.exe'], [95, 'JeanPaul Martin'], [96, 'Għaqda Ħal-Għaxaq'],
    [97, '<b>Fées</b> & Cie <script>alert(1)</script>'], [98, '00123'], [99, 'Null True'], [100, 'שָׁלוֹם בֶּן־גּוּרְיוֹן'],
  ])('P%i keeps its words: %s', (id, words) => {
    const { name, organisation } = numbered(id) ?? { name: '', organisation: '' }
    expect([name, organisation].map((text) => text.normalize('NFC'))).toContain(words.normalize('NFC'))
  })

  it('namesakes and second registrations are pointed out, and nobody stands in the list twice for certain', () => {
    const matches = matchPeople(csv.people, [])
    const of = (id: number): unknown => {
      const match = matches[id - 1]
      return match?.with.kind === 'row' ? [match.strength, match.with.row - 1] : null
    }
    expect([of(42), of(62), of(101)]).toEqual([['possible', 41], ['possible', 61], ['possible', 11]])
    expect(matches.filter((match) => match !== null && match.strength !== 'possible')).toEqual([])
  })

  it('imported a second time, all of them are there already', () => {
    const there = csv.people.map((person, index) => ({ ...person, id: `p${index}` as never }))
    expect(matchPeople(peopleOf('participants-500.excel-fr.csv').people, there).filter((match) => match?.strength !== 'certain' || match.with.kind !== 'person')).toEqual([])
  })
})

describe('workbooks of real programs', () => {
  it.each([
    ['pydocx-shp-inline-shape-access.docx', 'word/embeddings/Microsoft_Excel_Sheet1.xlsx', 8, 4],
    ['openxmlsdk-Of16-09-UnknownElement.docx', 'word/embeddings/Microsoft_Excel_Worksheet.xlsx', 9, 1],
  ])('the one inside %s is read', (file, entry, rows, columns) => {
    const parts = unzipSync(fs.readFileSync(path.join(dataFolder('import/docx'), file)))
    const [table] = readList(parts[entry] ?? new Uint8Array()).tables
    expect([table?.rows.length, Math.max(...(table?.rows ?? []).map((row) => row.length))]).toEqual([rows, columns])
  })

  it.each([['openxmlsdk-complex0.docx'], ['poi-EmbeddedDocument.docx']])('the old one inside %s is refused as an old one', (file) => {
    const parts = unzipSync(fs.readFileSync(path.join(dataFolder('import/docx'), file)))
    const old = Object.entries(parts).find(([name]) => name.endsWith('.xls'))?.[1] ?? new Uint8Array()
    expect(() => readList(old)).toThrow('old-excel')
  })
})
