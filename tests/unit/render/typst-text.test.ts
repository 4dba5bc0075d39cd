import { describe, expect, test } from 'vitest'
import { pdfAddress, typstCode, typstString, typstText } from '../../../shared/render/pdf/typst-text.ts'

const inText = { isInCell: false, isRtl: false, lineEms: 40 }
const inCell = { ...inText, isInCell: true, lineEms: 8 }

describe('Typst text (MI12)', () => {
  test('nothing typed can leave its string', () => {
    expect(typstString('"#panic() \\" \n')).toBe(String.raw`"\"#panic() \\\" \n"`)
  })

  test('EX39: an address is ASCII and leads where it led; one that is ASCII already stays as it is', () => {
    expect(pdfAddress('https://example.org/réunion?q=سلام&x=%20#α')).toBe('https://example.org/r%C3%A9union?q=%D8%B3%D9%84%D8%A7%D9%85&x=%20#%CE%B1')
    expect(pdfAddress('https://λιμάνι.example/α')).toBe('https://xn--hxazbfgh.example/%CE%B1')
    expect(pdfAddress('mailto:a@example.org?subject=Ordre%20du%20jour – été')).toMatch(/^mailto:a@example\.org\?subject=Ordre%20du%20jour[ %20]+%E2%80%93[ %20]+%C3%A9t%C3%A9$/)
    expect(pdfAddress('https:// é/%C3')).toBe('https://%20%C3%A9/%C3')
    for (const href of ['HTTPS://EXAMPLE.ORG/A?b=1&c', `https://example.org/${'é'.repeat(4000)}`]) expect(pdfAddress(href)).toBe(href)
  })

  test('words with a hyphen or slash stay on one line', () => {
    expect(typstText('a School/Laboratory here', inText)).toBe('"a " + box("School/Laboratory") + " here"')
  })

  test('EX17: a word that is wider than its line may break, behind a seam where it has one, and no letter is lost', () => {
    const long = 'x'.repeat(100)
    for (const place of [inText, inCell]) {
      const written = typstText(long, place)
      expect(written).toContain('" + box() + "')
      expect([...written.matchAll(/"(x+)"/g)].map((match) => match[1]).join('')).toBe(long)
    }
    expect(typstText('administration', inText)).toBe('"administration"')
    expect(typstText('ana@example.org', inCell)).toBe('"ana@" + box() + "example." + box() + "org"')
    expect(typstCode('cat x | sort', inText)).toBe('raw("cat") + raw(" ") + raw("x") + raw(" ") + raw("|") + raw(" ") + raw("sort")')
    expect(typstCode('a_long_function()', inCell)).toBe('raw("a_") + box() + raw("long_") + box() + raw("function()")')
  })

  test('Arabic words are set together, as one run', () => {
    expect(typstText('avant نص عربي après', inText)).toBe('"avant " + ar("نص عربي") + " après"')
  })

  test('ML4: a vowel sign does not cut an Arabic word in two', () => {
    expect(typstText('لم يُنجز، بعد', inText)).toBe('ar("لم يُنجز، بعد")')
  })

  test('EX18: a tab parts words as a space does', () => {
    expect(typstText('Name:\tAna', inText)).toBe('"Name: Ana"')
  })

  test('EX19: joiners part no emoji, and stay with the Arabic letters that they join', () => {
    expect(typstText('👩\u200D💻 done', inText)).toBe('"👩\u200D💻 done"')
    expect(typstText('a می\u200Cخواهم', inText)).toBe('"a " + ar("می\u200Cخواهم")')
  })
})
