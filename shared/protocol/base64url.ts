/** Bytes in links, file names and records: base64url without padding (RFC 4648 §5). */
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer'

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64UrlEncoded(bytes)
}

/** Null for text that is not exactly what `toBase64Url` makes of some bytes. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null
  try {
    const bytes = fromBase64UrlEncoded(text)
    return toBase64UrlEncoded(bytes) === text ? bytes : null
  } catch {
    return null
  }
}
