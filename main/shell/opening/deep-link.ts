/** Links of the form `minuta://…`, as the operating system passes them in the arguments of the program. */

export const deepLinkScheme = 'minuta'
const maxLinkLength = 4096

/** The first well-formed link among `args`; null when there is none. What the link asks for is for the page to judge. */
export function findDeepLink(args: readonly string[]): string | null {
  return args.find(isDeepLink) ?? null
}

export function isDeepLink(text: string): boolean {
  if (text.length > maxLinkLength || !text.startsWith(`${deepLinkScheme}://`)) return false
  return URL.canParse(text)
}
