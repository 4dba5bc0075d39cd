/** Draws components into jsdom the way the app does, in English unless a test asks for another language. */
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider, type Language } from '../../../renderer/base/words/i18n.tsx'
import { loadWords } from '../../../renderer/languages/load.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
// jsdom has no CSS object; the kit escapes attribute selectors with it.
Object.assign(globalThis, { CSS: { escape: (text: string) => text.replace(/[^\w-]/gu, String.raw`\$&`) } })

// Nor does it lay anything out: every query about the window is answered as in a wide one.
Object.assign(globalThis, { matchMedia: () => Object.assign(new EventTarget(), { matches: false }) })

export type Drawn = { readonly box: HTMLElement; readonly unmount: () => Promise<void> }

/** Draws `node`; resolves when its effects have run. Dialogs are outside the box, in `document.body`. */
export async function draw(node: ReactNode, language: Language = 'en'): Promise<Drawn> {
  const box = document.createElement('div')
  document.body.append(box)
  const root = createRoot(box)
  await act(async () => root.render(<LanguageProvider language={language} direction="ltr" load={loadWords}>{node}</LanguageProvider>))
  return {
    box,
    unmount: async () => {
      await act(async () => root.unmount())
      box.remove()
    },
  }
}

/** The element of `tag` whose accessible name or text is `name`; throws when there is none. */
export function find<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, name: string): HTMLElementTagNameMap[Tag] {
  const found = [...document.querySelectorAll(tag)].find((element) => {
    const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.querySelector(`[id="${id}"]`)?.textContent)
    return element.getAttribute('aria-label') === name || element.textContent === name || labels.includes(name)
  })
  if (!found) throw new Error(`no ${tag} named ${name}`)
  return found
}

/** Types `value` into a field, as one change. */
export async function fill(field: HTMLInputElement, value: string): Promise<void> {
  await act(async () => {
    field.focus()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

/** Presses and releases a key on `element`. */
export async function press(element: HTMLElement, key: string, modifiers: KeyboardEventInit = {}): Promise<void> {
  await act(async () => {
    element.focus()
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }))
    element.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, cancelable: true, ...modifiers }))
  })
}

/** Presses `element` as a pointer without a position does: what assistive technology sends. */
export async function click(element: HTMLElement): Promise<void> {
  await act(async () => element.click())
}
