import { describe, expect, test } from 'vitest'
import { shortcutLetter } from '../../../renderer/base/shortcut-letter.ts'

const pressed = (key: string, code: string, shiftKey = false): string => shortcutLetter({ key, code, shiftKey })

describe('UI132 the letter of a key', () => {
  test('is the one that is written on it on every Latin keyboard, wherever it is', () => {
    expect(pressed('z', 'KeyZ')).toBe('z')
    expect(pressed('Z', 'KeyZ', true)).toBe('z')
    expect(pressed('z', 'KeyW')).toBe('z') // AZERTY
    expect(pressed('y', 'KeyZ')).toBe('y') // QWERTZ
    expect(pressed(';', 'KeyZ')).toBe(';') // Dvorak
    expect([pressed('à', 'KeyZ'), pressed('Dead', 'KeyY')]).toEqual(['à', 'dead']) // BÉPO
  })

  test('is the one of a Latin keyboard in its place where the keyboard writes another script, with Shift as well', () => {
    expect([pressed('ζ', 'KeyZ'), pressed('Ζ', 'KeyZ', true), pressed('κ', 'KeyK')]).toEqual(['z', 'z', 'k']) // Greek
    expect([pressed('ئ', 'KeyZ'), pressed('~', 'KeyZ', true), pressed('ن', 'KeyK'), pressed('،', 'KeyK', true), pressed('لا', 'KeyB')]).toEqual(['z', 'z', 'k', 'k', 'b']) // Arabic
  })

  test('is its name where it is no letter', () => {
    expect([pressed('Enter', 'Enter'), pressed('/', 'Slash'), pressed('1', 'Digit1'), pressed('F6', 'F6'), pressed('Dead', '')]).toEqual(['enter', '/', '1', 'f6', 'dead'])
  })
})
