// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { shortcutGroups, menuKeyLabel } from '../../../renderer/app/shortcut-groups.ts'
import { ShortcutsDialog } from '../../../renderer/app/shortcuts-dialog.tsx'
import { loadLanguage } from '../../../renderer/base/words/i18n.tsx'
import { loadWords } from '../../../renderer/languages/load.ts'
import { draw } from './render-kit.tsx'
import { menuKeys } from '../../../shared/ipc/menu-keys.ts'
import { outcomeKinds } from '../../../shared/model/workshop.ts'
import { eventually } from '../../helpers/eventually.ts'

test('UI79, UI282 the list of keys holds every key of the menu and of every outcome, each once', async () => {
  const key = <T,>(name: T): T => name
  const lines = shortcutGroups({ app: key, editor: key, outcomes: key }).flatMap((group) => group.lines)
  const keys = lines.map((line) => line.keys)
  expect(keys).toEqual(expect.arrayContaining(Object.values(menuKeys).map((keys) => menuKeyLabel(keys, key))))
  expect(lines.map(({ label }) => label)).toEqual(expect.arrayContaining([...outcomeKinds]))
  expect(keys.every((words) => words !== '')).toBe(true)
  for (const group of shortcutGroups({ app: key, editor: key, outcomes: key })) expect(new Set(group.lines.map((line) => line.keys)).size).toBe(group.lines.length)
  const { unmount } = await draw(<ShortcutsDialog onClose={() => undefined} />)
  expect(document.body.textContent).toContain('Print the minutes, as a PDFCtrl P')
  expect(document.body.textContent).toContain('Keyboard shortcutsCtrl /')
  expect(document.body.textContent).toContain('DecisionCtrl Alt D')
  for (const words of ['Next part of the windowF6', 'Fields of an outcomeTab', 'Leave the textEsc, Tab']) expect(document.body.textContent).toContain(words)
  await unmount()
})

test.each([['en', 'Shift', 'Enter'], ['fr', 'Maj', 'Entrée'], ['es', 'Mayús', 'Intro'], ['ca', 'Maj', 'Retorn'], ['it', 'Maiusc', 'Invio'], ['el', 'Shift', 'Enter'], ['ar', 'Shift', 'Enter']] as const)('UI223 keys are named as keyboards of the language name them (%s: %s, %s)', async (language, shift, enter) => {
  await loadLanguage(language, loadWords)
  const { unmount } = await draw(<ShortcutsDialog onClose={() => undefined} />, language)
  await eventually(() => expect(document.body.textContent).toContain(`Ctrl ${shift} Z`))
  expect(document.body.textContent).toContain(`Alt ${enter}`)
  // UI282
  expect(document.body.textContent).toContain(`${language === 'fr' ? 'Échap' : 'Esc'}, Tab`)
  await unmount()
})
