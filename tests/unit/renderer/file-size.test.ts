import { createIntl } from 'react-intl'
import { expect, test } from 'vitest'
import { fileSize } from '../../../renderer/base/files/file-size.ts'

const megabyte = 1024 * 1024

test.each([
  ['en-GB', 129 * megabyte, '129 MB'],
  ['fr-FR', 129 * megabyte, '129 Mo'],
  ['en-GB', 1.26 * megabyte, '1.3 MB'],
  ['fr-FR', 1.26 * megabyte, '1,3 Mo'],
  ['fr-FR', 2.5 * 1024 * megabyte, '2,5 Go'],
  ['en-GB', 1023, '1,023 byte'],
  ['en-GB', 0, '0 byte'],
])('UI134 the size of a file is said in the language of the interface (%s, %d bytes: %s)', (locale, bytes, words) => {
  expect(fileSize(createIntl({ locale }), bytes).replaceAll(/\s/gu, ' ')).toBe(words)
})
