/** What is known not to be a document that can be read here, by its first bytes, told apart so that the reason helps. */
import { RefusedError } from './imported.ts'

const oldOffice = '\u00D0\u00CF\u0011\u00E0'

/** Throws a RefusedError for what is known. `ending`: of the file's name, lower case. */
export function refuseForeign(bytes: Uint8Array, ending: string): void {
  if (startsWith(bytes, oldOffice)) {
    // The container of Office before 2007 also wraps newer documents that have a password.
    const isEncrypted = includesWide(bytes, 'EncryptedPackage') || ending === 'docx'
    throw isEncrypted ? new RefusedError('encrypted', 'protected by a password') : new RefusedError('old-word', 'Word before 2007')
  }
  if (startsWith(bytes, '%PDF')) throw new RefusedError('unknown-type', 'PDF')
  if (startsWith(bytes, '{\\rtf')) throw new RefusedError('unknown-type', 'RTF')
}

/** Whether `bytes` begin with these characters, each one byte. */
export function startsWith(bytes: Uint8Array, prefix: string): boolean {
  return bytes.length >= prefix.length && Array.from(prefix).every((character, index) => bytes[index] === character.charCodeAt(0))
}

/** Whether `word` stands in `bytes` in UTF-16, lower byte first. Its letters are of one byte. */
function includesWide(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0)
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (Array.from(word).every((character, index) => bytes[at + 2 * index] === character.charCodeAt(0) && bytes[at + 2 * index + 1] === 0)) return true
  }
  return false
}
