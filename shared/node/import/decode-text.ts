/**
 * Bytes of a text file as text. In this order: a byte order mark, what the page says of itself, the tell-tale zeros of UTF-16, UTF-8 when it
 * is valid, and only then a guess by the frequency of letters.
 */
import chardet from 'chardet'

const declared = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i
const declaredXml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i
/** Where a page says how it is encoded. */
const headBytes = 4_096
const sampleBytes = 64 * 1024

export function decodeText(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes)
  if (mark !== null) return decode(bytes, mark)
  const wide = wideEncoding(bytes)
  if (wide !== null) return decode(bytes, wide)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headBytes))
  const said = (declaredXml.exec(head) ?? declared.exec(head))?.[1]
  const utf8 = tryDecode(bytes, 'utf-8')
  // A page that is valid UTF-8 and holds more than ASCII is UTF-8, whatever its editor forgot to change.
  if (utf8 !== null) return utf8
  return (said !== undefined && !/^utf-?16/i.test(said) ? tryDecode(bytes, said) : null) ?? decode(bytes, guess(bytes))
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: every second byte of its spaces and line ends is zero. */
function wideEncoding(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 2_000)
  if (sample.length < 4) return null
  const zeros = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 10 && even * 10 < odd) return 'utf-16le'
  if (even > sample.length / 10 && odd * 10 < even) return 'utf-16be'
  return null
}

function guess(bytes: Uint8Array): string {
  const found = chardet.analyse(bytes.subarray(0, sampleBytes)).find(({ name }) => isKnown(name) && !/^(utf|iso-2022)/i.test(name))
  // The single-byte encodings of Windows hold everything that their ISO counterparts do, and more.
  const windows: Readonly<Record<string, string>> = { 'ISO-8859-1': 'windows-1252', 'ISO-8859-7': 'windows-1253', 'ISO-8859-9': 'windows-1254' }
  return found ? (windows[found.name] ?? found.name) : 'windows-1252'
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== ''
  } catch {
    return false
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
