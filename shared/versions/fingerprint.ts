/** SHA-256 of texts, and how a person reads it aloud from paper. */
import { digest } from 'lib0/hash/sha256'

const encoder = new TextEncoder()
const groupLength = 4
const shortGroups = 4

/** SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. */
export function sha256Of(text: string): string {
  return hex(digest(encoder.encode(text)))
}

/** SHA-256 of bytes, 64 lower-case hexadecimal digits. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return hex(digest(bytes))
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The whole fingerprint in groups: "3F2A 90C1 …". */
export function fingerprintGroups(fingerprint: string): string {
  return fingerprint.toUpperCase().match(new RegExp(`.{1,${groupLength}}`, 'g'))?.join(' ') ?? ''
}

/** The first groups: enough to tell the versions of a workshop apart by eye, never enough to prove one. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprintGroups(fingerprint.slice(0, groupLength * shortGroups))
}

const fingerprintPattern = /^[0-9a-f]{64}$/

export function isFingerprint(text: unknown): text is string {
  return typeof text === 'string' && fingerprintPattern.test(text)
}
