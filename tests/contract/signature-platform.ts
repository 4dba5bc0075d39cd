/** What every SignaturePlatform must do, run against each implementation; the vectors are those of RFC 8032, 7.1, and FIPS 180-4. */
import { expect, test } from 'vitest'
import { grant, findCapabilityProblem, workshopIdOf, type Capability } from '../../shared/protocol/capability.ts'
import type { SignaturePlatform } from '../../shared/protocol/signatures.ts'

const vectors = [
  {
    name: 'TEST 1',
    secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature: 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    name: 'TEST 2',
    secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature: '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    name: 'TEST 3',
    secret: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature: '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
] as const

const digests = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['616263', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
] as const

/** The suite; `other` is an implementation with which it must agree. */
export function signaturePlatformContract(name: string, platform: SignaturePlatform, other: SignaturePlatform): void {
  for (const { name: vector, secret, publicKey, message, signature } of vectors) {
    test(`GU1 ${name} signs and verifies as RFC 8032 ${vector} says`, () => {
      expect(hex(platform.publicKeyOf(bytes(secret)))).toBe(publicKey)
      expect(hex(platform.sign(bytes(message), bytes(secret)))).toBe(signature)
      expect(platform.verify(bytes(signature), bytes(message), bytes(publicKey))).toBe(true)
    })
  }

  test(`GU1 ${name} hashes as FIPS 180-4 says`, () => {
    for (const [message, digest] of digests) expect(hex(platform.sha256(bytes(message)))).toBe(digest)
  })

  test(`GU1 ${name} refuses whatever is no signature, and never throws over it`, () => {
    const [{ publicKey, message, signature }] = vectors
    const genuine = bytes(signature)
    for (let bit = 0; bit < genuine.length * 8; bit += 37) {
      const forged = genuine.slice()
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(platform.verify(forged, bytes(message), bytes(publicKey))).toBe(false)
    }
    for (const length of [0, 1, 31, 33, 63, 65, 1000]) {
      expect(platform.verify(new Uint8Array(length), bytes(message), bytes(publicKey))).toBe(false)
      expect(platform.verify(genuine, bytes(message), new Uint8Array(length).fill(7))).toBe(false)
    }
    // S + L: the same signature to a verifier that does not reduce it.
    expect(platform.verify(withOrderAdded(genuine), bytes(message), bytes(publicKey))).toBe(false)
  })

  test(`GU1 ${name} refuses a secret of another length`, () => {
    for (const length of [0, 31, 33, 64]) {
      expect(() => platform.sign(bytes('72'), new Uint8Array(length))).toThrow(RangeError)
      expect(() => platform.publicKeyOf(new Uint8Array(length))).toThrow(RangeError)
    }
  })

  test(`GU1 ${name} makes keys that differ, and what it signs the other accepts`, () => {
    const secrets = Array.from({ length: 16 }, () => platform.randomBytes(32))
    expect(new Set(secrets.map(hex)).size).toBe(16)
    for (const secret of secrets) {
      const message = platform.randomBytes(100)
      const publicKey = platform.publicKeyOf(secret)
      expect(hex(other.publicKeyOf(secret))).toBe(hex(publicKey))
      expect(other.verify(platform.sign(message, secret), message, publicKey)).toBe(true)
    }
  })

  test(`GU1 an invite made by ${name} is good for the other`, () => {
    const workshopSecret = platform.randomBytes(32)
    const root: Capability = { workshopKey: platform.publicKeyOf(workshopSecret), grants: [] }
    const guest = platform.publicKeyOf(platform.randomBytes(32))
    const invite = grant(platform, root, workshopSecret, { subject: guest, role: 'participant', issuedAt: 1_000, expiresAt: 2_000 })
    const workshop = workshopIdOf(other, root.workshopKey)
    expect(workshop).toBe(workshopIdOf(platform, root.workshopKey))
    expect(findCapabilityProblem(other, invite, { workshop, now: 1_500, isRevoked: () => false })).toBeNull()
    expect(findCapabilityProblem(other, invite, { workshop, now: 2_000, isRevoked: () => false })).toBe('expired')
  })
}

function withOrderAdded(signature: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const s = signature.slice(32).reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n) + order
  const result = signature.slice()
  for (let index = 0; index < 32; index += 1) result[32 + index] = Number((s >> BigInt(8 * index)) & 0xffn)
  return result
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function hex(data: Uint8Array): string {
  return [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
