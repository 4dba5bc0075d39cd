/** What a right click offers on words, links and pictures: what the spelling suggests, and the clipboard. Pages have menus of their own for the rest. */
import { app, BrowserWindow, clipboard, Menu, type ContextMenuParams, type MenuItemConstructorOptions, type WebContents } from 'electron/main'
import type { ShellMessage } from '../languages/en.ts'
import { shellMessage } from '../messages.ts'
import { isOpenableLink } from './openable-link.ts'

const suggestionsShown = 5

/** Offers it in every window that opens from now on. */
export function offerContextMenus(language: () => string): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_menuEvent, params) => {
      const entries = contextMenu(contents, params, (message) => shellMessage(language(), message))
      const window = BrowserWindow.fromWebContents(contents)
      if (entries.length > 0 && window !== null) Menu.buildFromTemplate(entries).popup({ window })
    })
  })
}

function contextMenu(contents: WebContents, params: ContextMenuParams, word: (message: ShellMessage) => string): MenuItemConstructorOptions[] {
  const groups = [spelling(contents, params, word), things(contents, params, word), clipboardEntries(params, word)].filter((group) => group.length > 0)
  return groups.flatMap((group, index): MenuItemConstructorOptions[] => (index === 0 ? group : [{ type: 'separator' }, ...group]))
}

function spelling(contents: WebContents, { misspelledWord, dictionarySuggestions, isEditable }: ContextMenuParams, word: (message: ShellMessage) => string): MenuItemConstructorOptions[] {
  if (!isEditable || misspelledWord === '') return []
  const suggestions = dictionarySuggestions.slice(0, suggestionsShown).map((label) => ({ label, click: () => contents.replaceMisspelling(label) }))
  return [
    ...(suggestions.length === 0 ? [{ label: word('noSuggestion'), enabled: false }] : suggestions),
    { label: word('addToDictionary'), click: () => contents.session.addWordToSpellCheckerDictionary(misspelledWord) },
  ]
}

function things(contents: WebContents, { linkURL, mediaType, hasImageContents, x, y }: ContextMenuParams, word: (message: ShellMessage) => string): MenuItemConstructorOptions[] {
  return [
    ...(isOpenableLink(linkURL) ? [{ label: word('copyLink'), click: () => clipboard.writeText(linkURL) }] : []),
    ...(mediaType === 'image' && hasImageContents ? [{ label: word('copyPicture'), click: () => contents.copyImageAt(x, y) }] : []),
  ]
}

function clipboardEntries({ isEditable, selectionText, editFlags }: ContextMenuParams, word: (message: ShellMessage) => string): MenuItemConstructorOptions[] {
  if (!isEditable) return selectionText === '' ? [] : [{ role: 'copy', label: word('copy') }]
  return [
    { role: 'cut', label: word('cut'), enabled: editFlags.canCut },
    { role: 'copy', label: word('copy'), enabled: editFlags.canCopy },
    { role: 'paste', label: word('paste'), enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', label: word('pasteText'), enabled: editFlags.canPaste },
    { role: 'selectAll', label: word('selectAll'), enabled: editFlags.canSelectAll },
  ]
}
