/** What Word and Outlook draw in front of the items of a list when they write a page: "·", "1.", "b)", "(iv)". */

/** How a marker counts: the `type` of an ordered list and its value; null for a bullet. */
export function orderOf(marker: string): { readonly type: string | null; readonly value: number } | null {
  const match = /^\(?(?:(\d+)|([ivxlcdm]+)|([a-z]))[.)]?\)?$/iu.exec(marker.replace(/^(?:\d+\.)+(?=\d+\.?$)/u, ''))
  if (!match || !/[.)\d]/u.test(marker)) return null
  if (match[1] !== undefined) return { type: null, value: Number(match[1]) }
  const letters = match[2] ?? match[3] ?? ''
  const isUpper = letters === letters.toUpperCase()
  if (match[2] !== undefined && (letters.length > 1 || /^[iv]$/iu.test(letters))) return { type: isUpper ? 'I' : 'i', value: 1 }
  return { type: isUpper ? 'A' : 'a', value: letters.toLowerCase().charCodeAt(0) - 96 }
}
