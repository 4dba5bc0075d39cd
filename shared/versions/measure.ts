/** Places between the words, counted so that every format comes to the same number. */

/** White space, marks of direction and soft hyphens, and the colons that formats put behind terms. */
const uncounted = /[\s:\u00AD\u061C\u200E\u200F\u2066-\u2069]/gu

/** How many characters of a text count. The same for a text in one piece and for its pieces together, wherever it is cut. */
export function measure(text: string): number {
  return text.normalize('NFD').replace(uncounted, '').length
}
