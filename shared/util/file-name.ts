/** Names for files that the user is about to save. */

const maxNameLength = 80
/** File systems take 255 bytes, of which what is put behind a name has the rest. */
const maxNameBytes = 200
/** Names that Windows keeps for itself, with any extension, also behind spaces. */
const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))/i

/** A title as a file name that every file system takes; `fallback` when nothing of it is left. */
export function fileName(title: string, fallback: string): string {
  // Control characters, and what Windows refuses in names.
  const name = title.replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ').replaceAll(/\s+/g, ' ').trim()
  const cut = cutToBytes(Array.from(name).slice(0, maxNameLength).join('')).replace(/[. ]+$/, '').replace(/^[.\s]+/, '').trim()
  return cut === '' ? fallback : cut.replace(windowsDevice, '$&_')
}

/** Letters of some scripts take three bytes, emoji four. */
function cutToBytes(name: string): string {
  return name.slice(0, new TextEncoder().encodeInto(name, new Uint8Array(maxNameBytes)).read)
}
