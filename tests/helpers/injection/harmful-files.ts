/** Files that do what no export may: every judge must find fault with its own. */
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { openDocument, rawWord } from '../made-documents.ts'
import { drawing } from './carriers.ts'

/** Name → bytes; `url` is where they call. */
export function harmfulFiles(url: string): readonly (readonly [name: string, bytes: Uint8Array])[] {
  return [
    ['catalogue.pdf', pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')],
    ['hexadecimal.pdf', pdf('/Open#41ction << /S /#4aavaScript /J#53 <6170702e616c6572742831293b> >>')],
    ['packed.pdf', pdf('', '4 0 << /Type /Annot /Subtype /Link /A << /S /Launch /F (calc.exe) >> >>')],
    ['link.pdf', pdf('', '4 0 << /Type /Action /S /URI /URI (javascript:app.alert\\(1\\)) >>')],
    ['attached.pdf', pdf('/Names << /EmbeddedFiles << /Names [ (x) 5 0 R ] >> >>')],
    ['form.pdf', pdf('/AcroForm << /XFA (x) >>')],
    ['template.docx', rawWord('<w:p/>', { relations: `<Relationship Id="rT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${url}" TargetMode="External"/>` })],
    ['field.docx', rawWord(`<w:p><w:r><w:instrText> INCLUDEPICTURE "${url}" </w:instrText></w:r></w:p>`)],
    ['macro.odt', openDocument('<text:p><text:execute-macro text:name="x">m</text:execute-macro></text:p>')],
    ['image.odt', openDocument(`<text:p><draw:frame><draw:image xlink:href="${url}"/></draw:frame></text:p>`)],
    ['formula.csv', strToU8(`Name\n"=WEBSERVICE(""${url}"")"\n`)],
    ['semicolon.csv', strToU8(`Name\n"x;=WEBSERVICE(""${url}"")"\n`)],
    ['alarm.ics', strToU8('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n')],
    ['screen.txt', strToU8('\u009B2J')],
    ['drawing.png', drawing('x')],
    ['page.html', strToU8(`<img src="${url}/x.png">`)],
    ['inline.html', strToU8('<p onclick="x()">x</p>')],
    ['link.md', strToU8('[x](javascript:x)')],
    ['code.svg', drawing('x')],
    ['path.zip', zipSync({ '../x.txt': strToU8('x') })],
    ['device.zip', zipSync({ 'images/con.png': strToU8('x') })],
    ['twice.zip', zipSync({ 'a.txt': strToU8('x'), 'A.txt': strToU8('x') })],
    ['sums.zip', zipSync({ 'a.txt': strToU8('x'), 'SHA256SUMS.txt': strToU8(`${'0'.repeat(64)}  a.txt\n`) })],
    ['inside.zip', zipSync({ 'a.html': strToU8('<script>x</script>') })],
  ]
}

/** A PDF of one empty page, with `catalogue` in its catalogue and `packed` ("number offset object") in an object stream. */
function pdf(catalogue: string, packed = ''): Uint8Array {
  const stream = deflateSync(Buffer.from(packed))
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    ...(packed === '' ? [] : [`<< /Type /ObjStm /N 1 /First ${packed.indexOf('<<')} /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream.toString('latin1')}\nendstream`]),
  ]
  return Buffer.from(`%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer << /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`, 'latin1')
}
