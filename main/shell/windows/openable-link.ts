/** Which links of a page the operating system may be asked to open. */

const linkSchemes = new Set(['http:', 'https:', 'mailto:'])
const maxLinkLength = 8192

/** Links that may leave the app for the user's browser or mail program. */
export function isOpenableLink(url: string): boolean {
  return url.length <= maxLinkLength && URL.canParse(url) && linkSchemes.has(new URL(url).protocol)
}
