/**
 * What can be printed in every format: XML (DOCX, HTML) has no place for control characters and lone surrogates. They become
 * U+FFFD, which is visible, so nothing vanishes. Everything else stays code point for code point.
 */

/** `text` with every code point that XML 1.0 forbids replaced by U+FFFD; tabs and line feeds stay. */
export function printable(text: string): string {
  let result = ''
  for (const character of text) result += isPrintable(character.codePointAt(0) ?? 0) ? character : '\uFFFD'
  return result
}

function isPrintable(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a
  if (code >= 0x7f && code <= 0x9f) return code === 0x85
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff
}

const lineEnds = /\r\n|[\r\n\v\f\u2028\u2029]/

/** The lines of `text`, whichever way they end, each of them printable. */
export function printableLines(text: string): readonly string[] {
  return text.split(lineEnds).map(printable)
}
