/** Text for XML, as content and as a quoted attribute. The minutes hold nothing that XML 1.0 forbids (see minutes/printable.ts). */

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function xmlText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => named[character] ?? character)
}

/** An attribute value keeps its white space only as character references. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replace(/[\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`)
}
