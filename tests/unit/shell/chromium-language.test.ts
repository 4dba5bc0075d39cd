import { expect, test } from 'vitest'
import { chromiumLanguage } from '../../../main/shell/chromium-language.ts'

test.each([
  [null, 'de-DE', null],
  ['fr', 'en-US', 'fr'],
  ['fr', 'fr-CA', null],
  ['fr', 'fr_CA', null],
  ['en', 'fr-FR', 'en-GB'],
  ['en', 'en-US', null],
  ['xx', 'en', null],
])('UI80 date fields speak the language of the interface, in the system’s own way where it is the same: %s on %s', (language, system, started) => {
  expect(chromiumLanguage(language, system)).toBe(started)
})
