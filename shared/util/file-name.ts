/** Names for files that the user is about to save. */

const maxNameLength = 80
/** Names that Windows keeps for itself, with any extension. */
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/** A title as a file name that every file system takes; `fallback` when nothing of it is left. */
export function fileName(title: string, fallback: string): string {
  // Control characters, and what Windows refuses in names.
  const name = title.replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  const cut = Array.from(name).slice(0, maxNameLength).join('').replace(/[. ]+$/, '').replace(/^[.\s]+/, '').trim()
  return cut === '' ? fallback : cut.replace(windowsDevice, '$&_')
}
