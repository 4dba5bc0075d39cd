/** Date and place of a meeting behind its title; nothing when neither is known. */

/** " (19 de septiembre de 2026, Patras)". */
export function inBrackets(date: string, place: string, comma = ', '): string {
  const known = [date, place].filter((part) => part !== '')
  return known.length === 0 ? '' : ` (${known.join(comma)})`
}
