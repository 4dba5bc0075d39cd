/** Why a document could not be written, told apart as far as people do something else about it. */
import type { WriteFailure } from '../../shared/ipc/desktop-api.ts'

/** Null for an error that is none of the file system's. */
export function writeFailureOf(error: unknown): { readonly reason: WriteFailure; readonly code: string } | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null
  const code = String(error.code)
  return { reason: reasonOf(code, String(error.syscall)), code }
}

function reasonOf(code: string, syscall: string): WriteFailure {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full'
    case 'EBUSY':
    case 'ETXTBSY':
      return 'in-use'
    case 'EACCES':
    case 'EPERM':
      // The draft beside it could be written: on Windows a document that is open elsewhere cannot be replaced.
      return syscall === 'rename' ? 'in-use' : 'not-allowed'
    case 'EROFS':
      return 'not-allowed'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no-folder'
    default:
      return 'cannot-write'
  }
}
