import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { WorkshopEditsProvider } from '../../../renderer/base/workshop-edits.tsx'
import { DetailsPage } from '../../../renderer/programme/details-page.tsx'
import { setDetails } from '../../../shared/document/commands/details-commands.ts'
import { readDetails } from '../../../shared/document/read-details.ts'
import { draw, fill, type Drawn } from './render-kit.tsx'

let doc: Y.Doc
let drawn: Drawn
beforeEach(async () => {
  doc = new Y.Doc()
  setDetails(doc, null, { language: 'fr' })
  drawn = await draw(<WorkshopEditsProvider doc={doc} canEdit><DetailsPage isAtMatters={false} takeOver={null} /></WorkshopEditsProvider>)
})
afterEach(async () => {
  await drawn.unmount()
  doc.destroy()
})

function labelled<Kind extends 'input' | 'select'>(kind: Kind, name: string): HTMLElementTagNameMap[Kind] | null {
  return [...document.querySelectorAll('label')].find(({ textContent }) => textContent === name)?.parentElement?.querySelector(kind) ?? null
}
const code = (): HTMLInputElement | null => labelled('input', 'Language code')

async function choose(language: string): Promise<void> {
  const select = [...document.querySelectorAll('select')].find(({ options }) => [...options].some(({ value }) => value === '?'))
  if (!select) throw new Error('no list of languages')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, language)
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

describe('UI22 the code of a language', () => {
  test.each(['gl', 'pt-BR', 'fr-CA', 'arz'])('%s is typed letter by letter in one field, though it may begin like a language that is offered', async (tag) => {
    await choose('?')
    const field = code()
    if (!field) throw new Error('no field')
    for (let length = 1; length <= tag.length; length += 1) {
      await fill(field, tag.slice(0, length))
      expect(code()).toBe(field)
      expect(document.activeElement).toBe(field)
    }
    expect(readDetails(doc).language).toBe(tag)
  })

  test('is asked for until a language is chosen', async () => {
    expect(code()).toBeNull()
    await choose('?')
    expect(code()).not.toBeNull()
    await choose('es')
    expect(code()).toBeNull()
    expect(readDetails(doc).language).toBe('es')
  })
})
