import { describe, expect, it } from 'vitest'
import { comesAsPicture, isLosslessWebp, pictureKindOf } from '../../../renderer/editor/pictures/picture-kind.ts'
import { photograph } from '../../fixtures/photograph.ts'
import { clearWebp, losslessWebp, opaqueAvif, opaqueWebp } from '../../fixtures/web-pictures.ts'
import { presentImage } from '../../fixtures/workshops.ts'

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

describe('IL30: a picture file', () => {
  it.each([
    ['PNG', presentImage, { kind: 'picture', mediaType: 'image/png' }],
    ['JPEG of a telephone', photograph(6), { kind: 'picture', mediaType: 'image/jpeg' }],
    ['AVIF', bytesOf('\0\0\0\u001Cftypavif\0\0\0\0mif1miafavif'), { kind: 'picture', mediaType: 'image/avif' }],
    ['AVIF that names it second', bytesOf('\0\0\0\u001Cftypmif1\0\0\0\0mif1miafavif'), { kind: 'picture', mediaType: 'image/avif' }],
    ['HEIC', bytesOf('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'), { kind: 'heic' }],
    ['HEIC by its second name', bytesOf('\0\0\0\u0018ftypmif1\0\0\0\0mif1heic'), { kind: 'heic' }],
    ['TIFF of a PC', bytesOf('II*\0\u0008\0\0\0'), { kind: 'tiff' }],
    ['TIFF of a Mac', bytesOf('MM\0*\0\0\0\u0008'), { kind: 'tiff' }],
    ['SVG', bytesOf('<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>'), { kind: 'svg' }],
    ['MP4', bytesOf('\0\0\0\u0018ftypmp42\0\0\0\0mp42isom'), null],
    ['text', bytesOf('hello <svg>'), null],
    ['nothing', new Uint8Array(), null],
  ])('is known by its bytes: %s', (_name, bytes, expected) => {
    expect(pictureKindOf(bytes)).toEqual(expected)
  })
})

it('ED78: WebP of which nothing was lost is told from WebP of photographs, and from what is none', () => {
  expect(isLosslessWebp(losslessWebp)).toBe(true)
  // Its pixels, without the chunk that says what there is beside them.
  expect(isLosslessWebp(Uint8Array.from([...losslessWebp.subarray(0, 12), ...losslessWebp.subarray(30)]))).toBe(true)
  const withoutEnd = Uint8Array.from(losslessWebp.subarray(0, 30))
  withoutEnd.fill(255, 16, 20)
  for (const other of [opaqueWebp, clearWebp, opaqueAvif, presentImage, new Uint8Array(), losslessWebp.subarray(0, 25), withoutEnd]) expect(isLosslessWebp(other)).toBe(false)
})

it('IL31: a file comes as a picture by what the system says of it or, where it says nothing, by its ending', () => {
  const comes = (name: string, type: string): boolean => comesAsPicture({ name, type })
  expect([comes('a', 'image/png'), comes('IMG_1.HEIC', ''), comes('plan.svg', ''), comes('scan.tif', '')]).toEqual([true, true, true, true])
  expect([comes('a.docx', ''), comes('a.png.docx', ''), comes('a.png', 'text/html'), comes('png', '')]).toEqual([false, false, false, false])
})
