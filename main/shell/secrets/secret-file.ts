/**
 * Small secrets in the profile: written whole, readable by this user only, sealed by the keyring of the operating system where there is
 * one. A keyring can be lost with the session it belonged to; what it sealed is then kept aside, never deleted, and made anew.
 */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Seals and opens texts. Both throw when the keyring does not let them. */
export interface Keyring {
  seal(text: string): Uint8Array
  open(sealed: Uint8Array): string
}

const ownerOnly = 0o600

/** Null when there is no such file. */
export function readSecretFile(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Throws the error of the file system, and then what stood there stands there still. */
export function writeSecretFile(file: string, content: Uint8Array | string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.new`
  rmSync(draft, { force: true })
  const descriptor = openSync(draft, 'wx', ownerOnly)
  try {
    writeFileSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(draft, file)
  // A umask could not have made it wider, but a file system without modes is told as well.
  chmodSync(file, ownerOnly)
}

/** Moves what cannot be read to a name of its own beside it, and returns that name. */
export function keepAside(file: string): string {
  const { dir, name, ext } = path.parse(file)
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  for (let count = 0; ; count += 1) {
    const aside = path.join(dir, `${name}.unreadable-${stamp}${count === 0 ? '' : `-${String(count)}`}${ext}`)
    // A rename would replace what was kept before.
    if (existsSync(aside)) continue
    renameSync(file, aside)
    return aside
  }
}
