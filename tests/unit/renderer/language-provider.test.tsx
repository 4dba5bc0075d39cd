/** Changing the language of the page: nothing is drawn in a language that it is not meant to be in. */
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { useLocale } from 'react-aria-components'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LanguageProvider, useText, type LanguageProviderProps, type LoadWords } from '../../../renderer/base/words/i18n.tsx'
import { messages } from '../../../renderer/base/words/messages.ts'
import { loadWords } from '../../../renderer/languages/load.ts'
import './render-kit.tsx'

let box: HTMLElement
let root: Root

beforeEach(() => {
  box = document.createElement('div')
  document.body.append(box)
  root = createRoot(box)
})

afterEach(async () => {
  await act(async () => root.unmount())
  box.remove()
  vi.restoreAllMocks()
})

function Close(): ReactNode {
  const { direction } = useLocale()
  return `${useText(messages)('close')} ${direction}`
}

async function show(props: Omit<LanguageProviderProps, 'children'>): Promise<void> {
  await act(async () => root.render(<LanguageProvider {...props}><Close /></LanguageProvider>))
}

function page(): readonly (string | null)[] {
  const { lang, dir } = document.documentElement
  return [box.textContent, lang, dir]
}

/** Words that come when the network lets them. */
function slowly(): { readonly load: LoadWords; readonly arrive: () => Promise<void>; readonly fail: () => Promise<void> } {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  return {
    load: async (language) => {
      await promise
      return loadWords(language)
    },
    arrive: () => act(async () => {
      resolve()
      await loadWords('fr')
    }),
    fail: () => act(async () => reject(new TypeError('Failed to fetch dynamically imported module'))),
  }
}

test('UI157 nothing is drawn before the words of the first language are there', async () => {
  const { load, arrive } = slowly()
  await show({ language: 'fr', direction: 'auto', load })
  expect(box.textContent).toBe('')
  await arrive()
  expect(page()).toEqual(['Fermer ltr', 'fr', 'ltr'])
})

test('UI157 a switch takes effect when the words are there, and the last choice counts', async () => {
  const { load, arrive } = slowly()
  await show({ language: 'en', direction: 'auto', load })
  expect(page()).toEqual(['Close ltr', 'en', 'ltr'])
  await show({ language: 'fr', direction: 'auto', load })
  expect(page()).toEqual(['Close ltr', 'en', 'ltr'])
  await show({ language: 'en', direction: 'auto', load })
  await arrive()
  expect(page()).toEqual(['Close ltr', 'en', 'ltr'])
  await show({ language: 'fr', direction: 'rtl', load })
  await act(async () => void (await loadWords('fr')))
  expect(page()).toEqual(['Fermer rtl', 'fr', 'rtl'])
})

test('UI158 a language that cannot be loaded leaves the page in English', async () => {
  const complaint = vi.spyOn(console, 'error').mockReturnValue()
  const { load, fail } = slowly()
  await show({ language: 'fr', direction: 'auto', load })
  await fail()
  expect(page()).toEqual(['Close ltr', 'en', 'ltr'])
  expect(complaint).toHaveBeenCalledOnce()
})
