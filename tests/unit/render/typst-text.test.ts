import { describe, expect, test } from 'vitest'
import { typstString, typstText } from '../../../shared/render/typst-text.ts'

const inText = { isInCell: false, isRtl: false }

describe('Typst text (MI12)', () => {
  test('nothing typed can leave its string', () => {
    expect(typstString('"#panic() \\" \n')).toBe(String.raw`"\"#panic() \\\" \n"`)
  })

  test('words with a hyphen or slash stay on one line, very long ones may break, and no letter is lost', () => {
    expect(typstText('a School/Laboratory here', inText)).toBe('"a " + box("School/Laboratory") + " here"')
    const long = 'x'.repeat(100)
    const written = typstText(long, inText)
    expect(written).toContain('h(0pt)')
    expect([...written.matchAll(/"(x+)"/g)].map((match) => match[1]).join('')).toBe(long)
  })

  test('Arabic words are set together, as one run', () => {
    expect(typstText('avant نص عربي après', inText)).toBe('"avant " + ar("نص عربي") + " après"')
  })

  test('ML4: a vowel sign does not cut an Arabic word in two', () => {
    expect(typstText('لم يُنجز، بعد', inText)).toBe('ar("لم يُنجز، بعد")')
  })
})
