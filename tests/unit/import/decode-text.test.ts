import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { decodeDocument, decodeText } from '../../../shared/import/decode-text.ts'

/** Bytes of `text` in a code page of one byte per letter. */
function inCodePage(encoding: string, text: string): Uint8Array {
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from(text, (letter) => table.get(letter) ?? 0x3f)
}

const greek = 'Οι συνεταιρισμοί της Αττικής και η ενεργειακή κοινότητα'

describe('IM5: one rule for the encoding of documents and lists', () => {
  it.each([
    ['<meta charset="windows-1253">', 'windows-1253'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-7">', 'iso-8859-7'],
    ['<?xml version="1.0" encoding="iso-8859-7"?>', 'iso-8859-7'],
  ])('what a page declares is meant: %s', (head, encoding) => {
    const text = greek.replaceAll(/[Άά](?=\s)/gu, 'α')
    expect(decodeDocument(inCodePage(encoding, `${head}<p>${text}`))).toBe(`${head}<p>${text}`)
  })

  it('also where the words would have looked like another encoding', () => {
    const page = inCodePage('windows-1250', '<meta charset="windows-1250"><p>Šš')
    expect(decodeDocument(page)).toContain('<p>Šš')
    // Thai is no candidate of ours, and is read where the page says so.
    expect(decodeDocument(inCodePage('windows-874', '<meta charset="tis-620"><p>การประชุม'))).toContain('<p>การประชุม')
  })

  it.each(['utf-8', 'utf-16', 'no-such-encoding', 'x-user-defined', 'replacement', 'windows-1252'])('a page that declares %s and is something else is read by what it is', (said) => {
    const page = `<meta charset="${said}"><p>${greek}`
    const bytes = said === 'windows-1252' ? strToU8(page) : inCodePage('windows-1253', page)
    expect(decodeDocument(bytes)).toBe(page)
  })

  it('seven bits that say what they stand for are what they say', () => {
    const head = '<meta charset="iso-2022-jp"><p>'
    expect(decodeDocument(Buffer.concat([Buffer.from(head), Buffer.from('\u001B$B2q5D\u001B(B', 'latin1')]))).toBe(`${head}会議`)
  })

  it('UTF-8 with a letter cut off at its end stays UTF-8', () => {
    const bytes = strToU8(`${greek} – résumé ✓`).subarray(0, -2)
    expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', isCertain: false })
    expect(decodeText(bytes)?.text).toContain(greek)
    expect(decodeDocument(bytes)).toContain(greek)
  })

  it.each([
    ['shift_jis', '93fa967b8cea82cc89ef8b6382cc8b4c985e82c582b781428e5189c18ed282cd8f5c906c82c582b581418b4c985e82cd8fc192b382b382ea82dc82b782aa81418b9e93738e7382cc8b4c985e82c582b78142'],
  ])('%s is found by its pairs of bytes', (encoding, hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
    expect(decodeText(bytes)).toEqual({ text: new TextDecoder(encoding).decode(bytes), encoding, isCertain: false })
  })

  it('lists and documents without a word about it are read alike', () => {
    for (const encoding of ['windows-1252', 'windows-1253', 'windows-1256', 'windows-1250'] as const) {
      const text = { 'windows-1252': 'Élisabeth Lœuvre à Besançon – déjà vu', 'windows-1253': greek, 'windows-1256': 'جمعية الأمل وتعاونية العسل', 'windows-1250': 'Štefica Kovačević, Međugorje, Željka Čačić' }[encoding]
      const bytes = inCodePage(encoding, text)
      expect([encoding, decodeDocument(bytes), decodeText(bytes)?.text]).toEqual([encoding, text, text])
    }
  })

  it('what is no text is none', () => {
    for (const bytes of [Uint8Array.from({ length: 400 }, (_, index) => (index * 97) % 256), new Uint8Array(100), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3)]) {
      expect([decodeDocument(bytes), decodeText(bytes)]).toEqual([null, null])
    }
  })
})
