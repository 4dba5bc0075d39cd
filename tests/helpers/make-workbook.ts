/** Small Excel workbooks, written part by part, so that a test can put into them what Excel never would. */
import { strToU8, zipSync, type Zippable } from 'fflate'

export type MadeCell = string | number | { readonly xml: string }
export type MadeSheet = { readonly name: string; readonly rows: readonly (readonly MadeCell[])[]; readonly state?: 'hidden' }

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** The workbook; texts are shared strings, numbers plain cells. `more` replaces or adds parts. */
export function makeWorkbook(sheets: readonly MadeSheet[], more: Zippable = {}): Uint8Array {
  const strings: string[] = []
  const shared = (text: string): number => {
    const at = strings.indexOf(text)
    return at >= 0 ? at : strings.push(text) - 1
  }
  const parts: Record<string, string> = {}
  sheets.forEach(({ rows }, index) => {
    const body = rows.map((cells, row) => {
      const written = cells.map((cell, column) => {
        const at = `${columnName(column)}${row + 1}`
        if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
        if (typeof cell === 'object') return cell.xml.replace('<c', `<c r="${at}"`)
        return cell === '' ? '' : `<c r="${at}" t="s"><v>${shared(cell)}</v></c>`
      })
      return `<row r="${row + 1}">${written.join('')}</row>`
    })
    parts[`xl/worksheets/sheet${index + 1}.xml`] = `${head}<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData></worksheet>`
  })
  parts['xl/sharedStrings.xml'] = `${head}<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`
  parts['xl/styles.xml'] = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>`
    + '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>'
  parts['xl/workbook.xml'] = `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map(({ name, state }, index) =>
    `<sheet name="${escape(name)}" sheetId="${index + 1}" ${state ? `state="${state}" ` : ''}r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`
  const target = (id: string, type: string, part: string): string => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${part}"/>`
  parts['xl/_rels/workbook.xml.rels'] = relationships([
    ...sheets.map((_, index) => target(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    target('rIdS', 'sharedStrings', 'sharedStrings.xml'),
    target('rIdT', 'styles', 'styles.xml'),
  ])
  parts['_rels/.rels'] = relationships([target('rId1', 'officeDocument', 'xl/workbook.xml')])
  parts['[Content_Types].xml'] = `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`
  return zipSync({ ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), ...more })
}

function relationships(inside: readonly string[]): string {
  return `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside.join('')}</Relationships>`
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
