/** What a file may hold that nobody sees, in texts that have no row to say so with. */
const hidden = /(?![\t\n\r])\p{Cc}|[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

/** `text` without controls, zero widths and overrides of direction; tabs and line breaks stay. */
export function withoutHidden(text: string): string {
  return text.replaceAll(hidden, '')
}
