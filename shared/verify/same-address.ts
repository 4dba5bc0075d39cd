/** Whether two addresses lead to one place: programs write letters of an address in one way or another when they save it again. */
export function leadsToSame(address: string, other: string): boolean {
  return plain(address) === plain(other)
}

/** Whether a link says of itself where it leads, as anybody can read: programs make one of an address that is typed. */
export function saysWhere(text: string, address: string): boolean {
  const said = plain(text.trim())
  const target = plain(address)
  return ['', 'http://', 'https://', 'mailto:'].some((scheme) => plain(`${scheme}${said}`) === target)
}

function plain(address: string): string {
  let url = address.trim()
  try {
    url = new URL(url).href
  } catch {
    // No address by itself: then as it is written.
  }
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}
