import { describe, expect, test } from 'vitest'
import { base64, imageHead, readImage } from '../../../shared/render/pictures/image.ts'
import { photograph } from '../../fixtures/photograph.ts'
import { presentImage } from '../../fixtures/workshops.ts'

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values)
const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('images are known by their bytes', () => {
  test('type and size of each format', () => {
    expect(readImage(presentImage)).toEqual({ type: 'png', mediaType: 'image/png', turn: { isMirrored: false, degrees: 0 }, width: 8, height: 8 })
    expect(readImage(bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 0, 0))).toMatchObject({ type: 'jpeg', width: 30, height: 20 })
    expect(readImage(Uint8Array.from([...textBytes('GIF89a'), 5, 0, 6, 0, 0, 0, 0]))).toMatchObject({ type: 'gif', width: 5, height: 6 })
    expect(readImage(textBytes('\0\0\0\u001cftypavif\0\0\0\0'))).toMatchObject({ type: 'avif', width: null })
  })

  test('how a photograph was held, in either byte order; what makes no sense turns nothing', () => {
    for (const isLittleEndian of [true, false]) {
      expect(readImage(photograph(6, isLittleEndian))).toMatchObject({ type: 'jpeg', turn: { isMirrored: false, degrees: 90 }, width: 32, height: 16 })
      expect(readImage(photograph(5, isLittleEndian))).toMatchObject({ turn: { isMirrored: true, degrees: 270 } })
      for (const orientation of [0, 1, 9, 0xffff]) expect(readImage(photograph(orientation, isLittleEndian))).toMatchObject({ turn: { isMirrored: false, degrees: 0 } })
    }
    for (let length = 0; length < 60; length += 1) expect(() => readImage(photograph(6).subarray(0, length))).not.toThrow()
  })

  test.each([bytes(), bytes(0xff, 0xd8, 0xff), textBytes('<html><svg>'), textBytes('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), textBytes('RIFF0000WEBPVP8X'), bytes(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1, 2, 3, 4, 5, 6)])(
    'cut short or something else: %j is no image',
    (content) => expect(readImage(content)).toBeNull(),
  )

  test('a data: URI is what any decoder expects, at every length', () => {
    for (let length = 0; length < 8; length += 1) {
      const content = Uint8Array.from({ length }, (_, index) => 255 - index)
      expect(Buffer.from(base64(content)).toString('latin1')).toBe(Buffer.from(content).toString('base64'))
    }
  })
})

test('EX14 the beginning of an image says what the image says, and keeps nothing else of it in memory', () => {
  const whole = Buffer.concat([presentImage, new Uint8Array(100_000)])
  const head = imageHead(whole)
  expect(readImage(head)).toEqual(readImage(whole))
  expect(head.buffer.byteLength).toBeLessThan(10_000)
})
