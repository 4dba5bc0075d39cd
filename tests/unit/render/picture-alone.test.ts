import { strToU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../../shared/ipc/desktop-api.ts'
import { openSha256 } from '../../../shared/node/open-sha256.ts'
import { openTypst } from '../../../shared/node/typst.ts'
import { exportMinutes } from '../../../shared/render/export-format.ts'
import { readImage } from '../../../shared/render/pictures/image.ts'
import { pictureAlone } from '../../../shared/render/pictures/picture-alone.ts'
import { greyPhotograph, photograph } from '../../fixtures/photograph.ts'
import { image, p } from '../../fixtures/rich.ts'
import { clearWebp, losslessWebp, opaqueAvif, opaqueWebp } from '../../fixtures/web-pictures.ts'
import { presentBlob, presentImage, singleBoardWorkshop } from '../../fixtures/workshops.ts'

const secret = 'N 38 42 E 20 39'
const jpegSegment = (marker: number, content: Uint8Array): Uint8Array => Uint8Array.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content])
const words = (...texts: readonly string[]): Uint8Array => strToU8(texts.join('\0'))

/** A photograph with everything that is known to be written into one, and another one behind it. */
function telling(orientation: number): Uint8Array {
  const plain = photograph(orientation)
  const afterExif = 38
  return Uint8Array.from([
    ...plain.subarray(0, afterExif), ...jpegSegment(0xe1, words('http://ns.adobe.com/xap/1.0/', secret)), ...jpegSegment(0xed, words('Photoshop 3.0', secret)),
    ...jpegSegment(0xe2, words('MPF', secret)), ...jpegSegment(0xe2, words('ICC_PROFILE', 'colours')), ...jpegSegment(0xfe, words(secret)),
    ...plain.subarray(afterExif), ...strToU8(secret), ...greyPhotograph(16, 16, 7),
  ])
}
function pngChunk(type: string, content: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 0, content.length >> 8, content.length & 0xff, ...strToU8(type), ...content, 0, 0, 0, 0])
}

const says = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).includes(text)

describe('MI59: nothing of a picture but what is seen', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('a photograph held as %i keeps how it was held, its colours and its pixels', (orientation) => {
    const told = telling(orientation)
    const alone = pictureAlone(told)
    expect([says(told, secret), says(alone, secret)]).toEqual([true, false])
    expect(readImage(alone)).toEqual(readImage(told))
    expect(says(alone, 'ICC_PROFILE')).toBe(true)
    // The pixels, from the tables to the end of the picture, byte for byte.
    const plain = photograph(orientation)
    const tables = plain.findIndex((byte, at) => byte === 0xff && plain[at + 1] === 0xdb)
    expect(Buffer.from(alone).subarray(-(plain.length - tables))).toEqual(Buffer.from(plain.subarray(tables)))
    expect(pictureAlone(alone)).toEqual(alone)
  })

  test('a picture without anything else stays what it was', () => {
    const plain = photograph(1)
    const withoutExif = Uint8Array.from([...plain.subarray(0, 2), ...plain.subarray(38)])
    expect(pictureAlone(plain)).toEqual(withoutExif)
    for (const same of [withoutExif, presentImage, losslessWebp, opaqueWebp, clearWebp, opaqueAvif, strToU8('no picture')]) expect(pictureAlone(same)).toEqual(same)
  })

  test('PNG and WebP', () => {
    const end = presentImage.length - 12
    const png = Uint8Array.from([...presentImage.subarray(0, 33), ...['tEXt', 'iTXt', 'eXIf', 'tIME', 'prVt'].flatMap((type) => [...pngChunk(type, strToU8(secret))]), ...presentImage.subarray(33, end), ...presentImage.subarray(end), ...strToU8(secret)])
    expect(pictureAlone(png)).toEqual(presentImage)
    const exif = Uint8Array.from([...strToU8('EXIF'), secret.length, 0, 0, 0, ...strToU8(secret), ...(secret.length % 2 === 0 ? [] : [0])])
    const webp = Uint8Array.from([...clearWebp, ...exif])
    new DataView(webp.buffer).setUint32(4, webp.length - 8, true)
    webp[20] = (webp[20] ?? 0) | 0b1100
    expect(pictureAlone(webp)).toEqual(clearWebp)
  })

  test('EX24: a photograph that was cut off before its end takes none of the next one along, nor a preview, nor what no decoder knows', () => {
    const plain = photograph(1)
    const head = plain.subarray(38)
    const cut = Uint8Array.from([0xff, 0xd8, ...head.subarray(0, -2), ...telling(6)])
    expect(says(cut, secret)).toBe(true)
    expect(pictureAlone(cut)).toEqual(Uint8Array.from([0xff, 0xd8, ...head]))
    const jfif = (width: number, preview: string): Uint8Array => jpegSegment(0xe0, Uint8Array.from([...words('JFIF\0').subarray(0, 5), 1, 1, 0, 0, 1, 0, 1, width, width, ...strToU8(preview)]))
    // Its own first segment goes: only one can be first.
    const rest = head.subarray(18)
    const previewed = Uint8Array.from([0xff, 0xd8, ...jfif(2, secret), ...jpegSegment(0xf3, words(secret)), ...rest])
    expect(pictureAlone(previewed)).toEqual(Uint8Array.from([0xff, 0xd8, ...jfif(0, ''), ...rest]))
    // Bytes that belong to nothing are passed over, as decoders do.
    const tables = rest.findIndex((byte, at) => byte === 0xff && rest[at + 1] === 0xc4)
    const strewn = Uint8Array.from([0xff, 0xd8, ...jfif(0, ''), ...rest.subarray(0, tables), 0, 7, 0xff, 0, ...rest.subarray(tables)])
    expect(pictureAlone(strewn)).toEqual(Uint8Array.from([0xff, 0xd8, ...jfif(0, ''), ...rest]))
    // A byte of the pixels that was damaged is no marker.
    const damaged = Uint8Array.from([...plain.subarray(0, 2), ...head.subarray(0, -8), 0xff, 0x67, ...head.subarray(-6)])
    expect(pictureAlone(damaged)).toEqual(damaged)
  })

  test('EX25: a WebP takes nothing along that stands behind it in its file, or in chunks that show nothing', () => {
    const chunk = (type: string): Uint8Array => Uint8Array.from([...strToU8(type), secret.length + 1, 0, 0, 0, ...strToU8(secret), 0])
    for (const webp of [clearWebp, losslessWebp, opaqueWebp]) {
      expect(pictureAlone(Uint8Array.from([...webp, ...strToU8(secret), ...webp, ...telling(1)]))).toEqual(webp)
      const told = Uint8Array.from([...webp, ...chunk('note')])
      new DataView(told.buffer).setUint32(4, told.length - 8, true)
      expect(pictureAlone(told)).toEqual(webp)
    }
  })

  test('cut short anywhere, it throws nothing and says no more', () => {
    const told = telling(6)
    for (let length = 0; length < told.length; length += 1) {
      const cut = told.subarray(0, length)
      const alone = pictureAlone(cut)
      // What is no image yet is shown nowhere.
      expect(readImage(cut) !== null && says(alone, secret.slice(0, 8))).toBe(false)
    }
  })

  const workshop = singleBoardWorkshop('Wall', [p('Words.'), image(presentBlob, 'The wall', 'The wall')])
  const held = telling(6)
  const made = async (profile: 'full' | 'public', format: ExportFormat): Promise<Uint8Array> =>
    (await exportMinutes(workshop, format, { language: 'en', profile }, { readBlob: (blob) => Promise.resolve(blob === presentBlob ? held : null), openPdfCompiler: openTypst, openSha256 })).content
  /** Everything in a file, packages opened and images out of their base64. */
  const within = (bytes: Uint8Array, format: ExportFormat): readonly Uint8Array[] =>
    ['docx', 'odt', 'pack'].includes(format)
      ? Object.values(unzipSync(bytes)).flatMap((member) => (member[0] === 0x50 && member[1] === 0x4b ? Object.values(unzipSync(member)) : [member]))
      : [bytes, ...[...Buffer.from(bytes).toString('latin1').matchAll(/base64,([A-Za-z0-9+/=]+)/gu)].map(([, data = '']) => Uint8Array.from(Buffer.from(data, 'base64')))]

  test.each(['html', 'md', 'docx', 'odt', 'pdf', 'pack'] as const)('in no byte of a public report: %s', async (format) => {
    const files = within(await made('public', format), format)
    expect(files.some((file) => says(file, secret))).toBe(false)
    expect(within(await made('full', format), format).some((file) => says(file, secret)) || format === 'pdf').toBe(true)
  })
})
