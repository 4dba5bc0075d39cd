/** What is in a meeting pack and how to check it, for whoever opens it in ten years. Windows line ends: Notepad of old wants them. */
import type { Minutes } from '../../minutes/minutes.ts'

const explanations: readonly (readonly [test: RegExp, text: string])[] = [
  [/\.pdf$/, 'to print and to archive (tagged, PDF/UA)'],
  [/\.docx$/, 'for Microsoft Word'],
  [/\.odt$/, 'for LibreOffice and other office programs (OpenDocument)'],
  [/\.html$/, 'for any browser, also on a phone and without a network; with search'],
  [/\.md$/, 'plain text with Markdown marks'],
  [/\.json$/, 'everything, for programs'],
  [/\.ics$/, 'dates of actions and of the next meeting, for any calendar'],
  [/\.csv$/, 'for any spreadsheet; an apostrophe before a cell that would be a formula is not part of the text'],
  [/^images\//, 'the original of a figure, by its number'],
  [/\.minuta$/, 'the workshop itself: open it with Minuta to go on working'],
]

/** `names`: the members in their order; `missing`: what could not be included. */
export function packReadme(minutes: Minutes, names: readonly string[], missing: readonly string[]): string {
  const lines = [
    minutes.title,
    minutes.statusLine,
    '',
    'What is in this pack',
    '',
    ...names.flatMap((name) => {
      const explanation = explanations.find(([test]) => test.test(name))?.[1]
      return explanation === undefined ? [name] : [name, `    ${explanation}`]
    }),
    '',
    ...(missing.length === 0 ? [] : ['Not included, because it was not on the computer that made the pack or cannot be read:', '', ...missing, '']),
    'SHA256SUMS.txt holds a checksum of every file. To see that none of them changed: sha256sum -c SHA256SUMS.txt',
    'Made with Minuta. The same minutes give the same pack, byte for byte.',
  ]
  return `${lines.map((line) => line.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')).join('\r\n')}\r\n`
}
