import { expect, test } from 'vitest'
import { beginningOf } from '../../../shared/util/beginning-of.ts'

test('UI300 what is too long for its line ends with … behind a whole letter, and what fits stays as it is', () => {
  expect(beginningOf('Harbour', 7)).toBe('Harbour')
  expect(beginningOf('Harbour of Thessaloniki', 10)).toBe('Harbour of…')
  expect(beginningOf('Harbour of Thessaloniki', 8)).toBe('Harbour…')
  // A family, a flag and an accent of its own are one letter each.
  const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'
  expect(beginningOf(`${family}\u{1f1ec}\u{1f1f7}e\u0301`, 3)).toBe(`${family}\u{1f1ec}\u{1f1f7}e\u0301`)
  expect(beginningOf(`${family}\u{1f1ec}\u{1f1f7}e\u0301!`, 2)).toBe(`${family}\u{1f1ec}\u{1f1f7}…`)
  // A letter under a thousand marks is none that anybody reads.
  expect(beginningOf(`a${'\u0301'.repeat(1_000)}b`, 5)).toBe('…')
  expect(beginningOf('x'.repeat(10_000_000), 3)).toBe('xxx…')
})
