import fs from 'node:fs'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../shared/import/decode-text.ts'
import { RefusedError, type RefusalKind } from '../../../shared/import/imported.ts'
import { likelyTable } from '../../../shared/import/people-columns.ts'
import { readList } from '../../../shared/import/read-list.ts'
import { makeWorkbook } from '../../helpers/make-workbook.ts'
import { openSheet } from '../../helpers/made-documents.ts'

/** The rows of the first table. */
function rowsOf(bytes: Uint8Array | string): readonly (readonly string[])[] {
  return readList(typeof bytes === 'string' ? strToU8(bytes) : bytes).tables[0]?.rows ?? []
}

function refusalOf(bytes: Uint8Array): RefusalKind | null {
  try {
    readList(bytes)
    return null
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.kind
    throw error
  }
}

/** Bytes of `text` in a code page of one byte per letter. */
function inCodePage(encoding: string, text: string): Uint8Array {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from(text, (letter) => table.get(letter) ?? 0x3f)
}

function wide(text: string, isBig: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  for (let at = 0; at < text.length; at += 1) new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), !isBig)
  return bytes
}

describe('IL1: the encoding of a list', () => {
  const list = {
    'windows-1252': 'Nom;Organisme\r\nÉlisabeth Lœuvre;Mutuelle Œuvre commune\r\nGéraud Peña;Région d’Ærø – Straße\r\n',
    'windows-1253': 'Όνομα;Οργανισμός\r\nΠαρασκευάς Λαΐμος;Περιφέρεια Αττικής\r\nΕλένη Ώρα;Ένωση Συνεταιρισμών\r\n',
    'windows-1256': 'الاسم;المنظمة\r\nمحمد بن عبد الله;جمعية الأمل\r\nفاطمة الزهراء;تعاونية العسل\r\n',
    'windows-1250': 'Ime;Organizacija\r\nŽeljka Čačić;Splitsko-dalmatinska županija\r\nĐuro Šćepanović;Općina Međugorje\r\nŠtefica Kovačević;Udruga mladića\r\n',
    'windows-1254': 'Ad;Kuruluş\r\nİpek Işık;Çanakkale Belediyesi\r\nAyşe Yıldız;Eğitim Vakfı İstanbul\r\nGülşen Öztürk;Bağcılar Kooperatifi\r\n',
  } as const

  it.each(Object.entries(list))('%s is found by the look of its words', (encoding, text) => {
    expect(decodeText(inCodePage(encoding, text))).toEqual({ text, encoding, isCertain: false })
  })

  it('Greek by the standard reads like Greek by Windows', () => {
    const text = list['windows-1253'].replaceAll('\u2019', '')
    expect(decodeText(inCodePage('iso-8859-7', text))?.text).toBe(text)
  })

  it('marks, UTF-16 without one, and UTF-8 are taken at their word', () => {
    const text = 'Name;Place\nΖωή;الرباط\nZoé;Łódź\n'
    for (const bytes of [strToU8(text), strToU8(`\uFEFF${text}`), wide(`\uFEFF${text}`, false), wide(`\uFEFF${text}`, true), wide(text, false), wide(text, true)]) {
      expect(decodeText(bytes)?.text).toBe(text)
    }
  })

  it('what somebody chose is not second-guessed', () => {
    expect(decodeText(strToU8('Zoé'), 'windows-1252')).toEqual({ text: 'ZoÃ©', encoding: 'windows-1252', isCertain: true })
  })
})

describe('IL2: rows and columns of a text', () => {
  it.each([[';'], [','], ['\t'], ['|']])('a list with "%s" keeps its columns, also with the other delimiters inside its words', (delimiter) => {
    const cell = (text: string): string => (text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text)
    const rows = [['Name', 'Organisation', 'Region'], ['Ana; María', 'A, B | C', 'x\ty'], ['“Zoé”', 'The "Hive", SCOP', 'z'], ['Béla', '', 'r']]
    expect(rowsOf(rows.map((row) => row.map(cell).join(delimiter)).join('\r\n'))).toEqual(rows)
  })

  it('line breaks inside quotation marks stay in their cell', () => {
    expect(rowsOf('Name,Organisation\nAna,"Town hall\nEconomy"\nBo,Z\n')).toEqual([['Name', 'Organisation'], ['Ana', 'Town hall\nEconomy'], ['Bo', 'Z']])
  })

  it('a quotation mark that never closes swallows nobody, and is told', () => {
    const { tables, notices } = readList(strToU8('Name;Organisation\nAna;"The Hive\nBo;Z\nCy;Y\n'))
    expect(tables[0]?.rows).toEqual([['Name', 'Organisation'], ['Ana', '"The Hive'], ['Bo', 'Z'], ['Cy', 'Y']])
    expect(notices).toMatchObject([{ kind: 'open-quote' }])
  })

  it('IL14: quotation marks around a part of a cell are marks of its words, whatever stands in the rows below', () => {
    expect(rowsOf('Name;Organisation\n"Pepe" García;Port A\nBob Low;B\nCarl Ek;"C; Ltd"\n""Kiki"" Oz;"The ""Hive"" " \n')).toEqual([
      ['Name', 'Organisation'], ['"Pepe" García', 'Port A'], ['Bob Low', 'B'], ['Carl Ek', 'C; Ltd'], ['""Kiki"" Oz', 'The "Hive" '],
    ])
    expect(rowsOf('Name,Organisation\n"Ana,A\nBob,"B, Ltd"\n')).toEqual([['Name', 'Organisation'], ['"Ana', 'A'], ['Bob', 'B, Ltd']])
  })

  it("IL14: bare marks of the words inside a cell's own marks leave those the cell's own", () => {
    expect(rowsOf('Name,Town\n"Ana "Pepe" García","Town"\n"Bo ("Kiki")" ,T\n"Pepe" or "Pepa",V\n')).toEqual([
      ['Name', 'Town'], ['Ana "Pepe" García', 'Town'], ['Bo ("Kiki")', 'T'], ['"Pepe" or "Pepa"', 'V'],
    ])
    expect(rowsOf('Name,Note\n"Ana","Line one\nsaid "hi" there"\nBo,C\n')).toEqual([['Name', 'Note'], ['Ana', 'Line one\nsaid "hi" there'], ['Bo', 'C']])
    expect(rowsOf('Name,Note\n"Ana,A\nBob, "B, Ltd"\n')[1]).toEqual(['"Ana', 'A'])
  })

  it('IL15: lines may end in different ways in one file', () => {
    const rows = [['Name', 'Organisation'], ['Ana', 'A'], ['Bob', 'Town hall\nEconomy'], ['Cy', 'C']]
    expect(rowsOf('Name;Organisation\r\nAna;A\nBob;"Town hall\r\nEconomy"\rCy;C\n')).toEqual(rows)
    expect(rowsOf('sep=;\r\nName;Organisation\nAna;A\r\nBob;"Town hall\nEconomy"\r\nCy;C')).toEqual(rows)
  })

  it('the separator line of Excel is obeyed and is no row', () => {
    expect(rowsOf('sep=|\nName|Place\nAna, B; C|x\n')).toEqual([['Name', 'Place'], ['Ana, B; C', 'x']])
  })

  it('empty rows and columns at the end are none', () => {
    expect(rowsOf('Name;Place;;\nAna;x;;\n;;;\n \n')).toEqual([['Name', 'Place'], ['Ana', 'x']])
  })

  it('keys that mean something to JavaScript are words', () => {
    expect(rowsOf('Name,__proto__\nconstructor,toString\n')).toEqual([['Name', '__proto__'], ['constructor', 'toString']])
  })
})

describe('IL3: workbooks', () => {
  it('give the texts of their cells, gaps, numbers and dates as Excel shows them', () => {
    const bytes = makeWorkbook([{
      name: 'Participants',
      rows: [['Name', 'Code', 'Born', 'Came'], ['Ana & Co', 42, { xml: '<c s="2"><v>45919</v></c>' }, { xml: '<c s="3"><v>0.40625</v></c>' }], [], ['', 'x']],
    }])
    expect(rowsOf(bytes)).toEqual([['Name', 'Code', 'Born', 'Came'], ['Ana & Co', '42', '2025-09-19', '09:45'], [], ['', 'x']])
  })

  it('take what Excel stored for a formula, never the formula, and nothing of an error', () => {
    const bytes = makeWorkbook([{ name: 'S', rows: [[
      { xml: '<c t="str"><f>HYPERLINK("http://x.invalid")</f><v>Ana</v></c>' }, { xml: '<c t="e"><f>VLOOKUP(1)</f><v>#N/A</v></c>' }, { xml: '<c t="inlineStr"><is><r><t>Bo </t></r><r><t>Li</t></r><rPh><t>no</t></rPh></is></c>' },
      { xml: '<c t="b"><v>1</v></c>' },
    ]] }])
    expect(rowsOf(bytes)).toEqual([['Ana', '', 'Bo Li', 'yes']])
  })

  it('offer every sheet in sight and say how many are hidden', () => {
    const { tables, notices } = readList(makeWorkbook([{ name: 'Old', rows: [['x']], state: 'hidden' }, { name: 'One', rows: [['a']] }, { name: 'Blank', rows: [] }, { name: 'Two', rows: [['b']] }]))
    expect(tables.map(({ name }) => name)).toEqual(['One', 'Two'])
    expect(notices).toEqual([{ kind: 'hidden-sheets', count: 1 }])
  })

  it('IL4: cells far below that hold nothing but spaces are no rows; elements nested without end are refused', () => {
    const sheet = (rows: string): Uint8Array => makeWorkbook([{ name: 'S', rows: [['a']] }], { 'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`) })
    expect(rowsOf(sheet('<row r="1"><c r="A1" t="str"><v>Ana</v></c></row><row r="60000"><c r="A60000" t="str"><v> </v></c></row>'))).toEqual([['Ana']])
    expect(refusalOf(openSheet(`${'<text:p>x'.repeat(20_000)}${'</text:p>'.repeat(20_000)}`))).toBe('too-large')
  })

  it('IL4: are refused with the reason when they are damaged, locked, old, empty, or made to do harm', () => {
    const good = makeWorkbook([{ name: 'S', rows: [['a']] }])
    const sheet = (xml: string): Uint8Array => makeWorkbook([{ name: 'S', rows: [['a']] }], { 'xl/worksheets/sheet1.xml': strToU8(xml) })
    expect(refusalOf(good)).toBe(null)
    expect(refusalOf(good.subarray(0, good.length - 40))).toBe('damaged')
    expect(refusalOf(sheet('<worksheet><sheetData><row>'))).toBe('damaged')
    expect(refusalOf(sheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'))).toBe('damaged')
    expect(refusalOf(sheet(`<worksheet>${' '.repeat(60_000_000)}</worksheet>`))).toBe('too-large')
    expect(refusalOf(sheet('<worksheet><sheetData><row r="900000"><c r="A900000"><v>1</v></c></row></sheetData></worksheet>'))).toBe('too-large')
    expect(refusalOf(sheet('<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'))).toBe('too-large')
    expect(refusalOf(makeWorkbook([{ name: 'S', rows: [] }]))).toBe('empty')
    expect(refusalOf(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.presentation'), 'content.xml': strToU8('<x/>') }))).toBe('unknown-type')
    // One text that a million cells share is a million texts to whoever gets the rows.
    const shared = { xml: '<c t="s"><v>0</v></c>' }
    expect(refusalOf(makeWorkbook([{ name: 'S', rows: [['x'.repeat(50_000)], ...Array.from({ length: 500 }, () => [shared])] }]))).toBe('too-large')
    expect(refusalOf(zipSync({ 'a.txt': strToU8('x') }))).toBe('damaged')
    const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600))
    expect(refusalOf(old)).toBe('old-excel')
    expect(refusalOf(Uint8Array.of(...old, ...wide('EncryptedPackage', false)))).toBe('encrypted')
  })

  it('IL4: what is no list at all is refused as well', () => {
    expect(refusalOf(new Uint8Array())).toBe('empty')
    expect(refusalOf(strToU8(' \n;;\n'))).toBe('empty')
    expect(refusalOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 0))).toBe('unknown-type')
    expect(refusalOf(strToU8('a\n'.repeat(10_001)))).toBe('too-large')
    expect(refusalOf(strToU8(`a${';b'.repeat(300)}\n`))).toBe('too-large')
  })

  it('IL4: no damage to a workbook is anything but a table or a reason', () => {
    const good = makeWorkbook([{ name: 'S', rows: [['Name', 'Place'], ['Ana', 'x']] }])
    for (let at = 0; at < good.length; at += 3) {
      const bytes = good.slice()
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      expect(() => refusalOf(bytes)).not.toThrow()
    }
  })
})

describe('IL11: OpenDocument spreadsheets', () => {
  const row = (cells: string, more = ''): string => `<table:table-row ${more}>${cells}</table:table-row>`
  const cell = (words: string, more = ''): string => `<table:table-cell office:value-type="string" ${more}><text:p>${words}</text:p></table:table-cell>`

  it('give the words of their cells: gaps, merged places, repeats, several lines, dates by the calendar, long numbers in full', () => {
    const body = `<table:table table:name="People">
      ${row(`${cell('Name')}${cell('Organisation')}<table:table-cell table:number-columns-repeated="2"/>${cell('Born')}<table:table-cell table:number-columns-repeated="16379"/>`)}
      ${row(`<table:table-cell><text:p>Ana <text:span>&amp;</text:span><text:s text:c="2"/>Co</text:p><text:p>second line</text:p><office:annotation><dc:creator>Bo</dc:creator><text:p>a note</text:p></office:annotation></table:table-cell><table:covered-table-cell/>${cell('x', 'table:number-columns-repeated="2"')}<table:table-cell office:value-type="date" office:date-value="1980-02-03"><text:p>03/02/80</text:p></table:table-cell>`)}
      ${row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="2"')}
      <table:table-header-rows>${row(`${cell('Bo', 'table:formula="of:=HYPERLINK(&quot;http://x.invalid&quot;)"')}<table:table-cell office:value-type="float" office:value="33612345678"><text:p>3,36E+10</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-09-19T09:30:00"><text:p>x</text:p></table:table-cell>`, 'table:number-rows-repeated="2"')}</table:table-header-rows>
      ${row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048570"')}
    </table:table>`
    expect(rowsOf(openSheet(body))).toEqual([
      ['Name', 'Organisation', '', '', 'Born'], ['Ana &  Co\nsecond line', '', 'x', 'x', '1980-02-03'], [], [], ['Bo', '33612345678', '2026-09-19 09:30'], ['Bo', '33612345678', '2026-09-19 09:30'],
    ])
  })

  it('are read as LibreOffice Calc 7.4 writes them', () => {
    expect(readList(fs.readFileSync(path.join(import.meta.dirname, '../../fixtures/people.ods')))).toEqual({
      tables: [{
        name: 'people',
        rows: [
          ['Nom', 'Prénom', 'Organisme', 'E-mail', 'Présence', 'Numéro', 'Arrivée', 'Né le'],
          ['Lœuvre', 'Élisabeth', 'Mutuelle Œuvre commune', 'e.l@example.org', 'présent', '007', '09:30', '1980-02-03'],
          ['Peña Soto', 'Géraud', 'Région d’Ærø\nDirection; économie', 'g@example.org', 'excusé', '12'],
          ['Λαΐμος', 'Παρασκευάς', 'Περιφέρεια Αττικής', 'p@example.org', '', '33612345678'],
          ['الأمل', 'فاطمة', 'جمعية الأمل', 'f@example.org', 'x'],
        ],
      }],
      text: null,
      notices: [],
    })
  })

  it('offer every sheet in sight and say how many are hidden; drawings, kept changes and tables inside cells are no cells', () => {
    const styles = '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="v" style:family="table"><style:table-properties table:display="true"/></style:style>'
    const sheet = (name: string, words: string, style = 'v'): string => `<table:table table:name="${name}" table:style-name="${style}"><table:shapes><draw:frame><text:p>floating</text:p></draw:frame></table:shapes>${row(words === '' ? '' : cell(words))}</table:table>`
    const { tables, notices } = readList(openSheet(`<table:tracked-changes><table:deletion><table:cell-content-deletion><text:p>gone</text:p></table:cell-content-deletion></table:deletion></table:tracked-changes>${sheet('Old', 'x', 'h')}${sheet('One', 'a<draw:frame><text:p>over</text:p></draw:frame>')}${sheet('Blank', '')}<table:table table:name="Two">${row(`<table:table-cell><text:p>b</text:p><table:table table:is-sub-table="true">${row(cell('inner'))}</table:table></table:table-cell>`)}</table:table>`, styles))
    expect(tables).toEqual([{ name: 'One', rows: [['a']] }, { name: 'Two', rows: [['b']] }])
    expect(notices).toEqual([{ kind: 'hidden-sheets', count: 1 }])
  })

  it('are refused with the reason when they are damaged, locked, empty or made to do harm', () => {
    const table = (rows: string): Uint8Array => openSheet(`<table:table>${rows}</table:table>`)
    expect(refusalOf(openSheet('<table:table><table:table-row>', '', { 'content.xml': strToU8('<x><y>') }))).toBe('damaged')
    expect(refusalOf(openSheet('', '', { 'content.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>') }))).toBe('damaged')
    expect(refusalOf(openSheet('', '', { 'META-INF/manifest.xml': strToU8('<m><manifest:encryption-data/></m>') }))).toBe('encrypted')
    expect(refusalOf(table(row('')))).toBe('empty')
    expect(refusalOf(table(row(cell('x'), 'table:number-rows-repeated="10001"')))).toBe('too-large')
    expect(refusalOf(table(`${row('', 'table:number-rows-repeated="999999999"')}${row(cell('x'))}`))).toBe('too-large')
    expect(refusalOf(table(row(cell('x', 'table:number-columns-repeated="257"'))))).toBe('too-large')
    expect(refusalOf(table(row(`<table:table-cell table:number-columns-repeated="999999999"/>${cell('x')}`)))).toBe('too-large')
    expect(refusalOf(table(row(cell('x'.repeat(9000), 'table:number-columns-repeated="256"'), 'table:number-rows-repeated="10000"')))).toBe('too-large')
    expect(refusalOf(openSheet(' '.repeat(60_000_000)))).toBe('too-large')
    const good = openSheet(`<table:table>${row(cell('Ana'))}</table:table>`)
    for (let at = 0; at < good.length; at += 3) {
      const bytes = good.slice()
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      expect(() => refusalOf(bytes)).not.toThrow()
    }
  })
})

describe('IL29: what is no list', () => {
  it.each(['<html><table><tr><td>Name</td></tr></table>', '<?xml version="1.0"?><Workbook/>', '<table><tr><td>Name', 'BEGIN:VCARD\nFN:Ana\nEND:VCARD'])('is refused, and no line of it is somebody: %s', (text) => {
    expect(refusalOf(strToU8(text))).toBe('unknown-type')
  })
})

describe('IL25: the sheet with the people', () => {
  it('is the first whose headings name them, else the first', () => {
    const tables = (...sheets: readonly (readonly (readonly string[])[])[]): number => likelyTable(readList(makeWorkbook(sheets.map((rows, index) => ({ name: `S${index}`, rows })))).tables)
    expect(tables([['How to fill in this form'], ['Write one person in each row']], [['Name', 'Organisation'], ['Ana', 'X']])).toBe(1)
    expect(tables([['Ana', 'X']], [['Bo', 'Y']])).toBe(0)
  })
})
