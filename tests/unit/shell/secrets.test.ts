import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { OwnCertificate } from '../../../main/shell/secrets/own-certificate.ts'
import type { Keyring } from '../../../main/shell/secrets/secret-file.ts'
import { readVaultKeys } from '../../../main/shell/secrets/vault-key.ts'
import { pinOf } from '../../../shared/node/certificate-pin.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

/** A keyring as an operating system has it: what one session sealed, another one cannot open. */
function keyringOf(session: number): Keyring {
  const turn = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ session))
  return {
    seal: (text) => turn(Buffer.from(`${session} ${text}`)),
    open: (sealed) => {
      const text = turn(sealed).toString('utf8')
      if (!text.startsWith(`${session} `)) throw new Error('the keyring does not know this')
      return text.slice(`${session} `.length)
    },
  }
}

function folder(): string {
  const made = temporaryFolder()
  onTestFinished(() => made.remove())
  return made.path
}

test('RM20 the vault key is made once, is read again, and does not lie in the profile in clear', () => {
  const profile = folder()
  const [key] = readVaultKeys(profile, keyringOf(17))
  expect(key).toHaveLength(32)
  expect(readVaultKeys(profile, keyringOf(17))).toEqual([key])
  const file = readFileSync(path.join(profile, 'vault.key'))
  for (const form of ['base64', 'hex', 'latin1'] as const) expect(file.toString('latin1')).not.toContain(Buffer.from(key ?? []).toString(form))
  expect(statSync(path.join(profile, 'vault.key')).mode & 0o777).toBe(0o600)
})

test('RM20 without a keyring there is no key, and one that was sealed before waits for its keyring', () => {
  const profile = folder()
  expect(readVaultKeys(profile, null)).toEqual([])
  expect(readdirSync(profile)).toEqual([])
  const [key] = readVaultKeys(profile, keyringOf(17))
  expect(readVaultKeys(profile, null)).toEqual([])
  expect(readVaultKeys(profile, keyringOf(17))).toEqual([key])
})

test('RM21 a key that the keyring no longer opens is kept aside byte for byte, and a new one is made', () => {
  const profile = folder()
  const [lost] = readVaultKeys(profile, keyringOf(17))
  const sealed = readFileSync(path.join(profile, 'vault.key'))
  const [key] = readVaultKeys(profile, keyringOf(99))
  expect(key).toHaveLength(32)
  expect(key).not.toEqual(lost)
  const aside = readdirSync(profile).filter((name) => name !== 'vault.key')
  expect(aside).toEqual([expect.stringMatching(/^vault\.unreadable-.*\.key$/)])
  expect(readFileSync(path.join(profile, aside[0] ?? ''))).toEqual(sealed)
  expect(readVaultKeys(profile, keyringOf(99))).toEqual([key])
})

test('RM20 a key that cannot be kept is not used: what it locked away could never be opened again', () => {
  const profile = folder()
  writeFileSync(path.join(profile, 'file'), '')
  expect(readVaultKeys(path.join(profile, 'file'), keyringOf(17))).toEqual([])
  const refusing: Keyring = { ...keyringOf(17), seal: () => { throw new Error('locked') } }
  expect(readVaultKeys(profile, refusing)).toEqual([])
})

test('EN79 a keyring that was locked at one start gives its key at the next, and the key that was made meanwhile', () => {
  const profile = folder()
  const [first] = readVaultKeys(profile, keyringOf(17))
  const locked: Keyring = { ...keyringOf(17), open: () => { throw new Error('denied') } }
  const [second, ...none] = readVaultKeys(profile, locked)
  expect(none).toEqual([])
  expect(readVaultKeys(profile, keyringOf(17))).toEqual([second, first])
  // It neither opens nor seals: what was moved aside takes its place again.
  const refusing: Keyring = { ...locked, seal: () => { throw new Error('locked') } }
  expect(readVaultKeys(profile, refusing)).toEqual([])
  expect(readVaultKeys(profile, keyringOf(17))).toEqual([second, first])
  expect(readVaultKeys(profile, keyringOf(17))).toEqual([second, first])
})

test('EN79 two keyrings by turns make one key each, and no more', () => {
  const profile = folder()
  const keys = [17, 99, 17, 99, 17].map((session) => readVaultKeys(profile, keyringOf(session)))
  expect(keys.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1])
  expect([keys[2], keys[4], keys[3]]).toEqual([keys[0], keys[0], keys[1]])
  expect(readdirSync(profile)).toHaveLength(2)
})

test('RM2 the certificate is made once, with a key that fits, for this user only', async () => {
  const room = path.join(folder(), 'room')
  const own = new OwnCertificate(room, null)
  expect(own.knownPin).toBe(null)
  const pin = await own.pin()
  const { certificate, key } = await own.whole()
  expect(pin).toBe(toBase64Url(pinOf(certificate)))
  expect(own.knownPin).toBe(pin)
  expect(await new OwnCertificate(room, null).whole()).toEqual({ certificate, key })
  expect(statSync(path.join(room, 'certificate.json')).mode & 0o777).toBe(0o600)
})

test('RM2 two who ask at the same moment get the same certificate', async () => {
  const own = new OwnCertificate(folder(), null)
  const [first, second] = await Promise.all([own.pin(), own.pin()])
  expect(first).toBe(second)
})

test('RM2 a keyring keeps the key out of the profile', async () => {
  const room = folder()
  const { key } = await new OwnCertificate(room, keyringOf(17)).whole()
  const text = readFileSync(path.join(room, 'certificate.json'), 'utf8')
  expect(text).not.toContain('PRIVATE KEY')
  expect(text).not.toContain(key.split('\n')[1])
  expect((await new OwnCertificate(room, keyringOf(17)).whole()).key).toBe(key)
})

test.each<[string, (text: string) => string, Keyring | null]>([
  ['half written', (text) => text.slice(0, 100), null],
  ['from another keyring', (text) => text, keyringOf(99)],
  ['without its key', (text) => JSON.stringify({ certificate: (JSON.parse(text) as { certificate: string }).certificate }), null],
])('RM21 a certificate that is %s is kept aside, and a new one is made', async (_name, damage, later) => {
  const room = folder()
  const file = path.join(room, 'certificate.json')
  const before = await new OwnCertificate(room, later === null ? null : keyringOf(17)).pin()
  writeFileSync(file, damage(readFileSync(file, 'utf8')))
  const damaged = readFileSync(file)
  const after = await new OwnCertificate(room, later).pin()
  expect(after).not.toBe(before)
  const aside = readdirSync(room).find((name) => name.startsWith('certificate.unreadable-'))
  expect(readFileSync(path.join(room, aside ?? ''))).toEqual(damaged)
  expect(await new OwnCertificate(room, later).pin()).toBe(after)
})
