/**
 * The keys under which the engine keeps the secrets of invites and workshops. Everything that people wrote stays readable without them: a
 * lost keyring costs invites, which can be made again, and no notes.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { keepAside, readSecretFile, writeSecretFile, type Keyring } from './secret-file.ts'
import { log } from '../log.ts'

const keyLength = 32
const fileName = 'vault.key'
const asideName = /^vault\.unreadable-.*\.key$/

type KeyFile = { readonly file: string; readonly key: Uint8Array }

/**
 * Every key that the keyring opens: the one to seal with, then those that it did not open at some earlier start, the newest first. Never
 * throws. Empty without a keyring, or when a new key cannot be kept: a key that is gone with this process would lock everything away.
 */
export function readVaultKeys(dataDirectory: string, keyring: Keyring | null): readonly Uint8Array[] {
  // What an earlier keyring sealed stays where it is: that keyring may come back.
  if (keyring === null) return []
  const file = path.join(dataDirectory, fileName)
  const earlier = openAside(dataDirectory, keyring)
  try {
    const present = presentKey(file, keyring, earlier[0])
    return [present, ...earlier.map(({ key }) => key).filter((key) => key !== present)]
  } catch (error) {
    log.error(`vault key: ${String(error)}`)
    return earlier.map(({ key }) => key)
  }
}

/** A keyring that was locked, or refused, at one start opens at another what was moved aside then: such a key is taken before a new one is made. */
function presentKey(file: string, keyring: Keyring, earlier: KeyFile | undefined): Uint8Array {
  const sealed = readSecretFile(file)
  if (sealed !== null) {
    const key = openKey(keyring, sealed)
    if (key !== null) return key
    log.error(`vault key: the keyring does not open it; kept as ${path.basename(keepAside(file))}`)
  }
  if (earlier !== undefined) {
    renameSync(earlier.file, file)
    return earlier.key
  }
  const key = new Uint8Array(randomBytes(keyLength))
  writeSecretFile(file, keyring.seal(Buffer.from(key).toString('base64')))
  return key
}

function openAside(dataDirectory: string, keyring: Keyring): readonly KeyFile[] {
  try {
    // The time of moving is in the name.
    const names = readdirSync(dataDirectory).filter((name) => asideName.test(name)).sort().reverse()
    return names.flatMap((name) => {
      const file = path.join(dataDirectory, name)
      const sealed = readSecretFile(file)
      const key = sealed === null ? null : openKey(keyring, sealed)
      return key === null ? [] : [{ file, key }]
    })
  } catch (error) {
    log.error(`vault key: what was kept aside cannot be read: ${String(error)}`)
    return []
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
