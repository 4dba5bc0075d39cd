/** Every key of the app: the menu, what a window listens to, and the boards, which share the keyboard with both. */
import { CellSelection } from '@tiptap/pm/tables'
import { tickShortcut } from '../../../renderer/editor/tick-tasks.ts'
import { getExtensionField, type Extensions, type KeyboardShortcutCommand } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import { boardBlocks } from '../../../renderer/editor/blocks.ts'
import { linkShortcut } from '../../../renderer/editor/links/link-button.tsx'
import { directionShortcuts } from '../../../renderer/editor/text-direction.ts'
import { markButtons } from '../../../renderer/editor/toolbar.tsx'
import { menuKeys, newWindowKey, otherPaletteKey } from '../../../shared/ipc/menu-keys.ts'
import { boardOpener, press, stopCapturing, workshopWithBoard } from './board-test-kit.ts'

const openBoard = boardOpener()

type Platform = 'mac' | 'other'
const platforms: readonly Platform[] = ['mac', 'other']

/** Keys that Electron gives to the roles of the menu, where they are not those of the text itself (undo, copy, paste). */
const roleKeys: Readonly<Record<string, string>> = {
  close: 'CmdOrCtrl+W', quit: 'CmdOrCtrl+Q', selectAll: 'CmdOrCtrl+A', pasteText: 'CmdOrCtrl+Shift+V', cut: 'CmdOrCtrl+X', copy: 'CmdOrCtrl+C', paste: 'CmdOrCtrl+V',
  resetZoom: 'CmdOrCtrl+0', zoomIn: 'CmdOrCtrl+Plus', zoomOut: 'CmdOrCtrl+-', reload: 'CmdOrCtrl+R', developerTools: 'CmdOrCtrl+Shift+I',
}

/** What these do depends on where the caret stands: whoever is asked first and has no use for it passes it on. */
const keysOfThePlace: ReadonlySet<string> = new Set(['enter', 'tab', 'shift+tab', 'backspace', 'delete', 'mod+enter', 'shift+enter', 'mod+backspace', 'mod+delete', 'shift+backspace'])

/** One spelling for keys of Electron ("CmdOrCtrl+Shift+O") and of ProseMirror ("Mod-Shift-o"; a capital is what Shift makes). */
function spelling(key: string, platform: Platform): string {
  const modifiers: Readonly<Record<string, string>> = { cmdorctrl: 'mod', control: 'ctrl', ctrl: platform === 'mac' ? 'ctrl' : 'mod' }
  const parts = key.replace(/-$/u, '+minus').replace(/-(?=[A-Z]$)/u, '-Shift-').toLowerCase().split(/[-+](?=.)/u).map((part) => modifiers[part] ?? part)
  return [...parts.slice(0, -1).sort(), parts.at(-1)].join('+')
}

/** Key to what it is for, of every extension of a board. */
function boardKeys(): readonly (readonly [key: string, extension: string])[] {
  const { doc, board } = workshopWithBoard()
  const { editor } = openBoard(doc, board)
  const { extensions }: { readonly extensions: Extensions } = editor.extensionManager
  return extensions.flatMap((extension) => {
    const context = { name: extension.name, options: extension.options as unknown, storage: extension.storage as unknown, editor, type: editor.schema.nodes[extension.name] ?? editor.schema.marks[extension.name] }
    const shortcuts = getExtensionField<(() => Record<string, KeyboardShortcutCommand>) | undefined>(extension, 'addKeyboardShortcuts', context)
    return Object.keys(shortcuts?.() ?? {}).map((key) => [key, extension.name] as const)
  })
}

describe('UI132', () => {
  test.each(platforms)('no key means two things in one place (%s)', (platform) => {
    const meanings = new Map<string, Set<string>>()
    const add = (key: string, meaning: string): void => {
      const name = spelling(key, platform)
      if (!keysOfThePlace.has(name)) meanings.set(name, (meanings.get(name) ?? new Set()).add(meaning))
    }
    for (const [command, key] of Object.entries(menuKeys)) add(key, command)
    add(newWindowKey, 'new window')
    add(otherPaletteKey, 'command-palette')
    for (const [role, key] of Object.entries(roleKeys)) add(key, role)
    add(linkShortcut, 'link')
    for (const [key, extension] of boardKeys()) add(key, key === 'Mod-a' ? 'selectAll' : extension)
    const twice = [...meanings].filter(([, of]) => of.size > 1).map(([key, of]) => `${key}: ${[...of].join(', ')}`)
    expect(twice).toEqual([])
  })

  test('every key that the toolbar and the list of blocks name is one of the board', () => {
    const key = <T,>(name: T): T => name
    const named = [...markButtons.map(({ shortcut }) => shortcut), ...boardBlocks(key, key, () => undefined).flatMap(({ shortcut }) => (shortcut === null ? [] : [shortcut]))]
    const known = new Set(boardKeys().map(([name]) => name))
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  test('ED68: the keys by which carets go and select everywhere, a word or a line at a time, do that', () => {
    const { doc, board } = workshopWithBoard()
    const { editor } = openBoard(doc, board)
    editor.commands.setContent('<p>some words</p>')
    editor.commands.setTextSelection(5)
    const before = editor.state.doc
    for (const modifiers of ['Shift', 'Mod', 'Mod-Shift', 'Alt', 'Alt-Shift']) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) expect([`${modifiers}-${key}`, press(editor, `${modifiers}-${key}`)]).toEqual([`${modifiers}-${key}`, false])
    }
    expect(editor.state.doc).toBe(before)
  })

  test('ED68: a direction is forced by keys of its own', () => {
    const { doc, board } = workshopWithBoard()
    const { editor } = openBoard(doc, board)
    for (const direction of ['rtl', 'ltr'] as const) {
      press(editor, directionShortcuts[direction])
      expect(editor.state.doc.firstChild?.attrs['dir']).toBe(direction)
    }
  })

  test('keys with Ctrl and Alt are known on a keyboard of another script; what AltGr writes there is written', () => {
    const { doc, board } = workshopWithBoard()
    const { editor } = openBoard(doc, board)
    // As in Windows, where the editor does not look at the place of such a key by itself.
    const isTaken = (init: KeyboardEventInit): boolean =>
      editor.view.someProp('handleKeyDown', (handler) => handler(editor.view, new KeyboardEvent('keydown', { code: 'KeyD', ctrlKey: true, altKey: true, bubbles: true, cancelable: true, ...init }))) ?? false
    expect(isTaken({ key: 'δ', modifierAltGraph: true })).toBe(false)
    expect(isTaken({ key: 'δ', altKey: false })).toBe(false)
    expect(editor.getHTML()).not.toContain('data-kind')
    expect(isTaken({ key: 'δ' })).toBe(true)
    expect(editor.getJSON().content.map(({ attrs }) => attrs?.['kind'] as unknown)).toContain('decision')
  })

  test('ED115: a key ticks the task of the caret, or every task that is selected, and takes the ticks away again', () => {
    const { doc, board } = workshopWithBoard()
    const { editor } = openBoard(doc, board)
    const task = (words: string, inside = ''): string => `<li data-type="taskItem"><p>${words}</p>${inside}</li>`
    editor.commands.setContent(`<ul data-type="taskList">${task('one', `<ul data-type="taskList">${task('two')}</ul>`)}${task('three')}</ul><p>words</p>`)
    const ticked = (): string[] => {
      const found: string[] = []
      editor.state.doc.descendants((node) => {
        if (node.attrs['checked'] === true) found.push(node.firstChild?.textContent ?? '')
      })
      return found
    }
    const places = new Map<string, number>()
    editor.state.doc.descendants((node, position) => {
      if (node.isText) places.set(node.text ?? '', position)
    })
    const at = (words: string): number => places.get(words) ?? 0
    const pressed = (from: string, to = from): readonly string[] => {
      editor.commands.setTextSelection({ from: at(from), to: at(to) + (from === to ? 0 : 1) })
      expect(press(editor, tickShortcut)).toBe(true)
      return ticked()
    }
    expect(pressed('two')).toEqual(['two'])
    expect(pressed('two', 'three')).toEqual(['two', 'three'])
    expect(pressed('one', 'three')).toEqual(['one', 'two', 'three'])
    expect(pressed('one', 'three')).toEqual([])
    editor.commands.undo()
    const before = editor.state.doc.childCount
    editor.commands.setTextSelection(at('words') + 2)
    press(editor, tickShortcut)
    expect(editor.state.doc.childCount).toBe(before)
  })

  test('ED116, ED117: from the line below a table Left leads into its last cell; cells that are cut or emptied stay selected', () => {
    const { doc, board } = workshopWithBoard()
    const peer = openBoard(doc, board)
    const { editor } = peer
    const shown = (): string => `${editor.state.selection.constructor.name} ${editor.state.selection.$from.parent.textContent}`
    const cells = (): string => editor.state.doc.child(1).textContent
    editor.commands.setContent('<p>above</p><table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td><p>d</p></td></tr></table><p>below</p>')
    editor.commands.setTextSelection(editor.state.doc.content.size - 6)
    expect(press(editor, 'ArrowLeft')).toBe(true)
    expect(shown()).toContain('d')
    for (const empty of [() => press(editor, 'Delete'), () => editor.view.dispatch(editor.state.tr.deleteSelection().setMeta('uiEvent', 'cut'))]) {
      const table = editor.state.doc.child(0).nodeSize
      editor.view.dispatch(editor.state.tr.setSelection(CellSelection.create(editor.state.doc, table + 2, table + 7)))
      expect(editor.state.selection).toBeInstanceOf(CellSelection)
      stopCapturing(peer)
      empty()
      expect(cells()).toBe('cd')
      expect(editor.state.selection).toBeInstanceOf(CellSelection)
      editor.commands.undo()
      expect(cells()).toBe('abcd')
    }
  })

  test('Shift and a letter is its own key: a quotation is not bold', () => {
    const { doc, board } = workshopWithBoard()
    const { editor } = openBoard(doc, board)
    // As a keyboard sends it: the letter is a capital while Shift is down, or Caps Lock is on.
    const pressB = (shiftKey: boolean): void => {
      const event = new KeyboardEvent('keydown', { key: 'B', keyCode: 66, ctrlKey: true, shiftKey, bubbles: true, cancelable: true })
      editor.view.someProp('handleKeyDown', (handler) => handler(editor.view, event))
    }
    pressB(true)
    expect(editor.isActive('blockquote')).toBe(true)
    expect(editor.isActive('bold')).toBe(false)
    pressB(false)
    expect(editor.isActive('bold')).toBe(true)
  })
})
