/** The keyring of the operating system. Linux without one offers "basic_text" instead: a password that everybody knows, which protects nothing. */
import { safeStorage } from 'electron/main'
import type { Keyring } from './secret-file.ts'

/** To be called once the app is ready; null where there is no keyring worth the name. */
export function openKeyring(): Keyring | null {
  if (!safeStorage.isEncryptionAvailable()) return null
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return null
  return {
    seal: (text) => safeStorage.encryptString(text),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
  }
}
