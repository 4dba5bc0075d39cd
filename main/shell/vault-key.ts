/**
 * The key under which the engine keeps the secrets of invites and workshops. Everything that people wrote stays readable without it: a
 * lost keyring costs invites, which can be made again, and no notes.
 */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { keepAside, readSecretFile, writeSecretFile, type Keyring } from './secret-file.ts'
import { log } from './log.ts'

const keyLength = 32
const fileName = 'vault.key'

/** Never throws. Null without a keyring, or when the key cannot be kept: a key that is gone with this process would lock everything away. */
export function readVaultKey(dataDirectory: string, keyring: Keyring | null): Uint8Array | null {
  // What an earlier keyring sealed stays where it is: that keyring may come back.
  if (keyring === null) return null
  const file = path.join(dataDirectory, fileName)
  try {
    const sealed = readSecretFile(file)
    if (sealed !== null) {
      const key = openKey(keyring, sealed)
      if (key !== null) return key
      log.error(`vault key: the keyring does not open it any more; kept as ${path.basename(keepAside(file))}`)
    }
    const key = new Uint8Array(randomBytes(keyLength))
    writeSecretFile(file, keyring.seal(Buffer.from(key).toString('base64')))
    return key
  } catch (error) {
    log.error(`vault key: ${String(error)}`)
    return null
  }
}

function openKey(keyring: Keyring, sealed: Uint8Array): Uint8Array | null {
  try {
    const key = new Uint8Array(Buffer.from(keyring.open(sealed), 'base64'))
    return key.length === keyLength ? key : null
  } catch {
    return null
  }
}
