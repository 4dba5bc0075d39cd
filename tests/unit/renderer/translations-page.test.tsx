import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { TranslationsPage } from '../../../renderer/translations/translations-page.tsx'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { documentFromRecord } from '../../../shared/document/record/record.ts'
import { readTranslations } from '../../../shared/document/translations.ts'
import { draw, type Drawn } from './render-kit.tsx'

let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

async function drawPage(doc: Y.Doc): Promise<void> {
  drawn = await draw(
    <WorkshopEditsProvider doc={doc} canEdit>
      <TranslationsPage />
    </WorkshopEditsProvider>,
  )
}

function workshop(record: { readonly title: string; readonly language: string }, translations: readonly unknown[] = []): Y.Doc {
  const imported = documentFromRecord({ format: 'minuta-workshop-record', version: 1, workshop: record, translations })
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, imported.update)
  return doc
}

test.each(['français', 'pt_BR', 'e', 'English and French', 'und', ''])('ML11 the page is there for a record in "%s"', async (language) => {
  await drawPage(workshop({ title: 'Ports', language }))
  expect(document.querySelector('textarea')).not.toBeNull()
})

test('ML10 the field of an outdated translation that is emptied stays empty', async () => {
  const doc = workshop({ title: 'Ports', language: 'en' }, [{ language: 'fr', unit: 'details:title', source: 'Ports', words: 'Les ports' }])
  setDetails(doc, null, { title: 'Harbours' })
  await drawPage(doc)
  const field = (): HTMLTextAreaElement => {
    const [found] = document.querySelectorAll('textarea')
    if (found === undefined) throw new Error('no field')
    return found
  }
  expect(field().value).toBe('Les ports')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), '')
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(async () => field().dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  expect(readTranslations(doc)).toContainEqual({ language: 'fr', unit: 'details:title', source: 'Harbours', words: '' })
  await drawn?.unmount()
  await drawPage(doc)
  expect(field().value).toBe('')
})

test('UI236 in a narrow window what can be translated is chosen from one list, with how far it has come', async () => {
  const wide = globalThis.matchMedia
  Object.assign(globalThis, { matchMedia: () => Object.assign(new EventTarget(), { matches: true }) })
  try {
    await drawPage(workshop({ title: 'Ports', language: 'en' }))
    expect(document.querySelector('.translations-side')).toBeNull()
    const [places] = document.querySelectorAll('select')
    expect([...(places?.options ?? [])].map(({ text }) => text.replaceAll(/[\u2068\u2069]/gu, ''))).toContain('Details · 0 of 1 texts')
  } finally {
    Object.assign(globalThis, { matchMedia: wide })
  }
})
