import { expect, test } from 'vitest'
import { findDeepLink, isDeepLink } from '../../../main/shell/opening/deep-link.ts'
import { fileName } from '../../../shared/util/file-name.ts'
import { imageMediaType } from '../../../main/shell/windows/image-media-type.ts'
import { shellMessage } from '../../../main/shell/messages.ts'
import { isOpenableLink } from '../../../main/shell/windows/openable-link.ts'
import { parseShellState } from '../../../main/shell/shell-state.ts'

test.each([
  ['Kick-off meeting', 'Kick-off meeting'],
  ['Social/Solidarity: "Economy"?', 'Social Solidarity Economy'],
  ['../../etc/passwd', 'etc passwd'],
  ['الاقتصاد الاجتماعي', 'الاقتصاد الاجتماعي'],
  ['  .hidden.  ', 'hidden'],
  ['a\u0000b\u202Ec', 'a b c'],
  ['', 'Minutes'],
  ['///', 'Minutes'],
  ['x'.repeat(300), 'x'.repeat(80)],
  ['ورشة'.repeat(30), 'ورشة'.repeat(20)],
  ['会'.repeat(300), '会'.repeat(66)],
  ['🎉'.repeat(300), '🎉'.repeat(50)],
])('a title becomes a file name that every file system takes: %j', (title, name) => {
  expect(fileName(title, 'Minutes')).toBe(name)
})

test.each([
  ['https://example.org/a?b#c', true],
  ['http://example.org', true],
  ['mailto:ana@example.org', true],
  ['javascript:alert(1)', false],
  ['JaVaScRiPt:alert(1)', false],
  ['file:///etc/passwd', false],
  ['smb://host/share', false],
  ['ms-msdt:/id', false],
  ['minuta://join', false],
  ['data:text/html,x', false],
  ['not a link', false],
  [`https://example.org/${'a'.repeat(9000)}`, false],
])('only web and mail links leave the app: %s', (url, isOpenable) => {
  expect(isOpenableLink(url)).toBe(isOpenable)
})

test('a deep link is found among arguments, and nothing else is taken for one', () => {
  expect(findDeepLink(['/usr/bin/minuta', '--flag', 'minuta://join?relay=wss%3A%2F%2Fr&workshop=abc'])).toBe('minuta://join?relay=wss%3A%2F%2Fr&workshop=abc')
  expect(findDeepLink(['/usr/bin/minuta', '.', 'https://example.org'])).toBe(null)
  expect(isDeepLink(`minuta://${'a'.repeat(5000)}`)).toBe(false)
  expect(isDeepLink('minuta:join')).toBe(false)
})

test('an image is what its first bytes say; markup that could run is no image', () => {
  expect(imageMediaType(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png')
  expect(imageMediaType(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(imageMediaType(new TextEncoder().encode('GIF89a...'))).toBe('image/gif')
  expect(imageMediaType(new TextEncoder().encode('RIFF1234WEBPVP8 '))).toBe('image/webp')
  for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', '<html>', 'RIFF1234WAVE', '%PDF-1.7']) {
    expect(imageMediaType(new TextEncoder().encode(text))).toBe(null)
  }
})

test('a window file that is damaged counts as none, part by part', () => {
  const empty = { bounds: null, isMaximized: false, language: null, appearance: 'system', exportFolder: null, waitingFiles: [] }
  for (const value of [null, 1, 'x', [], {}, { bounds: { x: 1 } }, { bounds: { x: 1, y: 1, width: 'a', height: 1 } }, { appearance: 'sepia' }]) expect(parseShellState(value)).toEqual(empty)
  expect(parseShellState({ bounds: { x: 1, y: 2, width: 3, height: 4 }, isMaximized: true, language: 'fr', appearance: 'dark', exportFolder: '/home/ana/minutes', other: 1 }))
    .toEqual({ bounds: { x: 1, y: 2, width: 3, height: 4 }, isMaximized: true, language: 'fr', appearance: 'dark', exportFolder: '/home/ana/minutes', waitingFiles: [] })
})

test('menus speak French in every region of the language and English anywhere else', () => {
  expect(shellMessage('fr-BE', 'edit')).toBe('Édition')
  expect(shellMessage('de', 'edit')).toBe('Edit')
})
