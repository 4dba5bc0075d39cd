/** The media type of image bytes by their own signature, whatever a peer claims; null for anything that is not a raster image. */
export function imageMediaType(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a')) return 'image/gif'
  if (hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')) return 'image/webp'
  if (hasText(bytes, 4, 'ftypavif')) return 'image/avif'
  return null
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  return startsWith(bytes.subarray(offset), Array.from(text, (char) => char.charCodeAt(0)))
}
