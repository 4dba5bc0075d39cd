/** A participant list of any kind, told apart by its first bytes and not by its name. */
import { fileTooLarge, RefusedError } from './imported.ts'
import { listLimits, type ListChoice, type ParticipantList } from './list-table.ts'
import { readDelimited } from './read-delimited.ts'
import { readWorkbook } from './read-workbook.ts'

/** Reads a file that anybody may have made. Throws a RefusedError with the reason when nothing can be taken from it. */
export function readList(bytes: Uint8Array, choice: ListChoice = { encoding: null, delimiter: null }): ParticipantList {
  if (bytes.length === 0) throw new RefusedError('empty', 'no bytes')
  if (bytes.length > listLimits.maxFileBytes) throw fileTooLarge(bytes.length, listLimits.maxFileBytes)
  if (hasSignature(bytes, [0x50, 0x4b, 0x03, 0x04])) return readWorkbook(bytes)
  // The container of old Office files, and of new ones behind a password.
  if (hasSignature(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw hasWideText(bytes, 'EncryptedPackage') ? new RefusedError('encrypted', 'a workbook behind a password') : new RefusedError('old-excel', 'a workbook of before 2007')
  }
  return readDelimited(bytes, choice)
}

function hasSignature(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** Whether an entry of the container has this name, in UTF-16. */
function hasWideText(bytes: Uint8Array, text: string): boolean {
  const codes = Array.from(text, (letter) => letter.charCodeAt(0))
  for (let at = bytes.indexOf(codes[0] ?? 0); at >= 0; at = bytes.indexOf(codes[0] ?? 0, at + 1)) {
    if (codes.every((code, index) => bytes[at + 2 * index] === code && bytes[at + 2 * index + 1] === 0)) return true
  }
  return false
}
