import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BrowserSettings } from '../../../renderer/guest/browser-settings.ts'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) })
})
afterEach(() => vi.unstubAllGlobals())

test('GU43 a tab that changes one choice leaves alone what another tab has chosen since', () => {
  const [first, second] = [new BrowserSettings(), new BrowserSettings()]
  second.write({ name: 'Zoé', organisation: 'Occitanie' })
  first.write({ language: 'fr' })
  expect(new BrowserSettings().read()).toMatchObject({ name: 'Zoé', organisation: 'Occitanie', language: 'fr' })
})
