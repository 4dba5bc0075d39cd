/** Every key that the app knows, for the list of them. Read from the tables that the menu and the editor obey, so that it cannot lie. */
import { menuKeys, newWindowKey } from '../../shared/ipc/menu-keys.ts'
import type { Text } from '../base/words/i18n.tsx'
import { boardBlocks } from '../editor/blocks.ts'
import type { MessageKey as EditorMessageKey } from '../editor/messages.ts'
import { linkShortcut } from '../editor/links/link-button.tsx'
import { shortcutLabel } from '../editor/shortcuts.ts'
import { directionShortcuts } from '../editor/text-direction.ts'
import { tickShortcut } from '../editor/tick-tasks.ts'
import { markButtons } from '../editor/toolbar.tsx'
import type { MessageKey as OutcomeMessageKey } from '../outcomes/messages.ts'
import type { messages } from './messages.ts'

/** `keys`: as people read them. */
export type ShortcutLine = { readonly label: string; readonly keys: string }
export type ShortcutGroup = { readonly title: string; readonly lines: readonly ShortcutLine[] }

export type ShortcutTexts = {
  readonly app: Text<keyof (typeof messages)['en']>
  readonly editor: Text<EditorMessageKey>
  readonly outcomes: Text<OutcomeMessageKey>
}

const menuLabels = {
  'command-palette': 'commands', shortcuts: 'shortcuts', 'new-workshop': 'newWorkshop', 'join-workshop': 'join', 'open-file': 'openFile', 'open-library': 'library',
  'open-minutes': 'page_minutes', import: 'importBoard', 'take-over': 'takeOver', export: 'exportMinutes', print: 'printMinutes',
} as const satisfies Record<keyof typeof menuKeys, keyof (typeof messages)['en']>

/** A key of the menu as people read it. */
export function menuKeyLabel(key: string, editor: Text<EditorMessageKey>): string {
  return shortcutLabel(key.replace('CmdOrCtrl', 'Mod').replaceAll('+', '-'), editor)
}

export function shortcutGroups({ app, editor, outcomes }: ShortcutTexts): readonly ShortcutGroup[] {
  const blocks = boardBlocks(editor, outcomes, () => undefined)
  const linesOf = (isWanted: (group: string) => boolean): readonly ShortcutLine[] =>
    blocks.flatMap(({ group, label, shortcut }) => (shortcut !== null && isWanted(group) ? [{ label, keys: shortcutLabel(shortcut, editor) }] : []))
  return [
    {
      title: app('shortcutsEverywhere'),
      lines: [
        ...(Object.keys(menuLabels) as (keyof typeof menuLabels)[]).map((command) => ({ label: app(menuLabels[command]), keys: menuKeyLabel(menuKeys[command], editor) })),
        { label: app('newWindow'), keys: menuKeyLabel(newWindowKey, editor) },
        { label: app('nextRegion'), keys: shortcutLabel('F6', editor) },
        { label: app('previousRegion'), keys: shortcutLabel('Shift-F6', editor) },
        { label: app('renameBoard'), keys: shortcutLabel('F2', editor) },
        { label: app('moveRow'), keys: ['Alt-ArrowUp', 'Alt-ArrowDown'].map((key) => shortcutLabel(key, editor)).join(' · ') },
        { label: app('undoAnywhere'), keys: shortcutLabel('Mod-z', editor) },
        { label: app('redo'), keys: shortcutLabel('Mod-Shift-z', editor) },
      ],
    },
    {
      title: app('shortcutsOutcomes'),
      lines: [
        ...linesOf((group) => group === 'groupOutcomes'),
        { label: app('outcomeEnd'), keys: shortcutLabel('Enter', editor) },
        { label: app('outcomeFields'), keys: shortcutLabel('Tab', editor) },
        { label: app('outcomeMore'), keys: shortcutLabel('Alt-Enter', editor) },
        { label: app('outcomeCalendar'), keys: shortcutLabel('Alt-ArrowDown', editor) },
      ],
    },
    {
      title: app('shortcutsText'),
      lines: [
        { label: app('blocksByName'), keys: '/' },
        { label: app('peopleByName'), keys: '@' },
        ...markButtons.map(({ name, shortcut }) => ({ label: editor(name), keys: shortcutLabel(shortcut, editor) })),
        { label: editor('link'), keys: shortcutLabel(linkShortcut, editor) },
        ...linesOf((group) => group !== 'groupOutcomes'),
        { label: app('tickTask'), keys: shortcutLabel(tickShortcut, editor) },
        { label: editor('directionLtr'), keys: shortcutLabel(directionShortcuts.ltr, editor) },
        { label: editor('directionRtl'), keys: shortcutLabel(directionShortcuts.rtl, editor) },
        // One after the other.
        { label: app('leaveText'), keys: ['Escape', 'Tab'].map((key) => shortcutLabel(key, editor)).join(', ') },
      ],
    },
  ]
}
